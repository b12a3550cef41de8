import type { Direction } from '../../domain/event.js';
import { step } from '../step.js';
import { field, type AmiBlock } from './ami-block.js';
import type { AmiState } from './ami-state.js';
import { newCall, phoneOf, withLeg, type Step } from './call.js';
import { fact, known, type Fact } from '../fact.js';
import { isChannelOfOurs } from './originate.js';
import { madeAt } from './source-name.js';
import { contactStarted, isHidden } from './visit-facts.js';

/** The events that may open a call that we have not seen begin; what comes late for a call that is over may not. */
const OPENING = new Set(['Newchannel', 'CoreShowChannel', 'QueueCallerJoin', 'AgentConnect', 'Newexten', 'UserEvent IVRStart', 'UserEvent IVRMenu']);

/** A contact is a chain of channels, named by its first: the Linkedid. */
export function beginCall(block: AmiBlock, name: string, leg: string, linkedid: string): Step | undefined {
  if (!OPENING.has(name)) return undefined;
  const phone = phoneOf(field(block, 'Channel') ?? leg);
  const isRoot = leg === linkedid;
  const direction = isRoot ? directionOf(block, phone) : 'inbound';
  const call = withLeg(newCall(linkedid, direction), leg, { phone });
  // Where the beginning was missed, the Uniqueid itself tells its second; a later report of the true moment wins.
  const time = name === 'Newchannel' && isRoot ? undefined : madeAt(linkedid);
  // Of a call-back the number dialled is the customer's, and sealed.
  const to = isRoot && direction !== 'callback' ? dialled(block, direction) : undefined;
  if (direction === 'inbound') return step(call, contactStarted(linkedid, { from: isRoot ? field(block, 'CallerIDNum') : undefined, to }, time));
  return step(call, fact('contact.started', `${linkedid}:started`, known({ channel: 'voice', direction, to }), time === undefined ? {} : { time }));
}

/**
 * A phone whose name is its own number calls out or a colleague; a channel that Asterisk itself makes is outbound;
 * everything else comes in from a trunk. A channel of ours that is listed after a restart shows our number as its caller's:
 * it would pass for a customer's.
 */
function directionOf(block: AmiBlock, phone: string): Direction {
  if (isChannelOfOurs(field(block, 'Uniqueid') ?? '')) return 'callback';
  const number = field(block, 'CallerIDNum');
  const isExtension = number !== undefined && phone.endsWith(`/${number}`);
  if (isExtension) return (field(block, 'Exten') ?? '').replace(/\D/g, '').length > 6 ? 'outbound' : 'internal';
  return field(block, 'ChannelState') === '0' ? 'outbound' : 'inbound';
}

function dialled(block: AmiBlock, direction: Direction): string | undefined {
  const number = field(block, 'Exten');
  if (number === undefined || number === 's' || isHidden(number)) return undefined;
  // Who joins us in the middle of a call stands at some step of the dialplan, not at the number called.
  return field(block, 'Event') === 'Newchannel' || direction !== 'inbound' ? number : undefined;
}

/**
 * An attended transfer joins two calls under the older's Linkedid. Each channel stays with the contact it began in —
 * queue_log will name it so — and the two contacts are linked.
 */
export function linkOf(state: AmiState, leg: string, linkedid: string): { state: AmiState; facts: readonly Fact[] } {
  const own = state.calls.get(linkedid)?.legs.has(leg);
  if (own || state.moved.has(leg)) return { state, facts: [] };
  const before = [...state.calls.values()].find((call) => call.id !== linkedid && call.legs.has(leg));
  if (!before) return { state, facts: [] };
  const moved = new Map(state.moved);
  for (const each of before.legs.keys()) moved.set(each, before.id);
  const link = fact('contact.linked', `${before.id}:linked:${linkedid}`, { contact: before.id, relation: 'consult' }, { subject: linkedid });
  return { state: { ...state, moved }, facts: [link] };
}

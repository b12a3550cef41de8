import type { Direction } from '../../domain/event.js';
import { fact, known } from '../fact.js';
import { step } from '../step.js';
import { newCall, type Step } from './call.js';
import { field, isGone, micros, type EslEvent } from './esl-event.js';
import type { EslState } from './state.js';
import { contactStarted } from './stays.js';

/** Which contact an event is about; undefined where it is about none. */
export function contactOf(state: EslState, event: EslEvent): string | undefined {
  const leg = field(event, 'Unique-ID');
  if (leg === undefined) return field(event, 'CC-Member-Session-UUID') ?? state.legs.get(field(event, 'VM-UUID') ?? '');
  return field(event, 'CC-Member-Session-UUID') ?? state.legs.get(leg) ?? rootOf(state, event, leg);
}

/** A channel that we have not seen before: the one that began the call it belongs to, or itself. */
function rootOf(state: EslState, event: EslEvent, leg: string): string | undefined {
  const forMember = field(event, 'variable_cc_member_session_uuid');
  if (forMember !== undefined && forMember !== leg) return forMember;
  if (field(event, 'Call-Direction') === 'inbound') return isLoopback(event) ? undefined : leg;
  const other = field(event, 'Other-Leg-Unique-ID');
  // Dialled by someone: by a call that we know, or by none that we follow.
  if (other !== undefined) return state.legs.get(other);
  return isLoopback(event) ? undefined : leg;
}

/** Both ends of it are inside the switch: nobody's phone. */
function isLoopback(event: EslEvent): boolean {
  return (field(event, 'Channel-Name') ?? '').startsWith('loopback/');
}

/** The events that may open a call that we have not seen begin. Its end does too: it tells when the call began, and how its last queue went. */
const OPENING = new Set([
  'CHANNEL_CREATE', 'CHANNEL_ANSWER', 'CHANNEL_EXECUTE', 'CHANNEL_HANGUP_COMPLETE', 'menu::enter', 'DTMF',
  'callcenter::info member-queue-start', 'callcenter::info member-queue-resume', 'callcenter::info bridge-agent-start',
]);

/** A contact is named by the channel that began it. Where the beginning was missed, any event of that channel tells its time. */
export function beginCall(event: EslEvent, name: string, id: string): Step | undefined {
  const isEnd = name === 'CHANNEL_HANGUP_COMPLETE';
  const isOwn = field(event, 'Unique-ID') === id;
  if (!OPENING.has(name) || isEnd && !isOwn || !isEnd && isGone(event)) return undefined;
  if (!isOwn) return metThroughOther(event, id);
  const created = micros(event, 'Caller-Channel-Created-Time');
  const direction = directionOf(event, name);
  const to = numberCalled(event, name);
  if (direction !== 'inbound') {
    // Whoever originates a call says which contact it answers; the variable is there from the channel's beginning.
    const answers = field(event, 'variable_earshot_contact');
    const told = { channel: 'voice', direction: answers === undefined ? direction : 'callback' as const, to };
    return step(newCall(id, direction), fact('contact.started', `${id}:started`, known(told), created === undefined ? {} : { time: created }),
      ...(answers === undefined ? [] : [fact('contact.linked', `${id}:answers`, { contact: answers, relation: 'callback' })]));
  }
  const from = field(event, 'Caller-Orig-Caller-ID-Number') ?? field(event, 'Caller-Caller-ID-Number');
  return step(newCall(id, direction), contactStarted(id, { from, to }, created));
}

/** Known through an agent's channel only: a fact of its own, so that it moves no beginning that was told before. */
function metThroughOther(event: EslEvent, id: string): Step {
  const from = field(event, 'CC-Member-CID-Number');
  return step(newCall(id, 'inbound'), { ...contactStarted(id, { from }, undefined), id: `${id}:met` });
}

/** A user of the directory who calls is one of ours; a channel that the switch makes by itself is outbound. */
function directionOf(event: EslEvent, name: string): Direction {
  if (field(event, 'Call-Direction') === 'outbound') return 'outbound';
  const isOurs = field(event, 'variable_user_name') !== undefined || field(event, 'variable_sip_authorized') === 'true';
  if (!isOurs) return 'inbound';
  return (numberCalled(event, name) ?? '').replace(/\D/g, '').length > 6 ? 'outbound' : 'internal';
}

/** A transfer moves the destination; what was first called stays behind in the invitation of the call. */
function numberCalled(event: EslEvent, name: string): string | undefined {
  const destination = field(event, 'Caller-Destination-Number');
  if (name === 'CHANNEL_CREATE') return destination;
  const invited = field(event, 'variable_sip_req_user');
  // A gateway that registers is invited by its own name.
  return invited !== undefined && !invited.startsWith('gw+') ? invited : field(event, 'Caller-RDNIS') ?? destination;
}

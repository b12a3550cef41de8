import type { AsteriskDial } from '../../domain/call-back-settings.js';
import { SECOND } from '../../domain/time.js';
import type { CallOrder, CallProgress, Placed } from '../../ports/dialler.js';
import { oneLine } from '../line.js';
import { field, nameOf, type AmiBlock } from './ami-block.js';

const ACTION = 'call-back:';
/** The channel of a call of ours, which is the contact's id too. A second call by this name Asterisk refuses while it lasts. */
export const channelOf = (id: string): string => `${OURS}${id}`;
const OURS = 'earshot-';

export function isChannelOfOurs(channel: string): boolean {
  return channel.startsWith(OURS);
}

type Action = Readonly<Record<string, string>>;

/** AMI `Originate`: rings the agent's phone, then dials the customer, with the contact that it answers as a variable for the dialplan. */
export function originateOf({ id, contact, phone, number, callerId, ringMs }: CallOrder, dial: AsteriskDial): Action {
  const filled = (text: string): string => text.replaceAll('{number}', number).replaceAll('{digits}', number.replace(/^\+/, ''));
  const seconds = Math.round(ringMs / SECOND);
  const then: Action = 'channel' in dial
    ? { Application: 'Dial', Data: `${filled(dial.channel)},${seconds}` }
    : { Context: dial.context, Exten: filled(dial.exten), Priority: '1' };
  // A comma parts variables from each other.
  const link = contact.includes(',') ? '' : `,__EARSHOT_CONTACT=${contact}`;
  const action = {
    Action: 'Originate', ActionID: `${ACTION}${id}`, ChannelId: channelOf(id), Channel: phone, ...then,
    Timeout: String(ringMs), CallerID: callerId, Async: 'true', Variable: `__EARSHOT_CALLBACK=${id}${link}`,
  };
  return Object.fromEntries(Object.entries(action).map(([key, value]) => [key, oneLine(value)]));
}

/** Whether it answers one of our calls, and not a question of the connection's own. */
export function isOfCall(block: AmiBlock): boolean {
  return field(block, 'ActionID')?.startsWith(ACTION) === true;
}

/** What was asked of Asterisk and not answered yet. */
export class Originates {
  private readonly waiting = new Map<string, (placed: Placed) => void>();

  constructor(private readonly progress: Pick<CallProgress, 'heard'>) {}

  /** Resolves with Asterisk's answer, or when the connection is lost before it. */
  begin(id: string): Promise<Placed> {
    return new Promise((resolve) => this.waiting.set(id, resolve));
  }

  heard(block: AmiBlock): void {
    const id = (field(block, 'ActionID') ?? '').slice(ACTION.length);
    if (nameOf(block) === 'Response') return this.answered(id, block);
    // The agent's phone was not picked up, or there is none: no channel may ever have been.
    if (nameOf(block) === 'OriginateResponse' && field(block, 'Response') === 'Failure') {
      void this.progress.heard(id, field(block, 'Reason') === '0' ? { is: 'refused', reason: 'Asterisk knows no such phone' } : { is: 'agent-not-reached' });
    }
  }

  lost(reason: string): void {
    for (const resolve of this.waiting.values()) resolve({ is: 'unclear', reason });
    this.waiting.clear();
  }

  private answered(id: string, block: AmiBlock): void {
    const isTaken = field(block, 'Response') === 'Success';
    const message = field(block, 'Message') ?? 'no reason given';
    this.waiting.get(id)?.(isTaken ? { is: 'taken', call: channelOf(id), isReported: true } : { is: 'refused', reason: `Asterisk refused an Originate (${message}). Give the manager user write = originate in manager.conf.` });
    this.waiting.delete(id);
  }
}

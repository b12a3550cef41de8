import { answersCallOf } from '../domain/call-back.js';
import type { Contact } from '../domain/contact.js';
import type { CallResult, EarshotEvent } from '../domain/event.js';
import { foldContact } from '../domain/fold/fold.js';
import { SECOND } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import type { History } from '../ports/history.js';
import type { Intake } from '../ports/intake.js';
import type { LiveState, LiveStep } from '../ports/live-state.js';
import { SOURCE } from './events.js';

export interface LinkedParts {
  readonly state: Pick<LiveState, 'contacts'>;
  readonly history: Pick<History, 'contact'>;
  readonly intake: Intake;
  readonly clock: Clock;
}

/** The platform's own word about the call-back comes in the same seconds, and goes before ours. */
const PATIENCE: Millis = 5 * SECOND;
const MOST_WAITING = 10_000;

/**
 * Returned calls that are contacts of their own, by link: a PBX, a dialler or a source of one's own places them, and need not say
 * on the customer's contact what became of it. Who picked up was reached; who did not was tried.
 */
export class LinkedCalls {
  private readonly waiting = new Map<string, Instant>();

  constructor(private readonly parts: LinkedParts) {}

  /** Those in memory may have been on their way when a server ended. */
  begin(): void {
    for (const { contact } of this.parts.state.contacts.values()) this.see(contact);
  }

  take(step: LiveStep): void {
    if (step.live) for (const { contact } of step.contacts) this.see(contact);
  }

  /** Tells what is due. False when the log takes nothing now. */
  async tell(): Promise<boolean> {
    const now = this.parts.clock.now();
    for (const [id, since] of this.waiting) {
      if (since > now - PATIENCE) continue;
      const events = await this.eventsOf(id);
      if (events.length > 0 && !(await this.parts.intake.accept(events)).taken) return false;
      if (this.waiting.get(id) === since) this.waiting.delete(id);
    }
    return true;
  }

  private see(contact: Contact): void {
    if (contact.links.length === 0 || answersCallOf(contact) === undefined || outcomeOf(contact) === undefined) return;
    if (this.waiting.size < MOST_WAITING) this.waiting.set(contact.id, this.parts.clock.now());
  }

  private async eventsOf(id: string): Promise<EarshotEvent[]> {
    const call = await this.known(id);
    const theirs = call === undefined ? undefined : await this.known(answersCallOf(call) ?? '');
    return call === undefined || theirs === undefined ? [] : saidOf(call, theirs);
  }

  private async known(id: string): Promise<Contact | undefined> {
    const held = this.parts.state.contacts.get(id)?.contact;
    if (held !== undefined) return held;
    const row = await this.parts.history.contact(id);
    return row === undefined || row.events.length === 0 ? undefined : foldContact(row.events);
  }
}

interface Outcome {
  readonly at: Instant;
  readonly isReached: boolean;
  readonly result?: CallResult;
}

/** What a returned call came to; undefined while that is open, and where nothing of it is known. */
export function outcomeOf(call: Contact): Outcome | undefined {
  const { dialled, segments, endedAt } = call;
  const talk = segments[0];
  if (dialled?.result === 'answered') return { at: talk === undefined ? dialled.at : Math.max(dialled.at, talk.connectedAt), isReached: true, result: 'answered' };
  if (dialled?.result !== undefined) return { at: dialled.at, isReached: false, result: dialled.result };
  if (dialled === undefined && talk !== undefined) return { at: talk.connectedAt, isReached: true, result: 'answered' };
  if (endedAt === undefined || call.lostSight || dialled === undefined) return undefined;
  return { at: dialled.at, isReached: false };
}

/** What is still to be said of it on the contact that it answers; and whose it is, where the call itself does not know. */
export function saidOf(call: Contact, theirs: Contact): EarshotEvent[] {
  const outcome = outcomeOf(call);
  if (outcome === undefined) return [];
  const { callback } = theirs;
  const by = call.segments.at(-1)?.agent;
  const event = (name: string) => ({ id: `${call.id}/${name}`, source: SOURCE, time: outcome.at, subject: theirs.id });
  const data = { callback: call.id, ...(by === undefined ? {} : { agent: by }) };
  // Told by the platform: a try at about the time of the call, or that they were reached.
  const isTold = (callback?.triedAt ?? []).some((at) => at >= call.startedAt - PATIENCE && at <= (call.endedAt ?? Infinity) + PATIENCE);
  const isReachedTold = callback?.reachedAt !== undefined && callback.reachedAt >= call.startedAt - PATIENCE;
  return [
    ...(call.customer === undefined && theirs.customer !== undefined
      ? [{ id: `${call.id}/customer`, source: SOURCE, time: call.startedAt, subject: call.id, type: 'customer.identified' as const, data: { customer: theirs.customer } }] : []),
    ...(isTold ? [] : [{ ...event('attempted'), type: 'callback.attempted' as const, data: { ...data, ...(outcome.result === undefined ? {} : { result: outcome.result }) } }]),
    ...(outcome.isReached && !isReachedTold ? [{ ...event('reached'), type: 'callback.reached' as const, data }] : []),
  ];
}

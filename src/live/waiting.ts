import { standingOf } from '../domain/contact.js';
import type { Contact, Stage } from '../domain/contact.js';
import type { Floor } from '../domain/floor.js';
import { targetsOf } from '../domain/floor.js';
import type { Instant, Millis } from '../domain/time.js';
import type { LiveContact } from '../ports/live-state.js';

/** Who waits in one queue now. */
export interface QueueNow {
  waiting: number;
  /** Past the threshold: a miss already (METRICS.md, live rule). */
  pastThreshold: number;
  longestSince: Instant | null;
  longestContactSince: Instant | null;
}

/** Where everyone is now, counted once a tick. */
export interface FloorNow {
  /** By channel and queue: `voice/support`. */
  readonly queues: ReadonlyMap<string, QueueNow>;
  readonly inMenu: readonly LiveContact[];
  readonly open: readonly LiveContact[];
  readonly channels: ReadonlyMap<string, { open: number; waiting: number }>;
}

export interface Wait {
  readonly channelAndQueue: string;
  readonly since: Instant;
  readonly answerWithinMs: Millis;
}

const nowhere: readonly Wait[] = [];

/** A contact with what it is counted by. */
export interface Counted {
  readonly held: LiveContact;
  readonly channel: string;
  readonly startedAt: Instant;
  readonly isOpen: boolean;
  readonly isInbound: boolean;
  readonly stage: Stage;
  readonly waits: readonly Wait[];
}

export function floorNow(contacts: Iterable<LiveContact>, floor: Floor, now: Instant): FloorNow {
  return countFloor([...contacts].map((held) => countedBy(held, floor)), now);
}

export function countedBy(held: LiveContact, floor: Floor): Counted & { readonly since: Instant } {
  const { contact } = held;
  const isOpen = contact.endedAt === undefined;
  return { held, channel: contact.channel, startedAt: contact.startedAt, isOpen, isInbound: contact.direction === 'inbound', ...standingOf(contact), waits: isOpen ? waitsOf(contact, floor) : nowhere };
}

export function countFloor(contacts: Iterable<Counted>, now: Instant): FloorNow {
  const queues = new Map<string, QueueNow>();
  const channels = new Map<string, { open: number; waiting: number }>();
  const inMenu: LiveContact[] = [];
  const open: LiveContact[] = [];
  for (const { held, channel, startedAt, isOpen, isInbound, stage, waits } of contacts) {
    if (!isOpen) continue;
    open.push(held);
    let counts = channels.get(channel);
    if (!counts) channels.set(channel, counts = { open: 0, waiting: 0 });
    counts.open += 1;
    counts.waiting += waits.length;
    if (stage === 'menu' && isInbound) inMenu.push(held);
    for (const { channelAndQueue, since, answerWithinMs } of waits) addWaiting(queues, channelAndQueue, since, startedAt, now - since > answerWithinMs);
  }
  return { queues, inMenu, open, channels };
}

function waitsOf({ channel, visits }: Contact, floor: Floor): readonly Wait[] {
  if (visits.every((visit) => visit.leftAt !== undefined)) return nowhere;
  return visits.filter((visit) => visit.leftAt === undefined)
    .map(({ queue, enteredAt }) => ({ channelAndQueue: `${channel}/${queue}`, since: enteredAt, answerWithinMs: targetsOf(floor, queue).answerWithinMs }));
}

function addWaiting(queues: Map<string, QueueNow>, key: string, since: Instant, contactSince: Instant, past: boolean): void {
  const known = queues.get(key);
  if (!known) {
    queues.set(key, { waiting: 1, pastThreshold: past ? 1 : 0, longestSince: since, longestContactSince: contactSince });
    return;
  }
  known.waiting += 1;
  if (past) known.pastThreshold += 1;
  if (known.longestSince === null || since < known.longestSince) {
    known.longestSince = since;
    known.longestContactSince = contactSince;
  }
}

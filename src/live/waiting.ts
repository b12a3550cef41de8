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

/** Where one contact is: changes only when the contact or the floor does. */
export interface Whereabouts {
  readonly stage: Stage;
  readonly since: Instant;
  readonly waits: readonly Wait[];
}

interface Wait {
  readonly channelAndQueue: string;
  readonly since: Instant;
  readonly answerWithinMs: Millis;
}

const nowhere: readonly Wait[] = [];

export function whereaboutsOf(contact: Contact, floor: Floor): Whereabouts {
  const { stage, since } = standingOf(contact);
  const isWaiting = contact.endedAt === undefined && contact.visits.some((visit) => visit.leftAt === undefined);
  return { stage, since, waits: isWaiting ? waitsOf(contact, floor) : nowhere };
}

export function floorNow(contacts: Iterable<LiveContact>, floor: Floor, now: Instant): FloorNow {
  return countFloor([...contacts].map((held) => ({ held, whereabouts: whereaboutsOf(held.contact, floor) })), now);
}

/** Over contacts whose whereabouts are known already. */
export function countFloor(contacts: Iterable<{ readonly held: LiveContact; readonly whereabouts: Whereabouts }>, now: Instant): FloorNow {
  const queues = new Map<string, QueueNow>();
  const channels = new Map<string, { open: number; waiting: number }>();
  const inMenu: LiveContact[] = [];
  const open: LiveContact[] = [];
  for (const { held, whereabouts: { stage, waits } } of contacts) {
    const { contact } = held;
    if (contact.endedAt !== undefined) continue;
    open.push(held);
    let channel = channels.get(contact.channel);
    if (!channel) channels.set(contact.channel, channel = { open: 0, waiting: 0 });
    channel.open += 1;
    channel.waiting += waits.length;
    if (stage === 'menu' && contact.direction === 'inbound') inMenu.push(held);
    for (const { channelAndQueue, since, answerWithinMs } of waits) addWaiting(queues, channelAndQueue, since, contact.startedAt, now - since > answerWithinMs);
  }
  return { queues, inMenu, open, channels };
}

function waitsOf({ channel, visits }: Contact, floor: Floor): Wait[] {
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

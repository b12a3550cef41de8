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
  readonly inMenu: ReadonlyMap<string, LiveContact>;
  readonly open: ReadonlyMap<string, LiveContact>;
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
  const count = new FloorCount();
  for (const held of contacts) count.put(countedBy(held, floor), undefined);
  return count.at(now);
}

export function countedBy(held: LiveContact, floor: Floor): Counted & { readonly since: Instant } {
  const { contact } = held;
  const isOpen = contact.endedAt === undefined;
  const { stage, since } = standingOf(contact);
  return { held, channel: contact.channel, startedAt: contact.startedAt, isOpen, isInbound: contact.direction === 'inbound', stage, since, waits: isOpen ? waitsOf(contact, floor) : nowhere };
}

/** Counts kept up as contacts change: to walk through 40,000 of them at every tick took 30 ms, most of it waiting for memory. */
export class FloorCount {
  private readonly open = new Map<string, LiveContact>();
  private readonly inMenu = new Map<string, LiveContact>();
  private readonly waiting = new Map<string, Counted>();
  private readonly channels = new Map<string, { open: number; waiting: number }>();

  put(counted: Counted, before: Counted | undefined): void {
    const { held, isOpen, isInbound, stage, waits } = counted;
    if (before) this.addTo(before, -1);
    this.addTo(counted, 1);
    keep(this.open, held.id, isOpen ? held : undefined);
    keep(this.inMenu, held.id, isOpen && stage === 'menu' && isInbound ? held : undefined);
    keep(this.waiting, held.id, waits.length > 0 ? counted : undefined);
  }

  drop(counted: Counted): void {
    this.addTo(counted, -1);
    for (const map of [this.open, this.inMenu, this.waiting]) map.delete(counted.held.id);
  }

  at(now: Instant): FloorNow {
    const queues = new Map<string, QueueNow>();
    for (const { startedAt, waits } of this.waiting.values()) {
      for (const { channelAndQueue, since, answerWithinMs } of waits) addWaiting(queues, channelAndQueue, since, startedAt, now - since > answerWithinMs);
    }
    return { queues, inMenu: this.inMenu, open: this.open, channels: this.channels };
  }

  private addTo({ channel, isOpen, waits }: Counted, sign: 1 | -1): void {
    if (!isOpen) return;
    const counts = this.channels.get(channel) ?? { open: 0, waiting: 0 };
    const now = { open: counts.open + sign, waiting: counts.waiting + sign * waits.length };
    if (now.open === 0) this.channels.delete(channel);
    else this.channels.set(channel, now);
  }
}

function keep<Value>(map: Map<string, Value>, id: string, value: Value | undefined): void {
  if (value === undefined) map.delete(id);
  else map.set(id, value);
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

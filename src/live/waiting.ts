import { standingOf } from '../domain/contact.js';
import type { Floor } from '../domain/floor.js';
import { targetsOf } from '../domain/floor.js';
import type { Instant } from '../domain/time.js';
import type { LiveContact } from '../ports/live-state.js';

/** Who waits in one queue now. */
export interface QueueNow {
  waiting: number;
  /** Past the threshold: a miss already (METRICS.md, live rule). */
  pastThreshold: number;
  longestSince: Instant | null;
  longestContactSince: Instant | null;
}

/** Where everyone is now, read once a tick. */
export interface FloorNow {
  /** By channel and queue: `voice/support`. */
  readonly queues: ReadonlyMap<string, QueueNow>;
  readonly inMenu: readonly LiveContact[];
  readonly open: readonly LiveContact[];
  readonly channels: ReadonlyMap<string, { open: number; waiting: number }>;
}

export function floorNow(contacts: Iterable<LiveContact>, floor: Floor, now: Instant): FloorNow {
  const queues = new Map<string, QueueNow>();
  const channels = new Map<string, { open: number; waiting: number }>();
  const inMenu: LiveContact[] = [];
  const open: LiveContact[] = [];
  for (const held of contacts) {
    const { contact } = held;
    if (contact.endedAt !== undefined) continue;
    open.push(held);
    const channel = channels.get(contact.channel) ?? { open: 0, waiting: 0 };
    channels.set(contact.channel, channel);
    channel.open += 1;
    if (standingOf(contact).stage === 'menu' && contact.direction === 'inbound') inMenu.push(held);
    for (const visit of contact.visits) {
      if (visit.leftAt !== undefined) continue;
      channel.waiting += 1;
      addWaiting(queues, `${contact.channel}/${visit.queue}`, visit.enteredAt, contact.startedAt, now - visit.enteredAt > targetsOf(floor, visit.queue).answerWithinMs);
    }
  }
  return { queues, inMenu, open, channels };
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

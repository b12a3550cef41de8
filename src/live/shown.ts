import type { ContactLane } from '../contract/contact.js';
import type { Contact } from '../domain/contact.js';
import { isLive } from '../domain/flag.js';
import type { Flag } from '../domain/flag.js';
import type { Floor } from '../domain/floor.js';
import { MINUTE, SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { LiveContact, LiveJourney } from '../ports/live-state.js';
import { whereaboutsOf } from './waiting.js';
import type { Whereabouts } from './waiting.js';

/** How long a contact that is over stays on the board. */
const LINGER = 15 * SECOND;

/** A contact as the board holds it: what it is counted, sorted and filtered by, read anew only when something touched it. */
export interface Shown {
  readonly held: LiveContact;
  readonly customer: LiveJourney | undefined;
  /** Its own, and those that its customer's journey puts on it. */
  readonly flags: readonly Flag[];
  readonly whereabouts: Whereabouts;
  /** All that it touched. */
  readonly queues: readonly string[];
  readonly isOpen: boolean;
  readonly hasLane: boolean;
  /** The more, the further up: someone can act on it, there is something to say of it, it is still open. */
  readonly need: number;
  /** Whether an alert of its own is live, and how severe it is. */
  readonly trouble: 'none' | 'warning' | 'severe';
  /** When the next of its flags stops being live though nothing touches it. */
  readonly lapsesAt: Instant;
  readonly goesAt: Instant;
  /** Drawn once a room shows it, and again once it was touched. */
  lane: { readonly drawn: ContactLane; readonly text: string } | undefined;
  isDrawn: boolean;
}

export function show(held: LiveContact, customer: LiveJourney | undefined, floor: Floor, at: Instant, lane: Shown['lane']): Shown {
  const { contact } = held;
  const flags = flagsOn(held, customer);
  const whereabouts = whereaboutsOf(contact, floor);
  const isOpen = contact.endedAt === undefined;
  return {
    held, customer, flags, whereabouts, isOpen,
    queues: queuesOf(contact),
    hasLane: contact.direction !== 'outbound' && contact.direction !== 'internal',
    need: flags.reduce((sum, flag) => sum + needOf(flag, at), isOpen ? 1 : 0),
    trouble: troubleOf(held.flags, at),
    lapsesAt: flags.reduce((soonest, { until }) => (until !== undefined && until > at && until < soonest ? until : soonest), Infinity),
    goesAt: goesAt(contact, whereabouts),
    lane, isDrawn: false,
  };
}

export function byNeed(a: Shown, b: Shown): number {
  return b.need - a.need || a.held.contact.startedAt - b.held.contact.startedAt || (a.held.id < b.held.id ? -1 : 1);
}

function flagsOn({ contact, flags }: LiveContact, customer: LiveJourney | undefined): readonly Flag[] {
  if (customer === undefined || customer.flags.length === 0) return flags;
  return [...flags, ...customer.flags.filter((flag) => flag.contact === contact.id)];
}

function needOf(flag: Flag, at: Instant): number {
  if (flag.retractedAt !== undefined) return 0;
  return isLiveAlert(flag, at) ? 10 : 1;
}

function troubleOf(flags: readonly Flag[], at: Instant): Shown['trouble'] {
  if (!flags.some((flag) => isLiveAlert(flag, at))) return 'none';
  return flags.some((flag) => flag.severity === 'severe' && isLive(flag, at)) ? 'severe' : 'warning';
}

function isLiveAlert(flag: Flag, at: Instant): boolean {
  return flag.class === 'alert' && isLive(flag, at);
}

function queuesOf({ visits, segments }: Contact): readonly string[] {
  // Most contacts touch one queue: no set is made for them.
  const queues: string[] = [];
  for (const { queue } of visits) if (!queues.includes(queue)) queues.push(queue);
  for (const { queue } of segments) if (queue !== undefined && !queues.includes(queue)) queues.push(queue);
  return queues;
}

function goesAt({ endedAt }: Contact, { stage, since }: Whereabouts): Instant {
  if (endedAt === undefined) return Infinity;
  return stage === 'wrap-up' ? since + 5 * MINUTE : endedAt + LINGER;
}

import { UNNAMED_AGENT } from './agent.js';
import { calledWhileClosed } from './calendar.js';
import { lastQueueOf } from './contact.js';
import type { Contact } from './contact.js';
import type { Floor } from './floor.js';
import { waysIn } from './menu-stay.js';

/** What is known of an inbound contact once it is over for sure: whose work it was, and whether the menu was all of it. */
export interface Ending {
  /** The queue that had it last. */
  readonly queue?: string;
  /** Who said whether it was resolved, else who had it last. */
  readonly agent?: string;
  /** It began and ended in the menu, with a success or without. */
  readonly contained?: 'done' | 'left';
  /** The node at which it did. */
  readonly node?: string;
}

/** None of a contact that was lost sight of, or that called while closed: nobody could have solved it. */
export function endingOf(contact: Contact, floor: Floor): Ending | undefined {
  if (contact.endedAt === undefined || contact.endedBy === 'inferred' || contact.direction !== 'inbound' || calledWhileClosed(floor, contact)) return undefined;
  const agent = contact.resolvedBy?.agent ?? contact.segments.at(-1)?.agent;
  const contained = containedIn(contact);
  const ending: Readonly<Record<keyof Ending, unknown>> = {
    queue: lastQueueOf(contact),
    agent: agent === UNNAMED_AGENT ? undefined : agent,
    contained,
    node: contained === undefined ? undefined : waysIn(contact).at(-1)?.node,
  };
  return ending as unknown as Ending;
}

export function isSameEnding(a: Ending | undefined, b: Ending | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.queue === b.queue && a.agent === b.agent && a.contained === b.contained && a.node === b.node);
}

/** Ended in the menu: neither queue nor agent was reached (METRICS.md, IVR containment). */
export function containedIn({ menu, visits, segments, outcomes }: Contact): Ending['contained'] {
  if (visits.length > 0 || segments.length > 0 || !menu.some((node) => node.purpose === 'route' && !node.afterAgent)) return undefined;
  return outcomes.some(({ result }) => result === 'success') ? 'done' : 'left';
}

import type { RecoveryLine } from '../contract/board.js';
import type { Floor } from '../domain/floor.js';
import type { ContactSummary, Loss } from '../domain/journey.js';
import type { Instant } from '../domain/time.js';
import { labelOf, named } from '../views/names.js';
import type { Sight } from './sight.js';

type Lost = ContactSummary & { readonly loss: Loss };

/**
 * The recovery line of one person, from their contacts: there is one while they were let down today and have neither been
 * served since, by an agent and without being let down again, nor been reached.
 */
export function recoveryOf(person: string, contacts: readonly ContactSummary[], floor: Floor, today: Instant): RecoveryLine | undefined {
  const losses = contacts.filter((contact): contact is Lost => isOf(today, contact));
  const reached = Math.max(0, ...losses.map((contact) => contact.callback?.reachedAt ?? 0));
  const served = Math.max(0, ...contacts.filter(isServed).map((contact) => contact.startedAt));
  const open = losses.filter((contact) => contact.loss.at > reached && contact.startedAt > served);
  const first = open[0];
  const last = open.at(-1);
  if (!first || !last) return undefined;
  const { queue } = last.loss;
  const owner = queue === undefined ? undefined : floor.queues[queue]?.owner;
  const attempted = open.findLast((contact) => (contact.callback?.attempts ?? 0) > 0);
  const by = attempted?.callback?.lastAttemptBy;
  return {
    id: person,
    label: labelOf(last.customer),
    why: last.loss.why,
    ...(queue === undefined ? {} : { queue: named(floor.queues, queue) }),
    ...(owner === undefined ? {} : { owner: named(floor.owners, owner) }),
    at: first.loss.at,
    waitedMs: last.loss.waitedMs,
    times: open.length,
    contact: last.id,
    reachable: last.customer !== undefined,
    state: attempted === undefined ? 'open' : 'attempted',
    ...(by === undefined ? {} : { by }),
  };
}

function isOf(today: Instant, contact: ContactSummary): contact is Lost {
  return contact.loss !== undefined && contact.loss.at >= today;
}

function isServed(contact: ContactSummary): boolean {
  return contact.reached === 'agent' && contact.loss === undefined && contact.endedAt !== undefined;
}

/** Everyone who was let down today, one line a person. Kept up with the pipeline's steps. */
export class RecoveryList {
  private readonly people = new Map<string, Map<string, ContactSummary>>();
  private readonly lines = new Map<string, RecoveryLine>();
  /** The same lines, so that a view of some queues need not look at those of all. Without a queue: under ''. */
  private readonly byQueue = new Map<string, Map<string, RecoveryLine>>();
  /** Whose each contact is: a caller may turn out to be someone else. */
  private readonly personOf = new Map<string, string>();

  /** Takes in what is known of a person's contacts; those it knew and are not named stay. */
  take(summaries: readonly ContactSummary[], floor: Floor, today: Instant): void {
    const touched = new Set<string>();
    for (const summary of summaries) {
      const person = summary.customer ?? summary.id;
      // Only people with a loss of today are remembered, and all of their contacts: an import tells of thousands of old ones.
      const before = this.personOf.get(summary.id);
      if (before !== undefined && before !== person) {
        this.people.get(before)?.delete(summary.id);
        this.personOf.delete(summary.id);
        touched.add(before);
      }
      if (!isOf(today, summary) && !this.people.has(person)) continue;
      const known = this.people.get(person) ?? new Map<string, ContactSummary>();
      this.people.set(person, known.set(summary.id, summary));
      this.personOf.set(summary.id, person);
      touched.add(person);
    }
    for (const person of touched) this.write(person, floor, today);
  }

  /** At the start of a day, and when the floor's names change. */
  retake(floor: Floor, today: Instant): void {
    for (const [person, contacts] of this.people) {
      if (![...contacts.values()].some((contact) => isOf(today, contact))) {
        for (const id of contacts.keys()) this.personOf.delete(id);
        this.people.delete(person);
        this.put(person, undefined);
      } else this.write(person, floor, today);
    }
  }

  find(person: string): RecoveryLine | undefined {
    return this.lines.get(person);
  }

  /** Oldest first. */
  all(): RecoveryLine[] {
    return [...this.lines.values()].toSorted((a, b) => a.at - b.at);
  }

  /** Those of the queues in sight, in no order; what belongs to no queue is for those who see everything. */
  in(sight: Sight): RecoveryLine[] {
    if (sight.isEverything) return [...this.lines.values()];
    return [...this.byQueue].flatMap(([queue, lines]) => (queue !== NO_QUEUE && sight.seesQueue(queue) ? [...lines.values()] : []));
  }

  private write(person: string, floor: Floor, today: Instant): void {
    const contacts = [...this.people.get(person)?.values() ?? []].toSorted((a, b) => a.startedAt - b.startedAt);
    this.put(person, recoveryOf(person, contacts, floor, today));
  }

  /** A line that says the same stays the same object: that is how a room sees that nothing changed. */
  private put(person: string, line: RecoveryLine | undefined): void {
    const before = this.lines.get(person);
    if (before && line && JSON.stringify(before) === JSON.stringify(line)) return;
    if (before) this.byQueue.get(before.queue?.id ?? NO_QUEUE)?.delete(person);
    this.lines.delete(person);
    if (!line) return;
    this.lines.set(person, line);
    const queue = line.queue?.id ?? NO_QUEUE;
    const lines = this.byQueue.get(queue) ?? new Map<string, RecoveryLine>();
    this.byQueue.set(queue, lines.set(person, line));
  }
}

const NO_QUEUE = '';

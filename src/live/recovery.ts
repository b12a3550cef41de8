import type { RecoveryLine } from '../contract/board.js';
import { owedUntil } from '../domain/call-back.js';
import type { Floor } from '../domain/floor.js';
import type { ContactSummary } from '../domain/journey.js';
import type { Instant } from '../domain/time.js';
import { recoveryOf } from './recovery-line.js';
import type { Sight } from './sight.js';

/** Whether the person behind it belongs on the list of what came to pass since then. */
export function isOwed(since: Instant, summary: ContactSummary): boolean {
  return (owedUntil(summary) ?? -Infinity) >= since;
}

/** When someone's turn is: a call that was promised for a time waits for it. */
export function turnOf({ at, due }: RecoveryLine): Instant {
  return due ?? at;
}

/** Everyone who is owed a call, one line a person. Kept up with the pipeline's steps. */
export class RecoveryList {
  private readonly people = new Map<string, Map<string, ContactSummary>>();
  private readonly lines = new Map<string, RecoveryLine>();
  /** The same lines, so that a view of some queues need not look at those of all. Without a queue: under ''. */
  private readonly byQueue = new Map<string, Map<string, RecoveryLine>>();
  /** Whose each contact is: a caller may turn out to be someone else. */
  private readonly personOf = new Map<string, string>();

  constructor(private readonly keyOf: (summary: ContactSummary) => string = ({ customer, id }) => customer ?? id) {}

  /** Takes in what is known of a person's contacts; those it knew and are not named stay. */
  take(summaries: readonly ContactSummary[], floor: Floor, since: Instant): void {
    const touched = new Set<string>();
    for (const summary of summaries) {
      const person = this.keyOf(summary);
      // Only people who are owed a call are remembered, and all of their contacts: an import tells of thousands of old ones.
      const before = this.personOf.get(summary.id);
      if (before !== undefined && before !== person) {
        this.people.get(before)?.delete(summary.id);
        this.personOf.delete(summary.id);
        touched.add(before);
      }
      if (!isOwed(since, summary) && !this.people.has(person)) continue;
      const known = this.people.get(person) ?? new Map<string, ContactSummary>();
      this.people.set(person, known.set(summary.id, summary));
      this.personOf.set(summary.id, person);
      touched.add(person);
    }
    for (const person of touched) this.write(person, floor, since);
  }

  /** When what is shown begins later, and when the floor's names change. */
  retake(floor: Floor, since: Instant): void {
    for (const [person, contacts] of this.people) {
      if (![...contacts.values()].some((contact) => isOwed(since, contact))) {
        for (const id of contacts.keys()) this.personOf.delete(id);
        this.people.delete(person);
        this.put(person, undefined);
      } else this.write(person, floor, since);
    }
  }

  /** Neither the person nor these contacts are to be known any more. */
  forget(person: string, contacts: readonly string[]): void {
    for (const id of [person, ...contacts]) {
      this.people.delete(id);
      this.personOf.delete(id);
      this.put(id, undefined);
    }
  }

  find(person: string): RecoveryLine | undefined {
    return this.lines.get(person);
  }

  /** Whose turn is first, first. */
  all(): RecoveryLine[] {
    return [...this.lines.values()].toSorted((a, b) => turnOf(a) - turnOf(b));
  }

  /** Those of the queues in sight, in no order; what belongs to no queue is for those who see everything. */
  in(sight: Sight): RecoveryLine[] {
    if (sight.isEverything) return [...this.lines.values()];
    return [...this.byQueue].flatMap(([queue, lines]) => (queue !== NO_QUEUE && sight.seesQueue(queue) ? [...lines.values()] : []));
  }

  private write(person: string, floor: Floor, since: Instant): void {
    const contacts = [...this.people.get(person)?.values() ?? []].toSorted((a, b) => a.startedAt - b.startedAt);
    this.put(person, recoveryOf(person, contacts, floor, since));
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

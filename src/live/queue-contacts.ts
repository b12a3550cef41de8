import type { Callers } from './headline.js';
import { Ranking } from './ranking.js';
import type { Shown } from './shown.js';

/** What is counted of the contacts in a view. */
export type Counts = { -readonly [Count in keyof Callers]: Callers[Count] } & { open: number };

export const nobody: Counts = { open: 0, inMenu: 0, lostInMenu: 0, inTrouble: 0, severe: 0 };

/**
 * The contacts that touched one queue, in their order and counted. Those that touched several queues are not counted here:
 * a view of two of them counts such a contact once.
 */
export class QueueContacts {
  readonly ranking = new Ranking<Shown['place']>();
  readonly several = new Map<string, Shown>();
  readonly counts: Counts = { ...nobody };

  enter(shown: Shown, before: Shown | undefined): void {
    if (before?.place !== shown.place) {
      if (before) this.ranking.remove(before.place);
      if (shown.hasLane) this.ranking.add(shown.place);
    }
    if (before) this.uncount(before);
    if (shown.queues.length > 1) this.several.set(shown.held.id, shown);
    else count(this.counts, shown, 1);
  }

  leave(shown: Shown): void {
    this.ranking.remove(shown.place);
    this.uncount(shown);
  }

  private uncount(shown: Shown): void {
    if (shown.queues.length > 1) this.several.delete(shown.held.id);
    else count(this.counts, shown, -1);
  }
}

export function count(counts: Counts, { isOpen, hasLane, channel, stage, isInbound, trouble }: Shown, by: 1 | -1): void {
  if (!isOpen) return;
  if (hasLane) counts.open += by;
  if (channel !== 'voice') return;
  if (trouble !== 'none') counts.inTrouble += by;
  if (trouble === 'severe') counts.severe += by;
  if (stage !== 'menu' || !isInbound) return;
  counts.inMenu += by;
  if (trouble !== 'none') counts.lostInMenu += by;
}

export function sumOf(all: Iterable<Counts>): Counts {
  const sum = { ...nobody };
  for (const each of all) for (const key of ['open', 'inMenu', 'lostInMenu', 'inTrouble', 'severe'] as const) sum[key] += each[key];
  return sum;
}

import type { NumberRead, NumbersAnswer } from '../../../contract/numbers.js';

/** What became of those who were offered within one interval. */
export interface DayLine {
  readonly from: number;
  readonly to: number;
  readonly offered: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly turnedAway: number;
  /** Left by choice, were rerouted, or wait still. */
  readonly other: number;
  readonly servedInTime: number | null;
  readonly asaMs: number | null;
  readonly ahtMs: number | null;
  readonly provisional: boolean;
}

/** What the lines are read from. */
export const dayMetrics = ['offered', 'answered', 'abandoned', 'flowouts_involuntary', 'served_in_time', 'asa', 'aht'] as const;

/** The answer turned about: by interval instead of by metric. */
export function dayLines({ items }: Pick<NumbersAnswer, 'items'>): readonly DayLine[] {
  const of = new Map(items.map((item) => [item.id, item]));
  return (of.get('offered')?.intervals ?? []).map(({ from, to, provisional }, nth) => {
    const value = (id: (typeof dayMetrics)[number]): number | null => valueAt(of.get(id), nth);
    const [offered, answered, abandoned, turnedAway] = (['offered', 'answered', 'abandoned', 'flowouts_involuntary'] as const).map((id) => value(id) ?? 0) as [number, number, number, number];
    return {
      from, to, offered, answered, abandoned, turnedAway, other: Math.max(0, offered - answered - abandoned - turnedAway),
      servedInTime: value('served_in_time'), asaMs: value('asa'), ahtMs: value('aht'), provisional,
    };
  });
}

const valueAt = (item: NumberRead | undefined, nth: number): number | null => item?.intervals[nth]?.value ?? null;

/** Those of the day that have begun, from the first in which someone called. */
export function shownOf(lines: readonly DayLine[], now: number): readonly DayLine[] {
  const begun = lines.filter(({ from }) => from <= now);
  const first = begun.findIndex(({ offered }) => offered > 0);
  return first === -1 ? [] : begun.slice(first);
}

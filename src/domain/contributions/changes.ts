import type { Contribution, Measure, Sums } from '../metric.js';

export interface Changed {
  /** To be added; some of it is negative. */
  readonly changes: readonly Contribution[];
  /** The later list, made of what the earlier one holds already where that says the same: what is new is forgotten soon. */
  readonly counted: readonly Contribution[];
}

/**
 * What has to be added to turn the one list of contributions into the other. Both were made in the same order, so a place is
 * looked for from where the last was found. A call that is counted ten times changes a few measures each time: taking all of
 * it out and putting it in again cost three times as much.
 */
export function changesOf(before: readonly Contribution[], after: readonly Contribution[]): Changed {
  const changes: Contribution[] = [];
  const counted: Contribution[] = [];
  let next = 0;
  // One tally stands under several keys and attributions, one after the other: what changed of it is looked for once.
  let last: { readonly was: Sums; readonly is: Sums; readonly difference: Sums | undefined } | undefined;
  for (const now of after) {
    const place = placeOf(before, now, next);
    if (place < 0) {
      changes.push(now);
      counted.push(now);
      continue;
    }
    for (; next < place; next += 1) changes.push(taken(before[next] as Contribution));
    const was = before[next] as Contribution;
    if (last?.was !== was.tally || last.is !== now.tally) last = { was: was.tally, is: now.tally, difference: differenceOf(was.tally, now.tally) };
    const tally = last.difference;
    if (tally) changes.push({ at: now.at, attribution: now.attribution, key: now.key, tally });
    counted.push(tally ? now : was);
    next += 1;
  }
  for (; next < before.length; next += 1) changes.push(taken(before[next] as Contribution));
  return { changes, counted };
}

function placeOf(list: readonly Contribution[], { at, attribution, key }: Contribution, from: number): number {
  for (let place = from; place < list.length; place += 1) {
    const each = list[place] as Contribution;
    if (each.at === at && each.key === key && each.attribution === attribution) return place;
  }
  return -1;
}

function taken({ at, attribution, key, tally }: Contribution): Contribution {
  return { at, attribution, key, tally: differenceOf(tally, {}) ?? {} };
}

/** Undefined where the two say the same. */
function differenceOf(before: Sums, after: Sums): Sums | undefined {
  if (before === after) return undefined;
  let difference: Partial<Record<Measure, number>> | undefined;
  for (const measure in after) {
    const change = (after[measure as Measure] ?? 0) - (before[measure as Measure] ?? 0);
    if (change !== 0) (difference ??= {})[measure as Measure] = change;
  }
  for (const measure in before) {
    if (after[measure as Measure] === undefined && before[measure as Measure] !== 0) (difference ??= {})[measure as Measure] = -(before[measure as Measure] ?? 0);
  }
  return difference;
}

import type { Contribution, Measure, Sums } from '../metric.js';

/**
 * What has to be added to turn the one list of contributions into the other; some of it is negative. Both were made in the
 * same order, so a place is looked for from where the last was found. A call that is counted ten times changes a few measures
 * each time: taking all of it out and putting it in again cost three times as much.
 */
export function changesOf(before: readonly Contribution[], after: readonly Contribution[]): Contribution[] {
  const changes: Contribution[] = [];
  let next = 0;
  for (const now of after) {
    const place = placeOf(before, now, next);
    if (place < 0) {
      changes.push(now);
      continue;
    }
    for (; next < place; next += 1) changes.push(taken(before[next] as Contribution));
    const tally = differenceOf((before[next] as Contribution).tally, now.tally);
    if (tally) changes.push({ at: now.at, attribution: now.attribution, key: now.key, tally });
    next += 1;
  }
  for (; next < before.length; next += 1) changes.push(taken(before[next] as Contribution));
  return changes;
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

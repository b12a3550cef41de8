import type { MenuVersion, MenuVersionChange } from '../contract/menus.js';
import { percentile } from '../domain/histogram.js';
import { difference } from '../domain/interval.js';
import type { Counted } from '../domain/interval.js';
import type { StepCount } from '../domain/menu-map.js';
import { START } from '../domain/menu-step.js';
import { count } from '../domain/metric.js';
import { countsIn } from '../domain/percentiles.js';
import { spreadIn } from './spread.js';

/** Fewer calls of a version say nothing of it beside another, as for the shortest way (FLAGS.md). */
const LEAST = 20;

const compare = new Intl.Collator('en', { numeric: true }).compare;

/** A median that moves by less is nothing that a caller would feel. */
const MATTERS = 1.1;

interface Version {
  readonly flow: string | null;
  readonly version: string | null;
  readonly calls: number;
  readonly hungUp: Counted;
  readonly again: Counted;
  readonly reached: Counted;
  readonly zeroOut: Counted;
  /** How long it took to an agent: how many, by bucket. */
  readonly toHuman: ReadonlyMap<number, number>;
}

/** Every version that calls went through, the most calls first, each beside the one before it of its flow. */
export function versionsOf(steps: readonly StepCount[]): MenuVersion[] {
  const groups = new Map<string, StepCount[]>();
  for (const each of steps) {
    const name = JSON.stringify([each.step.flow ?? null, each.step.flowVersion ?? null]);
    groups.set(name, [...groups.get(name) ?? [], each]);
  }
  const versions = [...groups].map(([name, counts]) => versionOf(...(JSON.parse(name) as [string | null, string | null]), counts));
  return versions.toSorted((a, b) => b.calls - a.calls).map((version) => {
    const before = beforeOf(version, versions);
    return {
      flow: version.flow, version: version.version, calls: version.calls, hungUpShare: shareOf(version.hungUp), againShare: shareOf(version.again), zeroOutShare: shareOf(version.zeroOut), reachedShare: shareOf(version.reached), toHuman: spreadIn(version.toHuman),
      before: before === undefined ? null : { version: before.version, changes: changesOf(before, version) },
    };
  });
}

/** Of each flow the newest version that enough calls came through, where something of it is worse than before. One that was replaced alarms nobody. */
export function worseNow(versions: readonly MenuVersion[]): readonly MenuVersion[] {
  return versions.filter((each) => each.before?.changes.some(({ is }) => is === 'worse') === true
    && !versions.some((other) => other.flow === each.flow && other.version !== null && other.calls >= LEAST && compare(other.version, each.version ?? '') > 0));
}

function versionOf(flow: string | null, version: string | null, counts: readonly StepCount[]): Version {
  const sum = (of: (each: StepCount) => boolean): number => counts.filter(of).reduce((total, { sums }) => total + count(sums, 'steps'), 0);
  const calls = sum(({ step }) => step.from === START);
  return {
    flow, version, calls,
    hungUp: { count: sum(({ step }) => step.to === 'hung-up'), of: calls },
    again: { count: counts.reduce((total, { sums }) => total + count(sums, 'again'), 0), of: sum(({ step }) => step.from !== START) },
    zeroOut: { count: counts.reduce((total, { sums }) => total + count(sums, 'zeroOuts'), 0), of: sum(({ step }) => step.from !== START) },
    toHuman: countsIn(counts.filter(({ step }) => step.from === START).map(({ sums }) => sums), 'toHuman'),
    reached: { count: sum(({ step }) => step.to === 'agent' || step.to.startsWith('queue:')), of: calls },
  };
}

/** By their names, as people number versions: 9 before 10. */
function beforeOf({ flow, version }: Version, all: readonly Version[]): Version | undefined {
  if (version === null) return undefined;
  const inOrder = all.filter((each) => each.flow === flow && each.version !== null && each.calls >= LEAST).toSorted((a, b) => compare(a.version ?? '', b.version ?? ''));
  return inOrder.findLast((each) => compare(each.version ?? '', version) < 0);
}

/** What differs by more than chance (95 %). */
function changesOf(before: Version, now: Version): readonly MenuVersionChange[] {
  if (now.calls < LEAST) return [];
  const shares = ([['hung-up', 'hungUp', true], ['again', 'again', true], ['zero-out', 'zeroOut', true], ['reached', 'reached', false]] as const).flatMap(([what, of, isBad]): MenuVersionChange[] => {
    const apart = difference(now[of], before[of]);
    if (apart === undefined || (apart.low <= 0 && apart.high >= 0)) return [];
    return [{ what, from: before[of].count / before[of].of, to: now[of].count / now[of].of, is: apart.value > 0 === isBad ? 'worse' : 'better' }];
  });
  const slower = slowerOf(before.toHuman, now.toHuman);
  return slower === undefined ? shares : [...shares, slower];
}

/**
 * Mood's median test (A. M. Mood, 1950): whether the share that needed longer than the median of both together differs by more than
 * chance. Of times in buckets it needs nothing but their order.
 */
function slowerOf(before: ReadonlyMap<number, number>, now: ReadonlyMap<number, number>): MenuVersionChange | undefined {
  const both = new Map([...before].map(([bucket, times]) => [bucket, times + (now.get(bucket) ?? 0)]));
  for (const [bucket, times] of now) if (!before.has(bucket)) both.set(bucket, times);
  const middle = middleOf(both);
  const longer = (of: ReadonlyMap<number, number>): Counted => ({ count: sumIn(of, (bucket) => middle !== undefined && bucket > middle), of: sumIn(of, () => true) });
  const [was, is] = [longer(before), longer(now)];
  if (was.of < LEAST || is.of < LEAST) return undefined;
  const apart = difference(is, was);
  const [from, to] = [percentile(before, 0.5), percentile(now, 0.5)];
  if (apart === undefined || (apart.low <= 0 && apart.high >= 0) || from === undefined || to === undefined || Math.max(from, to) < MATTERS * Math.min(from, to)) return undefined;
  return { what: 'to-human', from, to, is: apart.value > 0 ? 'worse' : 'better' };
}

function middleOf(of: ReadonlyMap<number, number>): number | undefined {
  const half = sumIn(of, () => true) / 2;
  let below = 0;
  return [...of.keys()].toSorted((a, b) => a - b).find((bucket) => (below += of.get(bucket) ?? 0) >= half);
}

function sumIn(of: ReadonlyMap<number, number>, isIn: (bucket: number) => boolean): number {
  return [...of].reduce((sum, [bucket, times]) => (isIn(bucket) ? sum + times : sum), 0);
}

function shareOf({ count: part, of }: Counted): number | null {
  return of > 0 ? part / of : null;
}

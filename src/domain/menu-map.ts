import { percentile } from './histogram.js';
import { countsIn } from './percentiles.js';
import { START } from './menu-step.js';
import type { MenuPlace } from './menu-step.js';
import { count } from './metric.js';
import type { Sums } from './metric.js';
import type { StepOf } from './step-key.js';
import type { Millis } from './time.js';

/** One step as often as it was taken. */
export interface StepCount {
  readonly step: StepOf;
  readonly sums: Sums;
}

/** The graph of a menu as its callers walked it. */
export interface MenuMap {
  readonly places: readonly SeenPlace[];
  readonly edges: readonly SeenEdge[];
}

export interface SeenPlace {
  readonly place: MenuPlace;
  /** How often callers came here. */
  readonly visits: number;
  /** Of those who left it, how many hung up here, and how many had been here before with nothing reached between. */
  readonly left: number;
  readonly hungUp: number;
  readonly again: number;
  readonly noInput: number;
  readonly noMatch: number;
  /** Visits in which a person was asked for where none is offered. */
  readonly zeroOuts: number;
  readonly medianMs: Millis | undefined;
  readonly p90Ms: Millis | undefined;
}

export interface SeenEdge {
  readonly from: MenuPlace;
  readonly to: MenuPlace;
  readonly passes: number;
  /** The key that more than half of them pressed. */
  readonly key: string | undefined;
  readonly medianMs: Millis | undefined;
}

export function mapOf(counts: readonly StepCount[]): MenuMap {
  const edges = grouped(counts, ({ step }) => `${step.from} ${step.to}`).map(edgeOf).toSorted((a, b) => b.passes - a.passes);
  const names = new Set(counts.flatMap(({ step }) => [step.from, step.to]));
  const left = new Map(grouped(counts, ({ step }) => step.from).map((group) => [group[0]?.step.from ?? '', group]));
  const places = [...names].map((place) => placeOf(place, edges, left.get(place) ?? []));
  return { places: places.toSorted((a, b) => b.visits - a.visits), edges };
}

function placeOf(place: MenuPlace, edges: readonly SeenEdge[], out: readonly StepCount[]): SeenPlace {
  const sum = (of: (sums: Sums) => number): number => out.reduce((total, { sums }) => total + of(sums), 0);
  const left = sum((sums) => count(sums, 'steps'));
  const arrived = edges.filter(({ to }) => to === place).reduce((total, { passes }) => total + passes, 0);
  const lasted = countsIn(out.map(({ sums }) => sums), 'stepped');
  return {
    place, left,
    visits: place === START ? left : arrived,
    hungUp: out.filter(({ step }) => step.to === 'hung-up').reduce((total, { sums }) => total + count(sums, 'steps'), 0),
    again: sum((sums) => count(sums, 'again')), noInput: sum((sums) => count(sums, 'noInput')), noMatch: sum((sums) => count(sums, 'noMatch')), zeroOuts: sum((sums) => count(sums, 'zeroOuts')),
    medianMs: percentile(lasted, 0.5), p90Ms: percentile(lasted, 0.9),
  };
}

function edgeOf(group: readonly StepCount[]): SeenEdge {
  const { from, to } = (group[0] as StepCount).step;
  const passes = group.reduce((sum, { sums }) => sum + count(sums, 'steps'), 0);
  const key = [...bucketsOf(group, 'key.')].find(([, pressed]) => pressed * 2 > passes)?.[0];
  return { from, to, passes, key, medianMs: percentile(countsIn(group.map(({ sums }) => sums), 'stepped'), 0.5) };
}

/** What stands in sums under names, as keys pressed do: `key.1`. */
export function bucketsOf(counts: readonly { readonly sums: Sums }[], prefix: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const [measure, value] of counts.flatMap(({ sums }) => valuesIn(sums))) {
    if (measure.startsWith(prefix) && value !== 0) found.set(measure.slice(prefix.length), (found.get(measure.slice(prefix.length)) ?? 0) + value);
  }
  return found;
}

const valuesIn = (sums: Sums): readonly (readonly [string, number])[] => Object.entries(sums) as [string, number][];

function grouped(counts: readonly StepCount[], by: (count: StepCount) => string): readonly (readonly StepCount[])[] {
  const groups = new Map<string, StepCount[]>();
  for (const each of counts) {
    const group = groups.get(by(each));
    if (group) group.push(each);
    else groups.set(by(each), [each]);
  }
  return [...groups.values()];
}

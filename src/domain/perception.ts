import { count } from './metric.js';
import type { Measure, Sums } from './metric.js';
import { past, spans, spansWithin } from './return-window.js';
import type { ReturnWindow, When } from './return-window.js';

/** How many of how many. */
export interface Part {
  readonly count: number;
  readonly of: number;
}

/** Below this a table says more about chance than about anybody (METRICS.md, resolution perception gap). */
export const LEAST_IN_TABLE = 30;

const ever: readonly When[] = [...spans, 'never'];

/** Contacts by what their agent says (first word) and what their customer shows (second). */
export interface PerceptionCells {
  readonly bothYes: number;
  /** The agent says resolved; the customer says no, or came back. */
  readonly agentOnly: number;
  readonly customerOnly: number;
  readonly bothNo: number;
}

export interface PerceptionTable extends PerceptionCells {
  /** Of all of them, whose customers said it themselves; of the others it is read from whether they came back. */
  readonly said: number;
  /** Those of them alone: whoever does not come back is not always helped. */
  readonly asSaid: PerceptionCells;
}

export function perceptionOf(sums: Sums, window: ReturnWindow): PerceptionTable {
  const yes = shownOf(sums, 'yes', window);
  const no = shownOf(sums, 'no', window);
  const asSaid = { bothYes: yes.saidYes, agentOnly: yes.saidNo, customerOnly: no.saidYes, bothNo: no.saidNo };
  return { bothYes: yes.solved, agentOnly: yes.open, customerOnly: no.solved, bothNo: no.open, said: tableSize(asSaid), asSaid };
}

function shownOf(sums: Sums, agent: 'yes' | 'no', { within, scope }: ReturnWindow): { readonly solved: number; readonly open: number; readonly saidYes: number; readonly saidNo: number } {
  const saidYes = count(sums, `gap.${agent}.said.yes`);
  const saidNo = count(sums, `gap.${agent}.said.no`);
  const of = (whens: readonly When[]): number => add(sums, whens.map((when): Measure => `gap.${agent}.${scope}.${when}`));
  return { solved: saidYes + of(past(within)), open: saidNo + of(spansWithin(within)), saidYes, saidNo };
}

export function tableSize({ bothYes, agentOnly, customerOnly, bothNo }: PerceptionCells): number {
  return bothYes + agentOnly + customerOnly + bothNo;
}

/** First contacts: whose customer had not been here within the window before. Of those, whose customer did not come back within it. */
export function firstsByRepeat(sums: Sums, { within, scope }: ReturnWindow): Part {
  const of = (afters: readonly When[]): number => add(sums, past(within).flatMap((before) => afters.map((after): Measure => `fcr.${scope}.${before}.${after}`)));
  return { count: of(past(within)), of: of(ever) };
}

/** First contacts of which the customer, or the agent, said whether they were resolved; of those, with a yes. */
export function firstsBy(who: 'customer' | 'agent', sums: Sums, { within, scope }: ReturnWindow): Part {
  const of = (word: 'yes' | 'no'): number => add(sums, past(within).map((before): Measure => `fcr.${scope}.${before}.${who}.${word}`));
  const yes = of('yes');
  return { count: yes, of: yes + of('no') };
}

/** How contacts that are over ended, by how that is known. */
export interface Resolution {
  readonly stated: { readonly yes: number; readonly partly: number; readonly no: number };
  /** Not resolved, as far as can be told: gave up, turned away, cut off, or came back. */
  readonly inferred: number;
  readonly unknown: number;
}

export function resolutionOf(sums: Sums, { within, scope }: ReturnWindow): Resolution {
  const of = (whens: readonly When[]): number => add(sums, whens.map((when): Measure => `resolution.${scope}.${when}`));
  return {
    stated: { yes: count(sums, 'resolution.stated.yes'), partly: count(sums, 'resolution.stated.partly'), no: count(sums, 'resolution.stated.no') },
    inferred: count(sums, 'resolution.lost') + of(spansWithin(within)),
    unknown: count(sums, 'resolution.unknown') + of(past(within)),
  };
}

export function statedIn({ stated }: Resolution): number {
  return stated.yes + stated.partly + stated.no;
}

export function endedIn(resolution: Resolution): number {
  return statedIn(resolution) + resolution.inferred + resolution.unknown;
}

/** Contained with a success, or not heard of again and not denied; without those of whom nobody could tell whether they came back. */
export function trulyContained(sums: Sums, { within, scope }: ReturnWindow): Part {
  const of = (whens: readonly When[]): number => add(sums, whens.map((when): Measure => `contained.${scope}.${when}`));
  const truly = count(sums, 'contained.done') + of(past(within));
  return { count: truly, of: truly + count(sums, 'contained.no') + of(spansWithin(within)) };
}

function add(sums: Sums, measures: readonly Measure[]): number {
  return measures.reduce((total, measure) => total + count(sums, measure), 0);
}

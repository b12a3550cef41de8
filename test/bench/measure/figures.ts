/** What several rounds came to. */
export interface Figure {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function figureOf(values: readonly number[]): Figure {
  return { median: quantile(values, 0.5), least: Math.min(...values), most: Math.max(...values) };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** "31,200 /s (30,100 – 31,900)". */
export function told({ median: middle, least, most }: Figure, unit: string): string {
  return `${number(middle)} ${unit} (${number(least)} – ${number(most)})`;
}

/** As many digits as mean something. */
export function number(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

export function times(ratio: number): string {
  return `${number(ratio)} ×`;
}

/** Runs each of them once a round, by turns, and the order turned around every other round: a machine that drifts drifts for all. */
export async function byTurns<Name extends string>(rounds: number, runs: Readonly<Record<Name, () => Promise<number> | number>>): Promise<Record<Name, number[]>> {
  const names = Object.keys(runs) as Name[];
  const values = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) values[name].push(await runs[name]());
  }
  return values;
}

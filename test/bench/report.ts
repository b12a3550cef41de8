import { writeFileSync } from 'node:fs';
import { arch, cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

export interface Row {
  readonly what: string;
  readonly ours: string;
  readonly beside: string;
  readonly ratio: string;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Prints the table and writes it down with the machine it was measured on. */
export function print(rows: readonly Row[], note: string): void {
  const table = [
    '| benchmark | Earshot | beside | ratio |', '|---|---|---|---|',
    ...rows.map(({ what, ours, beside, ratio }) => `| ${what} | ${ours} | ${beside} | ${ratio} |`),
  ].join('\n');
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() ?? arch()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const page = `# Results\n\nMedians of several rounds on ${machine}; server, database and load generator share the machine.\n\n${table}\n\n${note}\n`;
  writeFileSync(fileURLToPath(new URL('RESULTS.md', import.meta.url)), page);
  process.stdout.write(page);
}

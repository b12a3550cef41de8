import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { keep, tableOf } from './measure/report.js';
import type { Results } from './measure/report.js';

/** `npm run bench`: all of them; `npm run bench detection fan-out`: those. Each is a folder with a `bench.ts`, run in a process of its own. */
const benches = ['ingest-single', 'ingest-batch', 'detection', 'event-to-board', 'fan-out', 'recovery', 'growth', 'rule-lab', 'browser'];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !benches.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark ${unknown.join(', ')}. There are ${benches.join(', ')}.\n`);
  process.exit(2);
}
for (const name of asked.length > 0 ? asked : benches) {
  process.stdout.write(`\n${name}\n`);
  const results = await run(name);
  keep(name, results, benches);
  process.stdout.write(`${tableOf(results.rows)}\n${(results.notes ?? []).join('\n')}\n`);
}

async function run(name: string): Promise<Results> {
  const answer = path.join(tmpdir(), `earshot-bench-${process.pid}-${name}.json`);
  const file = fileURLToPath(new URL(`${name}/bench.ts`, import.meta.url));
  const child = spawn(process.execPath, ['--expose-gc', '--no-warnings', '--max-old-space-size=8192', '--min-semi-space-size=64', '--max-semi-space-size=64', '--import', './test/support/typescript.mjs', fileURLToPath(new URL('measure/one.ts', import.meta.url)), file, answer], { stdio: 'inherit' });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`The benchmark ${name} ended with ${String(code)}.`);
  const results = JSON.parse(readFileSync(answer, 'utf8')) as Results;
  rmSync(answer);
  return results;
}

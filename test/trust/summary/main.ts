import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { thisMachine } from '../../support/this-machine.js';
import type { KeptLine } from './kept.js';
import { sizes } from './sizes.js';
import { joined, nameOf, pageOf } from './table.js';
import type { Results, SpecRun } from './table.js';

/** `npm run test:trust`: all specs of test/trust at the sizes of the promises; `npm run test:trust kill power-loss`: those. */
const trust = fileURLToPath(new URL('../', import.meta.url));
const root = path.join(trust, '../..');
const [page, rows] = [path.join(trust, 'RESULTS.md'), path.join(trust, 'results.json')];
const folder = mkdtempSync(path.join(tmpdir(), 'earshot-trust-'));
const [said, keptFile] = [path.join(folder, 'jest.json'), path.join(folder, 'kept.jsonl')];

const code = await jest(process.argv.slice(2));
const runs = (JSON.parse(readIf(said) ?? '{"testResults":[]}') as { testResults: readonly SpecRun[] }).testResults;
const lines = (readIf(keptFile) ?? '').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as KeptLine);
const results = joined(JSON.parse(readIf(rows) ?? '{}') as Results, runs, lines, thisMachine());
writeFileSync(rows, `${JSON.stringify(results, null, 2)}\n`);
writeFileSync(page, pageOf(results));
process.stdout.write(`\n${pageOf(Object.fromEntries(runs.map(({ name }) => [nameOf(name), results[nameOf(name)]!])))}\n`);
rmSync(folder, { recursive: true });
process.exitCode = code;

/** One spec after the other: each wants the machine for itself. */
function jest(names: readonly string[]): Promise<number> {
  const asked = names.length > 0 ? names.map((name) => `test/trust/${name}.spec.ts`) : ['test/trust/'];
  const args = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--config', 'test/jest.config.mjs', '--selectProjects', 'whole', '-w', '1', '--json', '--outputFile', said, ...asked];
  // The specs speak on standard error; the report for machines would go to standard output too.
  const child = spawn(process.execPath, args, { cwd: root, env: { ...sizes, ...process.env, EARSHOT_TEST_KEPT: keptFile }, stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve) => child.once('exit', (ended) => resolve(ended ?? 1)));
}

function readIf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

import type { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { startQueueLog, systemNameOfQueueLog } from '../ingest/asterisk/queue-log-state.js';
import { readLine } from '../ingest/http/modes.js';
import { csvRows } from '../ingest/import/csv-rows.js';
import { ndjsonRows } from '../ingest/import/ndjson.js';
import { parseMapping } from '../ingest/import/parse-mapping.js';
import { progressShown, summaryLines } from '../ingest/import/progress.js';
import type { ReadRow } from '../ingest/import/row.js';
import { runImport } from '../ingest/import/run-import.js';
import { systemClock } from '../ports/clock.js';
import { queueLogRows } from './queue-log-rows.js';
import { said } from './say.js';
import { withServer } from './with-server.js';
import type { Elsewhere } from './with-server.js';

type Rows = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<ReadRow>;

/** History from files. Importing a file twice counts nothing twice. */
export function addImportCommands(program: Command): void {
  const into = program.command('import').description('brings history from files in');
  const run = async (file: string, elsewhere: Elsewhere, rows: Rows): Promise<void> => {
    const json = program.opts<{ json?: boolean }>().json === true;
    const summary = await withServer(elsewhere, (take) => runImport({
      file, rows, take, clock: systemClock, report: progressShown(process.stderr, () => systemClock.now(), { json }),
    }));
    if (process.stderr.isTTY && !json) process.stderr.write('\n');
    said.out({ text: summaryLines(summary).join('\n'), json: summary }, json);
    if (summary.stopped !== undefined) process.exitCode = 1;
  };
  const elsewhere = (command: Command): Command => command
    .option('--url <address>', 'a server on another machine').option('--key <key>', 'an ingest key of that server');

  elsewhere(into.command('queue_log <file>').description('Asterisk\'s queue_log')
    .option('--pbx <name>', 'the PBX\'s name where its uniqueids carry none (its systemname, or the name in EARSHOT_AMI_URL)'))
    .action(async (file: string, options: Elsewhere & { pbx?: string }) => {
      const systemName = systemNameOfQueueLog((await readFile(file, 'latin1')).split('\n')) ?? options.pbx;
      const state = startQueueLog(systemName === undefined ? {} : { systemName });
      await run(file, options, (chunks) => queueLogRows(chunks, state));
    });
  elsewhere(into.command('csv <file>').description('one row a call, described by a mapping')
    .requiredOption('--mapping <file>', 'the mapping, see src/ingest/import/README.md'))
    .action(async (file: string, options: Elsewhere & { mapping: string }) => {
      const mapping = await readMapping(options.mapping);
      await run(file, options, (chunks) => csvRows(chunks, mapping));
    });
  elsewhere(into.command('events <file>').description('NDJSON, one CloudEvent a line'))
    .action((file: string, options: Elsewhere) => run(file, options, (chunks) => ndjsonRows(chunks, (text) => readLine(text, { now: systemClock.now(), mayTell: () => true }))));
}

async function readMapping(file: string): ReturnType<typeof mappingOf> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new Error(`The mapping ${file} cannot be read (${error.message}).`);
  });
  return mappingOf(file, text);
}

async function mappingOf(file: string, text: string) {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    throw new Error(`The mapping ${file} is no JSON: ${(error as Error).message}.`);
  }
  const mapping = parseMapping(given);
  if (mapping.ok) return mapping.value;
  throw new Error(`The mapping ${file} has mistakes:\n${mapping.reason.map(({ path, problem }) => `  ${path || 'the mapping'}: ${problem}`).join('\n')}`);
}

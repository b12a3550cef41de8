import type { Command } from 'commander';
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordingView } from '../contract/sources.js';
import { SECOND } from '../domain/time.js';
import { said } from './say.js';
import type { Said } from './say.js';
import { rebuild } from './upkeep.js';
import { withApi } from './with-api.js';
import type { Elsewhere } from './with-server.js';

interface Recorded {
  readonly source?: string;
  readonly minutes: number;
  readonly out: string;
}

/** record and replay: what a source sends, as a file for a bug report, and back. */
export function addRecordingCommands(program: Command): void {
  const json = (): boolean => program.opts<{ json?: boolean }>().json === true;
  program.command('record').description('records what sources send to the running server, as a file that can be handed on: without numbers, names, typed digits and secrets')
    .option('--source <name>', 'only this source, by its name on the page Sources')
    .option('--minutes <number>', 'for how long, 60 at most; Ctrl-C ends it earlier', numberIn, 10)
    .requiredOption('--out <file>', 'the file to write, which must not be there yet')
    .action(async (options: Recorded) => said.out(await record(options), json()));
  program.command('replay [recording]').description('plays a file of "record" to a server: the same contacts and flags. Without a file it does what "rebuild" does')
    .option('--speed <number>', '1 as it happened, 10 ten times as fast, max as fast as it is taken', speedIn, 1)
    .option('--url <address>', 'a server on another machine').option('--key <key>', 'an ingest key of that server')
    .action(async (file: string | undefined, { speed, ...elsewhere }: Elsewhere & { speed: number }) => {
      said.out(file === undefined ? await rebuild() : await replay(file, speed, elsewhere), json());
    });
}

async function record({ source, minutes, out }: Recorded): Promise<Said> {
  // Made first: nobody is to wait ten minutes for a file that cannot be written.
  await writeFile(out, '', { flag: 'wx', mode: 0o600 }).catch((error: Error) => {
    throw new Error(`The file ${out} cannot be written (${error.message}). Name one that is not there yet.`);
  });
  return withApi('earshot record', async (ask) => {
    const stopping = new AbortController();
    const stop = (): void => stopping.abort();
    process.once('SIGINT', stop);
    let state = await ask<RecordingView>('POST', '/api/v1/recordings', { minutes, ...(source === undefined ? {} : { source }) });
    while (state.is === 'running' && !stopping.signal.aborted) {
      await sleep(SECOND / 2, undefined, { signal: stopping.signal }).catch(() => undefined);
      state = await ask<RecordingView>('GET', '/api/v1/recordings');
    }
    process.off('SIGINT', stop);
    const text = await ask<string>('POST', '/api/v1/recordings/take');
    await writeFile(out, text, { mode: 0o600 });
    const things = text.split('\n').length - 2;
    const full = state.is !== 'none' && state.full ? ' Its bound was reached; what came after is not in it.' : '';
    return { text: `Recorded ${things} things into ${out}.${full} Look at it before you hand it on: what a platform puts where nobody expects it may still say more than it should.`, json: { file: out, things, full: full !== '' } };
  });
}

async function replay(file: string, speed: number, elsewhere: Elsewhere): Promise<Said> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new Error(`The recording ${file} cannot be read (${error.message}).`);
  });
  // With it comes what reads each platform's own words; no other command needs that.
  const { play } = await import('./play.js');
  const { things, events, refused, reason } = await play(text, speed, elsewhere);
  const left = refused === 0 ? '' : `, ${refused} things were refused, the first because ${reason ?? 'of several reasons'}`;
  return { text: `Played ${things} things, which were ${events} events${left}.`, json: { things, events, refused, reason: reason ?? null } };
}

function numberIn(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`"${text}" is no number above 0.`);
  return value;
}

function speedIn(text: string): number {
  return text === 'max' ? Infinity : numberIn(text);
}

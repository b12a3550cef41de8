import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { SECOND, type Millis } from '../../domain/time.js';
import { type Door, NothingTaken, Outbox } from './outbox.js';
import { RefusedRows } from './refused-rows.js';
import type { ReadRow } from './row.js';
import { StoppedReading } from './stopped-reading.js';
import { type ImportSummary, Tally } from './tally.js';

const REPORT_EVERY: Millis = SECOND / 4;

export interface Import extends Door {
  readonly file: string;
  /** What the file's bytes hold: `(chunks) => csvRows(chunks, mapping)` or `(chunks) => ndjsonRows(chunks, parse)`. */
  readonly rows: (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<ReadRow>;
}

/**
 * Reads a file into batches of events and hands them over one at a time: while one is on its way only the next is
 * read, so memory stays bounded however large the file. A row that cannot be used is listed and passed over.
 */
export async function runImport(asked: Import): Promise<ImportSummary> {
  const { file, clock } = asked;
  const tally = new Tally(clock.now(), (await stat(file)).size);
  const refused = new RefusedRows(`${file}.refused.ndjson`);
  await refused.forget();
  const outbox = new Outbox(asked, tally);
  let stop: StoppedReading | undefined;
  try {
    stop = await stopOf(() => readAll(asked, tally, refused, outbox));
    if (!(stop instanceof NothingTaken)) stop = await stopOf(() => outbox.flush()) ?? stop;
  } finally {
    await refused.close();
  }
  asked.report?.(tally.progress(clock.now()));
  return {
    ...tally.summary(file, clock.now()),
    ...(refused.any && { refusedFile: refused.file }),
    ...(stop && { stopped: stop.message }),
  };
}

async function readAll(asked: Import, tally: Tally, refused: RefusedRows, outbox: Outbox): Promise<void> {
  const { clock, report } = asked;
  let lastReport = clock.now();
  for await (const { line, outcome } of asked.rows(counted(asked.file, tally))) {
    tally.count(outcome);
    if (outcome.kind === 'refused') await refused.add(line, outcome.reason);
    if (outcome.kind === 'events') await outbox.add(outcome.events);
    const now = clock.now();
    if (now - lastReport < REPORT_EVERY) continue;
    report?.(tally.progress(now));
    lastReport = now;
  }
}

async function* counted(file: string, tally: Tally): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(file)) {
    const bytes = chunk as Buffer;
    tally.bytesDone += bytes.length;
    yield bytes;
  }
}

async function stopOf(work: () => Promise<void>): Promise<StoppedReading | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof StoppedReading) return error;
    throw error;
  }
}

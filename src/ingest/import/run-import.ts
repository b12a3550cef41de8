import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EarshotEvent } from '../../domain/event.js';
import { MINUTE, SECOND, type Millis } from '../../domain/time.js';
import type { Clock } from '../../ports/clock.js';
import type { IntakeAnswer } from '../../ports/intake.js';
import { RefusedRows } from './refused-rows.js';
import type { ReadRow } from './row.js';
import { StoppedReading } from './stopped-reading.js';
import { type ImportSummary, type Progress, Tally } from './tally.js';

const BATCH = 1_000;
const REPORT_EVERY: Millis = SECOND / 4;

/** Takes a batch for good, or says when to try again. */
export type TakeEvents = (events: readonly EarshotEvent[]) => Promise<IntakeAnswer>;

export interface Import {
  readonly file: string;
  /** What the file's bytes hold: `(chunks) => csvRows(chunks, mapping)` or `(chunks) => ndjsonRows(chunks, parse)`. */
  readonly rows: (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<ReadRow>;
  readonly take: TakeEvents;
  readonly clock: Clock;
  readonly report?: (progress: Progress) => void;
  readonly pause?: (duration: Millis) => Promise<void>;
  /** How long to go on knocking at a door that takes nothing. */
  readonly patience?: Millis;
}

/**
 * Reads a file into batches of events and hands them over one at a time: the next rows are read only when the batch was
 * taken, so memory stays bounded however large the file. A row that cannot be used is listed and passed over.
 */
export async function runImport(asked: Import): Promise<ImportSummary> {
  const { file, clock } = asked;
  const tally = new Tally(clock.now(), (await stat(file)).size);
  const refused = await RefusedRows.at(`${file}.refused.ndjson`);
  let stopped: string | undefined;
  try {
    await handOver(asked, tally, refused);
  } catch (error) {
    if (!(error instanceof StoppedReading)) throw error;
    stopped = error.message;
  } finally {
    await refused.close();
  }
  asked.report?.(tally.progress(clock.now()));
  return {
    ...tally.summary(file, clock.now()),
    ...(refused.count > 0 && { refusedFile: refused.file }),
    ...(stopped !== undefined && { stopped }),
  };
}

async function handOver(asked: Import, tally: Tally, refused: RefusedRows): Promise<void> {
  let batch: EarshotEvent[] = [];
  let rows = 0;
  let lastReport = asked.clock.now();
  const send = async (): Promise<void> => {
    if (batch.length === 0) return;
    await insist(asked, tally, batch);
    tally.took(batch, rows);
    batch = [];
    rows = 0;
  };
  for await (const { line, outcome } of asked.rows(counted(asked.file, tally))) {
    tally.count(outcome);
    if (outcome.kind === 'refused') await refused.add(line, outcome.reason);
    if (outcome.kind === 'events') {
      // A contact's events travel together.
      if (batch.length + outcome.events.length > BATCH) await send();
      batch.push(...outcome.events);
      rows += 1;
    }
    const now = asked.clock.now();
    if (now - lastReport >= REPORT_EVERY) {
      asked.report?.(tally.progress(now));
      lastReport = now;
    }
  }
  await send();
}

async function* counted(file: string, tally: Tally): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(file)) {
    const bytes = chunk as Buffer;
    tally.bytesDone += bytes.length;
    yield bytes;
  }
}

async function insist(asked: Import, tally: Tally, batch: readonly EarshotEvent[]): Promise<void> {
  const { take, clock, report, pause = sleep, patience = 5 * MINUTE } = asked;
  const since = clock.now();
  for (;;) {
    const answer = await take(batch);
    if (answer.taken) return;
    if (clock.now() - since >= patience) {
      throw new StoppedReading(`Nothing was taken for ${Math.round(patience / SECOND)} s: ${answer.reason} `
        + 'Import the file again when that is mended: nothing is counted twice.');
    }
    report?.({ ...tally.progress(clock.now()), waiting: answer.reason });
    await pause(answer.retryAfterMs);
  }
}

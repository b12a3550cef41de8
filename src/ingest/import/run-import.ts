import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EarshotEvent } from '../../domain/event.js';
import { MINUTE, SECOND, type Instant, type Millis } from '../../domain/time.js';
import type { Clock } from '../../ports/clock.js';
import type { IntakeAnswer } from '../../ports/intake.js';
import { RefusedRows } from './refused-rows.js';
import type { ReadRow } from './row.js';
import { StoppedReading } from './stopped-reading.js';

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

export interface Progress {
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly rows: number;
  readonly rowsPerSecond: number;
  readonly refused: number;
  readonly excluded: number;
  /** Why nothing is taken just now. */
  readonly waiting?: string;
}

export interface ImportSummary {
  readonly file: string;
  /** Rows or lines read; each was taken, repeated, excluded or refused. */
  readonly rows: number;
  readonly taken: number;
  readonly events: number;
  /** Rows that stood in this file twice, word for word. */
  readonly repeated: number;
  readonly refused: number;
  readonly refusedFile?: string;
  /** Rows that the mapping leaves out, by label. */
  readonly excluded: Readonly<Record<string, number>>;
  readonly earliest?: Instant;
  readonly latest?: Instant;
  readonly durationMs: Millis;
  readonly rowsPerSecond: number;
  /** Why the import ended before the file did. Importing again counts nothing twice. */
  readonly stopped?: string;
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
  let lastReport = asked.clock.now();
  const send = async (): Promise<void> => {
    if (batch.length > 0) await insist(asked, tally, batch);
    batch = [];
  };
  for await (const { line, outcome } of asked.rows(counted(asked.file, tally))) {
    tally.count(outcome);
    if (outcome.kind === 'refused') await refused.add(line, outcome.reason);
    if (outcome.kind === 'events') {
      // A contact's events travel together.
      if (batch.length + outcome.events.length > BATCH) await send();
      batch.push(...outcome.events);
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
    if (answer.taken) return tally.took(batch);
    if (clock.now() - since >= patience) {
      throw new StoppedReading(`Nothing was taken for ${Math.round(patience / SECOND)} s: ${answer.reason} `
        + 'Import the file again when that is mended: nothing is counted twice.');
    }
    report?.({ ...tally.progress(clock.now()), waiting: answer.reason });
    await pause(answer.retryAfterMs);
  }
}

/** What an import has seen so far. */
class Tally {
  bytesDone = 0;
  #rows = 0;
  #events = 0;
  #earliest = Infinity;
  #latest = -Infinity;
  readonly #kinds = { events: 0, repeated: 0, refused: 0, excluded: 0 };
  readonly #excluded: Record<string, number> = Object.create(null) as Record<string, number>;

  constructor(readonly began: Instant, readonly bytesTotal: number) {}

  count(outcome: ReadRow['outcome']): void {
    this.#rows += 1;
    this.#kinds[outcome.kind] += 1;
    if (outcome.kind === 'excluded') this.#excluded[outcome.label] = (this.#excluded[outcome.label] ?? 0) + 1;
  }

  took(batch: readonly EarshotEvent[]): void {
    this.#events += batch.length;
    for (const { time } of batch) {
      this.#earliest = Math.min(this.#earliest, time);
      this.#latest = Math.max(this.#latest, time);
    }
  }

  progress(now: Instant): Progress {
    return {
      bytesDone: this.bytesDone,
      bytesTotal: this.bytesTotal,
      rows: this.#rows,
      rowsPerSecond: this.#rate(now),
      refused: this.#kinds.refused,
      excluded: this.#kinds.excluded,
    };
  }

  summary(file: string, now: Instant): ImportSummary {
    return {
      file,
      rows: this.#rows,
      taken: this.#kinds.events,
      events: this.#events,
      repeated: this.#kinds.repeated,
      refused: this.#kinds.refused,
      excluded: { ...this.#excluded },
      ...(this.#events > 0 && { earliest: this.#earliest, latest: this.#latest }),
      durationMs: now - this.began,
      rowsPerSecond: this.#rate(now),
    };
  }

  #rate(now: Instant): number {
    return Math.round(this.#rows / Math.max(0.001, (now - this.began) / SECOND));
  }
}

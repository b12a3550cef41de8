import type { EarshotEvent } from '../../domain/event.js';
import { type Instant, type Millis, SECOND } from '../../domain/time.js';
import type { ReadRow } from './row.js';

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

/** What an import has seen so far. */
export class Tally {
  bytesDone = 0;
  #rows = 0;
  #taken = 0;
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

  took(batch: readonly EarshotEvent[], rows: number): void {
    this.#taken += rows;
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
      taken: this.#taken,
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

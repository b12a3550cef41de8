import type { EarshotEvent } from '../../domain/event.js';
import { refused as isRefused, type Result } from '../../domain/result.js';
import { MINUTE, type Millis } from '../../domain/time.js';
import type { Clock } from '../../ports/clock.js';
import type { Intake, IntakeAnswer } from '../../ports/intake.js';
import type { Places } from '../../ports/places.js';
import type { Tap } from '../../ports/recording.js';
import { acceptAgain } from '../accept-again.js';
import type { Wait } from '../connection-report.js';
import type { QueueLogAddress } from './queue-log-address.js';
import { fieldsOfLine, lineOfFields } from './queue-log-line.js';
import { startQueueLog, systemNameOfQueueLog, type QueueLogState } from './queue-log-state.js';
import { translateQueueLog } from './queue-log.js';
import { beginning, TailedFile, type FilePlace, type FileReading } from './tailed-file.js';

/** Told while it happens: no caller, no line. */
export interface TailReport {
  /** The file cannot be read now; it is tried again. Told once for each reason. */
  unreadable(reason: string): void;
  /** Lines of a rotated file were not found any more. */
  lost(): void;
  postponed(reason: string): void;
  /** `sent`: the line, field by field, so that it can be kept and read again. */
  refused(source: string, reason: string, sent: unknown): void;
}

export interface QueueLogTailParts {
  readonly address: QueueLogAddress;
  readonly intake: Intake;
  readonly places: Places;
  readonly report: TailReport;
  readonly clock: Clock;
  readonly wait: Wait;
  /** From one look at the file to the next. */
  readonly pollMs?: Millis;
  readonly tap?: Tap;
}

/** So much of the file before the place is read again at the start, to know the calls that are open: some ten thousand calls. */
const WARM_UP = 4 * 1_024 * 1_024;
/** What is older was not told as it happened: nobody is alarmed about it. */
const HISTORY: Millis = 15 * MINUTE;
const BATCH = 1_000;

/** Reads one queue_log as it grows, over rotations and restarts, and hands on each line once it is written. */
export class QueueLogTail {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private state: QueueLogState | undefined;
  private trouble: string | undefined;

  constructor(private readonly parts: QueueLogTailParts) {}

  start(): void {
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Whether lines of this source are read from this file. */
  speaksFor(source: string): boolean {
    return this.state?.source === source;
  }

  /** A line that was refused, once more, at its old place. Its calls stay what the lines behind it made of them. */
  async retry(sent: unknown): Promise<Result<number>> {
    const kept = lineOfFields(sent);
    if (kept === undefined) return isRefused('It is no line of a queue_log, and cannot be read again.');
    const state = this.state ?? this.stateFor([kept.text]);
    // A copy: the translation moves its calls on in place.
    const { events, refused: [again] } = translateQueueLog({ ...state, line: kept.line - 1, calls: new Map(state.calls) }, kept.text);
    return again === undefined ? acceptAgain(this.parts.intake, events) : isRefused(again.reason);
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    const { address: { path }, places, wait, pollMs = 500, report } = this.parts;
    const name = `queue_log ${path}`;
    const place = placeIn(await places.read(name).catch(() => undefined));
    const file = new TailedFile(path, place);
    if (place) this.begin(await file.before(place, WARM_UP).catch(() => []), place);
    while (!signal.aborted) {
      const reading = await file.next(() => report.lost()).catch((error: NodeJS.ErrnoException) => this.failed(error));
      if (reading === undefined) {
        await wait(pollMs, signal);
        continue;
      }
      this.trouble = undefined;
      if (!await this.deliver(this.eventsOf(reading))) break;
      await places.write(name, reading.place).catch((error: Error) => report.postponed(`the place in it could not be kept (${error.message})`));
    }
    await file.close().catch(() => undefined);
  }

  /** What is known of the calls that are open at the place; their lines were told before. */
  private begin(lines: readonly string[], { line }: FilePlace): void {
    const known = this.stateFor(lines);
    this.state = lines.reduce((state, text) => translateQueueLog(state, text).state, { ...known, line: line - lines.length });
  }

  private eventsOf({ lines, isFresh }: FileReading): readonly EarshotEvent[] {
    let state = this.state ?? this.stateFor(lines);
    // Lines are counted within their file, as an import counts them.
    if (isFresh) state = { ...state, line: 0 };
    const events = lines.flatMap((text) => {
      this.parts.tap?.heard({ at: this.parts.clock.now(), source: state.source, way: 'queue_log', sent: { line: state.line + 1, text } });
      const told = translateQueueLog(state, text.replace(/\r$/, ''));
      state = told.state;
      for (const { reason } of told.refused) this.parts.report.refused(state.source, reason, fieldsOfLine(text, state.line));
      return [...told.events];
    });
    this.state = state;
    return events;
  }

  private stateFor(lines: readonly string[]): QueueLogState {
    const systemName = systemNameOfQueueLog(lines) ?? this.parts.address.name;
    return startQueueLog(systemName === undefined ? {} : { systemName });
  }

  /** Again until the events are durable; false when it is to stop before. */
  private async deliver(events: readonly EarshotEvent[]): Promise<boolean> {
    for (let from = 0; from < events.length; from += BATCH) if (!await this.handOver(events.slice(from, from + BATCH))) return false;
    return true;
  }

  private async handOver(batch: readonly EarshotEvent[]): Promise<boolean> {
    const { intake, clock, wait, report } = this.parts;
    const { signal } = this.stopping;
    const history = (batch.at(-1)?.time ?? 0) < clock.now() - HISTORY;
    for (;;) {
      // The intake refuses by value; an exception is a bug in there, and must not end the reading in here.
      const answer = await intake.accept(batch, { history }).catch((error: Error): IntakeAnswer => ({ taken: false, cause: 'log', retryAfterMs: 1_000, reason: error.message }));
      if (answer.taken) return true;
      if (signal.aborted) return false;
      report.postponed(answer.reason);
      await wait(Math.max(10, answer.retryAfterMs), signal);
    }
  }

  private failed(error: NodeJS.ErrnoException): undefined {
    const reason = error.code ?? error.message;
    if (reason !== this.trouble) this.parts.report.unreadable(reason);
    this.trouble = reason;
    return undefined;
  }
}

function placeIn(kept: unknown): FilePlace | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const { offset, line, hash } = { ...beginning, ...kept };
  return Number.isSafeInteger(offset) && Number.isSafeInteger(line) && typeof hash === 'string' ? { offset, line, hash } : undefined;
}

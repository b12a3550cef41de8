import { SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { Places } from '../ports/places.js';
import type { Stoppable } from './edges.js';

const EVERY = 10 * SECOND;
/** What was heard within this may still be on its way into the log. */
const ON_THE_WAY = SECOND;

/** Until when a line was listened to, kept over restarts: what happens while this server is down is a gap like any other. */
export class HeardUntil implements Stoppable {
  private until: Instant | undefined;
  private isWaiting = false;
  private name: string | undefined;
  private readonly keeping: NodeJS.Timeout;

  /** `source`: what it was called when it was heard. */
  private constructor(private readonly places: Places, private readonly line: string, readonly since: Instant | undefined, readonly source: string | undefined) {
    this.keeping = setInterval(() => void this.keep(), EVERY);
  }

  static async of(places: Places, line: string): Promise<HeardUntil> {
    const kept = await places.read(line).catch(() => undefined);
    const name = await places.read(nameOf(line)).catch(() => undefined);
    return new HeardUntil(places, line, typeof kept === 'number' && Number.isFinite(kept) ? kept : undefined, typeof name === 'string' ? name : undefined);
  }

  heard(at: Instant): void {
    this.until = Math.max(this.until ?? at, at);
  }

  /** A platform that is away after a restart is known by the name it had: what hangs on it is shown as old. */
  named(source: string): void {
    if (source === this.source || source === this.name) return;
    this.name = source;
    void this.places.write(nameOf(this.line), source).catch(() => undefined);
  }

  /** Events wait: what was heard is not durable, and none of it counts as heard. */
  postponed(): void {
    this.isWaiting = true;
  }

  delivered(): void {
    this.isWaiting = false;
  }

  async stop(): Promise<void> {
    clearInterval(this.keeping);
    await this.keep();
  }

  private async keep(): Promise<void> {
    const { until } = this;
    if (until === undefined || this.isWaiting) return;
    this.until = undefined;
    // A place that is lost makes the next gap longer than it was, nothing else.
    await this.places.write(this.line, until - ON_THE_WAY).catch(() => undefined);
  }
}

function nameOf(line: string): string {
  return `${line} is called`;
}

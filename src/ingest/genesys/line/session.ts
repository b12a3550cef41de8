import { HOUR, MINUTE } from '../../../domain/time.js';
import type { Millis } from '../../../domain/time.js';
import type { Clock } from '../../../ports/clock.js';
import type { Session } from '../../reconnecting.js';
import type { Fields } from '../fields.js';
import { Channel } from './channel.js';
import type { PlatformApi } from './platform-api.js';

export interface SessionParts {
  readonly api: Pick<PlatformApi, 'openChannel'>;
  readonly clock: Clock;
  readonly topics: () => readonly string[];
  readonly silenceMs: Millis;
  /** A channel lives for 24 hours: the next one is opened so long after. */
  readonly renewMs: Millis;
  readonly connected: () => void;
  readonly alive: () => void;
  readonly heard: (topic: string, body: Fields) => void;
  /** Once, with a sentence. */
  readonly ended: (reason: string) => void;
}

/** So long before it expires a channel is replaced. */
const EARLY: Millis = HOUR;
const AGAIN: Millis = MINUTE;

/** Listens without a break: the next channel is open before the last one is closed, and what both tell is told once. */
export class GenesysSession implements Session {
  private current: Channel | undefined;
  private next: Channel | undefined;
  private renewing: NodeJS.Timeout | undefined;
  private isOpening = false;
  private isOver = false;

  constructor(private readonly parts: SessionParts) {
    void this.open();
  }

  close(reason: string): void {
    if (this.isOver) return;
    this.isOver = true;
    clearTimeout(this.renewing);
    this.next?.close(reason);
    this.current?.close(reason);
    this.parts.ended(reason);
  }

  /** Opens another channel beside the one that is heard: also where the topics have changed. */
  renew(): void {
    if (this.current !== undefined) void this.open();
  }

  private async open(): Promise<void> {
    if (this.isOpening || this.isOver) return;
    this.isOpening = true;
    try {
      const { uri, expiresAt } = await this.parts.api.openChannel(this.parts.topics());
      if (this.isOver) return;
      const { clock, renewMs, silenceMs, alive, heard } = this.parts;
      const channel: Channel = new Channel({
        uri, silenceMs, alive, heard, closing: () => this.renew(), ended: (reason) => this.lost(channel, reason),
        opened: () => this.opened(channel, Math.max(0, Math.min(renewMs, expiresAt === undefined ? renewMs : expiresAt - EARLY - clock.now()))),
      });
      this.next = channel;
    } catch (error) {
      this.failed((error as Error).message);
    }
  }

  private opened(channel: Channel, renewIn: Millis): void {
    const before = this.current;
    this.current = channel;
    this.next = undefined;
    this.isOpening = false;
    clearTimeout(this.renewing);
    this.renewing = setTimeout(() => this.renew(), renewIn);
    this.renewing.unref();
    before?.close('Another channel has taken over.');
    if (before === undefined) this.parts.connected();
  }

  private lost(channel: Channel, reason: string): void {
    if (channel === this.next) {
      this.next = undefined;
      this.failed(reason);
    } else if (channel === this.current) this.close(reason);
  }

  /** While there is another that is heard, it goes on until that one is closed. */
  private failed(reason: string): void {
    this.isOpening = false;
    if (this.current === undefined) return this.close(reason);
    clearTimeout(this.renewing);
    this.renewing = setTimeout(() => this.renew(), AGAIN);
    this.renewing.unref();
  }
}

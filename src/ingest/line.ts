import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Millis } from '../domain/time.js';
import { placeText, type Place } from './address-list.js';

/** So often a sign of life is asked for before a silence is taken for the end. */
const ASKED = 6;

export interface LineParts {
  readonly place: Place;
  /** `Asterisk`, for sentences. */
  readonly platform: string;
  /** What to check when nobody answers there. */
  readonly advice: string;
  /** A platform that says nothing for so long, though asked, is not there. */
  readonly silenceMs: Millis;
  /** Asks for a sign of life. */
  readonly keepAlive: () => void;
  readonly heard: (chunk: Uint8Array) => void;
  /** Once, with a sentence. */
  readonly ended: (reason: string) => void;
}

/** One connection to one platform, in the clear or over TLS: it ends once, and says why. */
export class Line {
  private readonly socket: Socket;
  private readonly asking: NodeJS.Timeout;
  private lastError: string | undefined;
  private isOver = false;
  /** How often a sign of life was asked for since something was heard. */
  private unanswered = 0;

  constructor(private readonly parts: LineParts) {
    const { place, platform, advice, silenceMs } = parts;
    const where = `${platform} at ${placeText(place)}`;
    const { host, port } = place;
    this.socket = place.encrypted ? connectTls({ host, port }) : connect({ host, port });
    this.socket.on('data', (chunk: Uint8Array) => {
      this.unanswered = 0;
      if (!this.isOver) parts.heard(chunk);
    });
    this.socket.on('error', (error: NodeJS.ErrnoException) => { this.lastError = error.code ?? error.message; });
    this.socket.on('close', () => this.close(this.lastError === undefined
      ? `${where} closed the connection.`
      : `No connection to ${where} (${this.lastError}). ${advice}`));
    // Not the socket's own time-out: what we write would count as life, and a dead peer's line takes writes for long.
    this.asking = setInterval(() => this.askAgain(`${where} has said nothing for ${silenceMs / 1_000} seconds.`), silenceMs / ASKED);
    this.asking.unref();
  }

  write(text: string): void {
    if (!this.isOver) this.socket.write(text);
  }

  close(reason: string): void {
    if (this.isOver) return;
    this.isOver = true;
    clearInterval(this.asking);
    this.socket.destroy();
    this.parts.ended(reason);
  }

  private askAgain(reason: string): void {
    this.unanswered += 1;
    if (this.unanswered >= ASKED) this.close(reason);
    else this.parts.keepAlive();
  }
}

/** A line break in a secret would begin another header. */
export function oneLine(text: string): string {
  return text.replace(/[\r\n]/g, '');
}

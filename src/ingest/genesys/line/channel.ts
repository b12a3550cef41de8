import { WebSocket } from 'ws';
import type { Millis } from '../../../domain/time.js';
import { fieldsOf, objectIn, textIn } from '../fields.js';
import type { Fields } from '../fields.js';

export interface ChannelParts {
  readonly uri: string;
  /** Genesys Cloud gives a sign of life every 30 seconds, and answers a ping. */
  readonly silenceMs: Millis;
  readonly opened: () => void;
  readonly heard: (topic: string, body: Fields) => void;
  readonly alive: () => void;
  /** The platform wants to close this one within a minute. */
  readonly closing: () => void;
  /** Once, with a sentence. */
  readonly ended: (reason: string) => void;
}

const ASKED = 3;
/** The largest conversation is some hundred kilobytes. */
const LARGEST = 16 * 1_024 * 1_024;

/** One websocket of the notification service. */
export class Channel {
  private readonly socket: WebSocket;
  private readonly asking: NodeJS.Timeout;
  private unanswered = 0;
  private isOver = false;

  constructor(private readonly parts: ChannelParts) {
    const { silenceMs } = parts;
    this.socket = new WebSocket(parts.uri, { handshakeTimeout: silenceMs, maxPayload: LARGEST });
    this.socket.on('open', () => parts.opened());
    this.socket.on('message', (data) => this.read(Buffer.isBuffer(data) ? data.toString('utf8') : ''));
    this.socket.on('error', (error: NodeJS.ErrnoException) => this.close(`The line to Genesys Cloud broke (${error.code ?? error.message}).`));
    this.socket.on('close', (code) => this.close(`Genesys Cloud closed the line (${code}).`));
    this.asking = setInterval(() => this.askAgain(), silenceMs / ASKED);
    this.asking.unref();
  }

  close(reason: string): void {
    if (this.isOver) return;
    this.isOver = true;
    clearInterval(this.asking);
    this.socket.removeAllListeners();
    // What still happens to a socket that is let go is nobody's concern, and must not be thrown.
    this.socket.on('error', () => undefined);
    this.socket.terminate();
    this.parts.ended(reason);
  }

  private read(text: string): void {
    this.unanswered = 0;
    const message = parsed(text);
    const topic = textIn(message, 'topicName');
    if (topic === 'channel.metadata') this.parts.alive();
    else if (topic === 'v2.system.socket_closing') this.parts.closing();
    else if (topic !== undefined) this.parts.heard(topic, objectIn(message, 'eventBody'));
  }

  private askAgain(): void {
    this.unanswered += 1;
    if (this.unanswered > ASKED) this.close(`Genesys Cloud has said nothing for ${this.parts.silenceMs / 1_000} seconds.`);
    else if (this.socket.readyState === WebSocket.OPEN) this.socket.send('{"message":"ping"}');
  }
}

function parsed(text: string): Fields {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return {};
  }
}

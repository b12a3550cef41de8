import { placeText } from '../address-list.js';
import { Line, oneLine } from '../line.js';
import type { EslAddress } from './esl-address.js';
import { eventIn, type EslEvent } from './esl-event.js';
import { nothingRead, readEsl, type EslFrame, type EslRest } from './esl-parser.js';

/** What one connection reports to whoever keeps it. */
export interface EslSessionEvents {
  loggedIn(): void;
  events(events: readonly EslEvent[]): void;
  /** Messages that were too large to be read. */
  oversized(count: number): void;
  /** Once, with a sentence. */
  ended(reason: string): void;
}

export interface EslSessionLimits {
  /** A switch that says nothing for so long, though asked, is not there. The event socket has no keep-alive of its own. */
  readonly silenceMs: number;
}

type Answered = (text: string) => void;

/** One TCP connection to one event socket: authentication, subscription, questions, events. */
export class EslSession {
  private readonly line: Line;
  private rest: EslRest = nothingRead;
  private state: 'greeting' | 'in' = 'greeting';
  /** The switch answers every command once and in order. */
  private readonly waiting: Answered[] = [];

  constructor(private readonly address: EslAddress, private readonly handlers: EslSessionEvents, keepAlive: () => void, { silenceMs }: EslSessionLimits) {
    this.line = new Line({
      place: address, platform: 'FreeSWITCH', silenceMs,
      advice: 'Check the address in EARSHOT_ESL_URL, and that event_socket.conf.xml has a listen-ip that this server can reach.',
      keepAlive: () => this.state === 'in' && keepAlive(),
      heard: (chunk) => this.read(chunk),
      ended: (reason) => handlers.ended(reason),
    });
  }

  /** Sends a command; its answer comes later, and never after the connection has ended. */
  send(command: string, answered: Answered): void {
    this.waiting.push(answered);
    this.line.write(`${oneLine(command)}\n\n`);
  }

  close(reason: string): void {
    this.line.close(reason);
  }

  private read(chunk: Uint8Array): void {
    const { rest, frames, oversized, isOutOfStep } = readEsl(this.rest, chunk);
    this.rest = rest;
    if (oversized > 0) this.handlers.oversized(oversized);
    const events = frames.flatMap((frame) => this.take(frame));
    if (events.length > 0) this.handlers.events(events);
    if (isOutOfStep) this.close(`FreeSWITCH at ${placeText(this.address)} announced a message longer than any. Earshot hangs up and connects anew.`);
  }

  private take({ headers, body }: EslFrame): EslEvent[] {
    switch (headers.get('Content-Type')) {
      case 'text/event-plain':
        return this.state === 'in' ? [eventIn(body)] : [];
      case 'auth/request':
        this.logIn();
        return [];
      case 'command/reply':
        this.waiting.shift()?.(headers.get('Reply-Text') ?? '');
        return [];
      case 'api/response':
        this.waiting.shift()?.(body);
        return [];
      case 'text/rude-rejection':
        this.close(`FreeSWITCH at ${placeText(this.address)} turned this server away. Let its address in with apply-inbound-acl in event_socket.conf.xml.`);
        return [];
      default:
        return [];
    }
  }

  private logIn(): void {
    if (this.state === 'in' || this.waiting.length > 0) return;
    const { user, secret } = this.address;
    this.send(user === undefined ? `auth ${secret}` : `userauth ${user}:${secret}`, (reply) => {
      if (!reply.startsWith('+OK')) return this.close(`FreeSWITCH at ${placeText(this.address)} refused the login (${reply}). Check the secret in EARSHOT_ESL_URL against the password in event_socket.conf.xml.`);
      this.state = 'in';
      this.handlers.loggedIn();
    });
  }
}

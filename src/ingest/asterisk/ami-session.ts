import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { AmiAddress } from './ami-address.js';
import { field, type AmiBlock } from './ami-block.js';
import { nothingRead, readAmi, type AmiRest } from './ami-parser.js';

/** What one connection reports to whoever keeps it. */
export interface SessionEvents {
  loggedIn(): void;
  blocks(blocks: readonly AmiBlock[]): void;
  /** Once, with a sentence. */
  ended(reason: string): void;
}

export interface SessionLimits {
  /** A PBX that says nothing for so long, though pinged, is not there. */
  readonly silenceMs: number;
}

/** One TCP connection to one manager interface: login, questions, pings, blocks. */
export class AmiSession {
  private readonly socket: Socket;
  private readonly pings: NodeJS.Timeout;
  private rest: AmiRest = nothingRead;
  private state: 'greeting' | 'login' | 'in' | 'over' = 'greeting';
  private lastError: string | undefined;

  constructor(private readonly address: AmiAddress, private readonly events: SessionEvents, limits: SessionLimits) {
    const { host, port, encrypted } = address;
    this.socket = encrypted ? connectTls({ host, port }) : connect({ host, port });
    this.socket.setEncoding('utf8');
    this.socket.setTimeout(limits.silenceMs, () => this.close(`Asterisk at ${this.place} has said nothing for ${limits.silenceMs / 1_000} seconds.`));
    this.socket.on('data', (chunk: string) => this.read(chunk));
    this.socket.on('error', (error: NodeJS.ErrnoException) => { this.lastError = error.code ?? error.message; });
    this.socket.on('close', () => this.close(this.lastError === undefined
      ? `Asterisk at ${this.place} closed the connection.`
      : `No connection to Asterisk at ${this.place} (${this.lastError}). Check the address in EARSHOT_AMI_URL, and that manager.conf has enabled = yes and a bindaddr that this server can reach.`));
    this.pings = setInterval(() => this.ask({ Action: 'Ping' }), limits.silenceMs / 3);
    this.pings.unref();
  }

  ask(action: Readonly<Record<string, string>>): void {
    if (this.state === 'in' || this.state === 'login') this.socket.write(`${Object.entries(action).map(([key, value]) => `${key}: ${value}\r\n`).join('')}\r\n`);
  }

  close(reason: string): void {
    if (this.state === 'over') return;
    if (this.state === 'in') this.ask({ Action: 'Logoff' });
    this.state = 'over';
    clearInterval(this.pings);
    this.socket.destroy();
    this.events.ended(reason);
  }

  private read(chunk: string): void {
    if (this.state === 'greeting') this.login();
    const { rest, blocks } = readAmi(this.rest, chunk);
    this.rest = rest;
    const events = blocks.filter((block) => !this.answered(block));
    if (this.state === 'in' && events.length > 0) this.events.blocks(events);
  }

  private login(): void {
    this.state = 'login';
    this.ask({ Action: 'Login', ActionID: 'login', Username: oneLine(this.address.user), Secret: oneLine(this.address.secret), Events: 'on' });
  }

  /** True for what is an answer to us and not an event. */
  private answered(block: AmiBlock): boolean {
    const response = field(block, 'Response');
    if (response === undefined) return false;
    if (this.state === 'login') this.loginAnswered(response, field(block, 'Message') ?? '');
    else if (response === 'Error' || field(block, 'Ping') !== undefined) this.events.blocks([block]);
    return true;
  }

  private loginAnswered(response: string, message: string): void {
    if (response === 'Success') {
      this.state = 'in';
      this.events.loggedIn();
      return;
    }
    this.close(`Asterisk at ${this.place} refused the login of the manager user ${this.address.user} (${message || response}). Check the user and the secret in EARSHOT_AMI_URL against manager.conf, and its permit lines.`);
  }

  private get place(): string {
    return `${this.address.host}:${this.address.port}`;
  }
}

/** A line break in a secret would begin another header. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]/g, '');
}

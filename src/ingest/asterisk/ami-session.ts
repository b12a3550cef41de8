import { StringDecoder } from 'node:string_decoder';
import { placeText } from '../address-list.js';
import { Line, oneLine } from '../line.js';
import type { AmiAddress } from './ami-address.js';
import { field, type AmiBlock } from './ami-block.js';
import { isOfCall } from './originate.js';
import { nothingRead, readAmi, type AmiRest } from './ami-parser.js';

/** What one connection reports to whoever keeps it. */
export interface SessionEvents {
  loggedIn(): void;
  blocks(blocks: readonly AmiBlock[]): void;
  /** Blocks that were too large to be read. */
  oversized(count: number): void;
  /** Once, with a sentence. */
  ended(reason: string): void;
}

export interface SessionLimits {
  /** A PBX that says nothing for so long, though pinged, is not there. */
  readonly silenceMs: number;
}

/** One TCP connection to one manager interface: login, questions, pings, blocks. */
export class AmiSession {
  private readonly line: Line;
  private readonly decoder = new StringDecoder('utf8');
  private rest: AmiRest = nothingRead;
  private state: 'greeting' | 'login' | 'in' = 'greeting';

  constructor(private readonly address: AmiAddress, private readonly events: SessionEvents, { silenceMs }: SessionLimits) {
    this.line = new Line({
      place: address, platform: 'Asterisk', silenceMs,
      advice: 'Check the address in EARSHOT_AMI_URL, and that manager.conf has enabled = yes and a bindaddr that this server can reach.',
      keepAlive: () => this.ask({ Action: 'Ping' }),
      heard: (chunk) => this.read(this.decoder.write(Buffer.from(chunk))),
      ended: (reason) => events.ended(reason),
    });
  }

  get isIn(): boolean {
    return this.state === 'in';
  }

  ask(action: Readonly<Record<string, string>>): void {
    if (this.state !== 'greeting') this.line.write(`${Object.entries(action).map(([key, value]) => `${key}: ${value}\r\n`).join('')}\r\n`);
  }

  close(reason: string): void {
    if (this.state === 'in') this.ask({ Action: 'Logoff' });
    this.line.close(reason);
  }

  private read(chunk: string): void {
    if (this.state === 'greeting') this.login();
    const { rest, blocks, oversized } = readAmi(this.rest, chunk);
    this.rest = rest;
    if (oversized > 0) this.events.oversized(oversized);
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
    else if (response === 'Error' || field(block, 'Ping') !== undefined || field(block, 'AsteriskVersion') !== undefined || isOfCall(block)) this.events.blocks([block]);
    return true;
  }

  private loginAnswered(response: string, message: string): void {
    if (response === 'Success') {
      this.state = 'in';
      this.events.loggedIn();
      return;
    }
    this.close(`Asterisk at ${placeText(this.address)} refused the login of the manager user ${this.address.user} (${message || response}). Check the user and the secret in EARSHOT_AMI_URL against manager.conf, and its permit lines.`);
  }
}

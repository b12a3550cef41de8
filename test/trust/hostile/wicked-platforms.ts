import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** A platform that a line of ours is connected to: it answers what is asked, and says whatever a test has it say. */
export class WickedPlatform {
  /** How often someone logged in: once, unless the line stopped and came back. */
  logins = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  /** `greeting`, then for each command that ends with `end` what `answer` makes of it; `said` of a login. */
  static async start(dialect: Dialect): Promise<WickedPlatform> {
    const server = createServer();
    const platform = new WickedPlatform(server);
    server.on('connection', (socket) => platform.serve(socket, dialect));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    return platform;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get isListenedTo(): boolean {
    return this.sockets.size > 0 && this.logins > 0;
  }

  /** To whoever listens; resolves when the bytes have left. */
  async say(bytes: string | Uint8Array): Promise<void> {
    await Promise.all([...this.sockets].map((socket) => new Promise((resolve) => void socket.write(bytes, resolve))));
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => void this.server.close(resolve));
  }

  private serve(socket: Socket, { greeting, end, answer, isLogin }: Dialect): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket)).on('error', () => undefined);
    socket.setEncoding('utf8').write(greeting);
    let rest = '';
    socket.on('data', (chunk: string) => {
      const commands = `${rest}${chunk}`.split(end);
      rest = commands.pop() ?? '';
      for (const command of commands) {
        socket.write(answer(command));
        if (isLogin(command)) this.logins += 1;
      }
    });
  }
}

export interface Dialect {
  readonly greeting: string;
  readonly end: string;
  readonly answer: (command: string) => string;
  readonly isLogin: (command: string) => boolean;
}

export const asterisk: Dialect = {
  greeting: 'Asterisk Call Manager/11.0.0\r\n', end: '\r\n\r\n', isLogin: (command) => command.startsWith('Action: Login'),
  answer: (command) => {
    const of = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(command)?.[1]?.trim() ?? '';
    const tell = (fields: Readonly<Record<string, string>>): string => block({ ...fields, ActionID: of('ActionID') });
    switch (of('Action')) {
      case 'CoreShowChannels': return tell({ Event: 'CoreShowChannelsComplete' });
      case 'QueueStatus': return tell({ Event: 'QueueStatusComplete' });
      case 'Ping': return tell({ Response: 'Success', Ping: 'Pong', Timestamp: (Date.now() / 1_000).toFixed(6) });
      default: return tell({ Response: 'Success', Message: 'Authentication accepted' });
    }
  },
};

export const freeswitch: Dialect = {
  greeting: 'Content-Type: auth/request\n\n', end: '\n\n', isLogin: (command) => command.startsWith('auth '),
  answer: (command) => (command.startsWith('api ') ? 'Content-Type: api/response\nContent-Length: 0\n\n' : 'Content-Type: command/reply\nReply-Text: +OK accepted\n\n'),
};

export function block(fields: Readonly<Record<string, string>>): string {
  return `${Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

export function esl(fields: Readonly<Record<string, string>>): string {
  const body = `${Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`).join('')}\n`;
  return `Content-Length: ${Buffer.byteLength(body)}\nContent-Type: text/event-plain\n\n${body}`;
}

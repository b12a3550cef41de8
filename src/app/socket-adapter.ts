import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Server, ServerOptions } from 'socket.io';
import { problemOf, tooMuch } from '../access/refusal.js';
import { SECOND } from '../domain/time.js';
import type { Millis } from '../domain/time.js';

/** Who opens a connection and gets into no namespace of ours is cut after it: until then nobody knows who that is. */
const STRANGERS_STAY = 10 * SECOND;
/** Who does not answer a goodbye by then is cut: a laptop that sleeps with a board open would hold up a stop for half a minute. */
const GOODBYE: Millis = 2 * SECOND;

/** socket.io as the board wants it: WebSocket only, no compression per message, frames from pages bounded. */
export class SocketAdapter extends IoAdapter {
  private readonly open = new Set<Socket>();

  /** `waitOf`: how long who asks for a socket has to wait because too many did; 0: not at all. */
  constructor(app: INestApplicationContext, private readonly waitOf: (request: IncomingMessage) => Millis) {
    super(app);
  }

  override createIOServer(port: number, options?: Partial<ServerOptions>): Server {
    const ours: Partial<ServerOptions> = {
      ...options, transports: ['websocket'], perMessageDeflate: false, serveClient: false,
      maxHttpBufferSize: 64 * 1_024, pingInterval: 10_000, pingTimeout: 10_000, connectTimeout: STRANGERS_STAY,
      allowRequest: (request, decide) => {
        const wait = this.waitOf(request);
        if (wait !== 0) return turnAway(request, wait);
        this.open.add(request.socket.once('close', () => this.open.delete(request.socket)));
        decide(null, true);
      },
    };
    const server = super.createIOServer(port, ours as ServerOptions) as Server;
    // socket.io always has a namespace without a name, which no door of ours stands before.
    server.of('/').use((_, next) => next(new Error('There is nothing here. Connect to /board or /desk.')));
    return server;
  }

  override async close(server: Server): Promise<void> {
    const cut = setTimeout(() => this.open.forEach((socket) => socket.destroy()), GOODBYE);
    await super.close(server).finally(() => clearTimeout(cut));
  }
}

/** By hand: engine.io's own answer is 400, and knows no Retry-After. Whoever is asked nothing more forgets the request. */
function turnAway({ socket }: IncomingMessage, wait: Millis): void {
  const body = JSON.stringify(problemOf(tooMuch(wait)));
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nRetry-After: ${Math.ceil(wait / SECOND)}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`, () => socket.destroy());
}

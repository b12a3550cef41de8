import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';
import { SECOND } from '../domain/time.js';

/** Who opens a connection and gets into no namespace of ours is cut after it: until then nobody knows who that is. */
const STRANGERS_STAY = 10 * SECOND;

/** socket.io as the board wants it: WebSocket only, no compression per message, frames from pages bounded. */
export class SocketAdapter extends IoAdapter {
  override createIOServer(port: number, options?: Partial<ServerOptions>): Server {
    const ours: Partial<ServerOptions> = {
      ...options, transports: ['websocket'], perMessageDeflate: false, serveClient: false,
      maxHttpBufferSize: 64 * 1_024, pingInterval: 10_000, pingTimeout: 10_000, connectTimeout: STRANGERS_STAY,
    };
    const server = super.createIOServer(port, ours as ServerOptions) as Server;
    // socket.io always has a namespace without a name, which no door of ours stands before.
    server.of('/').use((_, next) => next(new Error('There is nothing here. Connect to /board or /desk.')));
    return server;
  }
}

import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';

/** socket.io as the board wants it: WebSocket only, no compression per message, frames from pages bounded. */
export class SocketAdapter extends IoAdapter {
  override createIOServer(port: number, options?: Partial<ServerOptions>): Server {
    const ours: Partial<ServerOptions> = {
      ...options, transports: ['websocket'], perMessageDeflate: false, serveClient: false,
      maxHttpBufferSize: 64 * 1_024, pingInterval: 10_000, pingTimeout: 10_000,
    };
    return super.createIOServer(port, ours as ServerOptions);
  }
}

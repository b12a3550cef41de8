import { connect } from 'node:net';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';

/** A board whose page takes nothing any more: its connection stands, and nobody reads from it. */
export interface StalledBoard {
  stall(): void;
  close(): void;
}

/** Speaks WebSocket and socket.io by hand, because a library would go on reading. */
export async function stalledBoard(server: string, token: string): Promise<StalledBoard> {
  const { hostname, port } = new URL(server);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(`GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nhost: ${hostname}:${port}\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${randomBytes(16).toString('base64')}\r\n\r\n`);
  await heard(socket, '"sid"');
  socket.write(textFrame(`40/board,${JSON.stringify({ token })}`));
  await heard(socket, '40/board,{"sid"');
  socket.write(textFrame('42/board,["watch",{}]'));
  await heard(socket, '"snapshot"');
  return { stall: () => void socket.pause(), close: () => void socket.destroy() };
}

async function heard(socket: ReturnType<typeof connect>, text: string): Promise<void> {
  for (let all = ''; !all.includes(text);) {
    const [chunk] = await once(socket, 'data') as [Buffer];
    all += chunk.toString('latin1');
  }
}

/** As clients must send it: masked. */
function textFrame(text: string): Buffer {
  const body = Buffer.from(text);
  const mask = randomBytes(4);
  const length = body.length < 126 ? Buffer.from([0x80 | body.length]) : Buffer.from([0x80 | 126, body.length >> 8, body.length & 0xff]);
  return Buffer.concat([Buffer.from([0x81]), length, mask, body.map((byte, place) => byte ^ (mask[place % 4] ?? 0))]);
}

import type { Namespace, Socket } from 'socket.io';

/** Of the WebSocket below a socket.io socket, what is needed here. */
interface Wire {
  readonly readyState: number;
  readonly bufferedAmount: number;
}

const OPEN = 1;
/** A whole message of text, from a server and so without a mask (RFC 6455, 5.2). */
const WHOLE_TEXT = 0x81;

/**
 * Sends one event to everyone in a room, volatile: who has not taken the last one yet is passed over. Its WebSocket frame is written
 * once and handed to each connection as it is, past the packets of socket.io, the buffers of engine.io and the frames of ws: through ws
 * 5,000 boards had 0.68 of what ws alone sends by CPU, so 0.85 (test/bench/fan-out). What they still
 * hold for a socket goes first, so that the order stays. Answers its length in bytes, of a room without anyone 0.
 */
export function sendToEveryone(namespace: Pick<Namespace, 'name' | 'sockets' | 'adapter'>, room: string, event: string, content: unknown): number {
  const members = namespace.adapter.rooms.get(room);
  if (!members) return 0;
  // "4": a message of engine.io, "2": an event of socket.io.
  const text = `42${namespace.name},${JSON.stringify([event, content])}`;
  const frame = frameOf(text);
  for (const id of members) {
    const socket = namespace.sockets.get(id);
    if (socket && isFree(socket.conn)) socket.conn.request.socket.write(frame);
  }
  return frame.length;
}

/** What the operating system has not yet taken for a reader, in bytes. */
export function waitingFor({ conn }: Pick<Socket, 'conn'>): number {
  return wireOf(conn)?.bufferedAmount ?? 0;
}

/** Nothing is on its way to it, neither here nor in what lies between. */
function isFree(conn: Socket['conn']): boolean {
  const wire = conn.readyState === 'open' && conn.transport.writable ? wireOf(conn) : undefined;
  return wire?.readyState === OPEN && wire.bufferedAmount === 0;
}

function wireOf(conn: Socket['conn']): Wire | undefined {
  return (conn.transport as unknown as { readonly socket?: Wire } | undefined)?.socket;
}

/** Its length in one byte, or after a mark in two or eight. */
function frameOf(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = WHOLE_TEXT;
  frame[1] = head === 2 ? length : head === 4 ? 126 : 127;
  if (head === 4) frame.writeUInt16BE(length, 2);
  if (head === 10) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.write(text, head);
  return frame;
}

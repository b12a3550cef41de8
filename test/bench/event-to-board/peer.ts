import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { scopes } from './scopes.js';
import { useful } from './useful.js';

interface Told {
  readonly subject: string;
  readonly type: string;
  readonly time: string;
  readonly data: { readonly queue?: string; readonly agent?: string };
}

/**
 * The usual way: events come in by HTTP, and each that changes something is emitted at once to everyone who may see it, with
 * socket.io as it comes. It stores, folds and flags nothing; of a contact it remembers the queue. Its token is the scope's number.
 */
const server = createServer((request, response) => {
  void bodyOf(request).then((events) => {
    for (const event of events) tell(event);
    response.writeHead(200).end();
  });
});
const io = new Server(server);
const board = io.of('/board');
const queueOf = new Map<string, string>();

board.on('connection', (socket) => {
  const { token } = socket.handshake.auth as { token: string };
  void socket.join([...scopes[Number(token)] ?? []]);
});

async function bodyOf(request: IncomingMessage): Promise<readonly Told[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as readonly Told[];
}

function tell({ subject, type, time, data }: Told): void {
  if (type === 'queue.entered' && data.queue !== undefined) queueOf.set(subject, data.queue);
  const queue = data.queue ?? queueOf.get(subject);
  if (queue !== undefined && useful.has(type)) board.to(queue).emit('change', { contact: subject, queue, type, time, ...data });
  if (type === 'wrapup.ended') queueOf.delete(subject);
}

server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));

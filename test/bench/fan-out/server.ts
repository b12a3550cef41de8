import 'reflect-metadata';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import * as ws from 'ws';
import { SocketDoor } from '../../../src/access/socket-door.js';
import type { GuardedNamespace } from '../../../src/access/socket-door.js';
import { SocketAdapter } from '../../../src/app/socket-adapter.js';
import { Board, TICK } from '../../../src/live/board.js';
import type { Outlet } from '../../../src/live/board.js';
import { BoardGateway } from '../../../src/live/board.gateway.js';
import { noTraces, Traces } from '../../../src/ports/traces.js';
import { Counters } from '../../../src/ports/gauges.js';
import { frameOf } from './frame.js';

/** What a fan-out costs the process that does it. */
export interface Spent {
  readonly cpuSeconds: number;
  readonly residentBytes: number;
}

/** As often as the product sends frames. */
const EVERY = TICK;
const ROOM = 'room';
let number = 0;
/** Its types do not tell of it; socket.io relies on it too. */
const { Sender } = ws as unknown as { Sender: { frame(data: Buffer, options: object): Buffer[] } };

/** A server of one room in a process of its own: our gateway as it is, with a board behind it that has one frame ready, or bare `ws`. */
const [kind = ''] = process.argv.slice(2);
const url = kind === 'ws' ? await startWs() : await startOurs();
process.on('message', () => process.send?.(spent()));
process.send?.(url);

async function startOurs(): Promise<string> {
  let outlet: Outlet | undefined;
  const board = {
    connect: (connected: Outlet) => { outlet = connected; },
    tick: () => outlet?.frame(ROOM, frameOf(number += 1)),
    enter: () => ({ name: ROOM }),
    snapshot: () => ({ frame: frameOf(0), resumed: false, feed: [], scope: {} }),
    close: () => undefined,
  };
  const door = {
    guard: (namespace: GuardedNamespace) => namespace.use((socket, next) => {
      Object.assign(socket.data, { holder: { reader: { who: 'bench', role: 'supervisor', queues: null, teams: null, actsFor: null } } });
      next();
    }),
  };
  class FanOutModule {}
  Module({ providers: [BoardGateway, { provide: Board, useValue: board }, { provide: SocketDoor, useValue: door }, { provide: Counters, useValue: new Counters() }, { provide: Traces, useValue: noTraces }] })(FanOutModule);
  const app = await NestFactory.create(FanOutModule, new FastifyAdapter(), { logger: false });
  app.useWebSocketAdapter(new SocketAdapter(app, () => 0));
  await app.listen(0, '127.0.0.1');
  return `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
}

/** The frame is built once, its bytes are handed to each socket as they are: less cannot be done with a WebSocket. */
async function startWs(): Promise<string> {
  const server = createServer();
  const sockets = new ws.WebSocketServer({ server, perMessageDeflate: false });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  setInterval(() => {
    const payload = Buffer.from(JSON.stringify(['changes', frameOf(number += 1)]));
    const frame = Sender.frame(payload, { fin: true, opcode: 1, mask: false, readOnly: false, rsv1: false });
    for (const socket of sockets.clients) (socket as unknown as { _sender: { sendFrame(frame: Buffer[]): void } })._sender.sendFrame(frame);
  }, EVERY);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function spent(): Spent {
  const { user, system } = process.cpuUsage();
  globalThis.gc?.();
  return { cpuSeconds: (user + system) / 1e6, residentBytes: process.memoryUsage.rss() };
}

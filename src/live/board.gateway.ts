import { ConnectedSocket, MessageBody, SubscribeMessage, WebSocketGateway, WebSocketServer } from '@nestjs/websockets';
import type { OnGatewayConnection, OnGatewayDisconnect, OnGatewayInit } from '@nestjs/websockets';
import { Logger } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { Namespace, Socket } from 'socket.io';
import { Allow } from '../access/allow.js';
import { SocketDoor } from '../access/socket-door.js';
import type { BoardClientEvents, BoardServerEvents, FeedFact, Frame, WatchRequest } from '../contract/board.js';
import type { Reader } from '../domain/reader.js';
import { Counters } from '../ports/gauges.js';
import { Traces } from '../ports/traces.js';
import { Board, TICK } from './board.js';
import type { Outlet } from './board.js';
import { sendToEveryone, waitingFor } from './to-everyone.js';
import { readWatch } from './watch-request.js';

type BoardSocket = Socket<BoardClientEvents, BoardServerEvents, Record<string, never>, { room?: string; holder: { readonly reader: Reader } }>;
type BoardNamespace = Namespace<BoardClientEvents, BoardServerEvents>;

/** Bytes that may wait for one reader: past it the reader is cut, and comes back through a snapshot. */
const MOST_WAITING = 2 * 1_024 * 1_024;
/** Beats between two looks for such readers. */
const CUT_EVERY = 4;

/** The socket.io edge of the board. What is said, and to whom, is decided in `Board`. */
@WebSocketGateway({ namespace: '/board' })
export class BoardGateway implements OnGatewayInit<BoardNamespace>, OnGatewayConnection, OnGatewayDisconnect<BoardSocket>, OnApplicationShutdown, Outlet {
  @WebSocketServer() private readonly namespace!: BoardNamespace;
  private timer: NodeJS.Timeout | undefined;
  private failing = false;
  private beats = 0;
  /** Of the drawing that goes on. */
  private sent = { rooms: 0, bytes: 0 };
  private readonly log = new Logger('Earshot');

  constructor(private readonly board: Board, private readonly door: SocketDoor, private readonly counters: Counters, private readonly traces: Traces) {}

  afterInit(namespace: BoardNamespace): void {
    this.door.guard(namespace as unknown as Parameters<SocketDoor['guard']>[0], 'board');
    this.board.connect(this);
    this.timer = setInterval(() => this.beat(), TICK);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  @Allow('board')
  @SubscribeMessage('watch')
  async watch(@ConnectedSocket() socket: BoardSocket, @MessageBody() body: unknown): Promise<void> {
    const request = readWatch(body);
    if (!request.ok) return void socket.emit('refused', { reason: request.reason });
    await this.enter(socket, request.value);
  }

  handleConnection(): void {
    this.counters.socketOpened();
  }

  handleDisconnect(socket: BoardSocket): void {
    this.counters.socketClosed();
    this.leave(socket.data.room);
  }

  frame(room: string, frame: Frame): void {
    this.sent.rooms += 1;
    this.sent.bytes += sendToEveryone(this.namespace, room, 'changes', frame);
  }

  fact(room: string, fact: FeedFact): void {
    this.namespace.to(room).emit('flag', fact);
  }

  private async enter(socket: BoardSocket, request: WatchRequest): Promise<void> {
    const { reader } = socket.data.holder;
    const room = this.board.enter(reader, request);
    const { room: before } = socket.data;
    if (before !== undefined && before !== room.name) {
      await socket.leave(before);
      this.leave(before);
    }
    socket.data.room = room.name;
    await socket.join(room.name);
    socket.emit('snapshot', this.board.snapshot(room, reader, request.since));
  }

  private leave(room: string | undefined): void {
    if (room !== undefined && !this.namespace.adapter.rooms.has(room)) this.board.close(room);
  }

  private beat(): void {
    this.sent = { rooms: 0, bytes: 0 };
    const drawn = this.traces.begin('frame');
    try {
      this.board.tick();
      this.failing = false;
    } catch (error) {
      // In a timer it would end the server, for one odd contact. Told once: it comes five times a second.
      if (!this.failing) this.log.error(`The board could not be drawn; it is tried again: ${(error as Error).stack ?? String(error)}`);
      this.failing = true;
    }
    drawn({ ...this.sent, hasFailed: this.failing, position: this.board.position });
    this.beats += 1;
    if (this.beats % CUT_EVERY !== 0) return;
    for (const socket of this.namespace.sockets.values()) if (waitingFor(socket) > MOST_WAITING) socket.disconnect(true);
  }
}

import { Logger } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { ConnectedSocket, MessageBody, SubscribeMessage, WebSocketGateway, WebSocketServer } from '@nestjs/websockets';
import type { OnGatewayConnection, OnGatewayDisconnect, OnGatewayInit } from '@nestjs/websockets';
import type { Namespace, Socket } from 'socket.io';
import { Allow } from '../access/allow.js';
import { SocketDoor } from '../access/socket-door.js';
import type { DeskClientEvents, DeskNow, DeskServerEvents, PromptView, Taken } from '../contract/desk.js';
import type { Reader } from '../domain/reader.js';
import type { Result } from '../domain/result.js';
import { Counters } from '../ports/gauges.js';
import { Desk, TICK } from './desk.js';
import type { DeskOutlet } from './desk.js';
import { readAbout, readAnswer, readKept } from './requests.js';

type DeskSocket = Socket<DeskClientEvents, DeskServerEvents, Record<string, never>, { agent?: string; holder: { readonly reader: Reader } }>;
type DeskNamespace = Namespace<DeskClientEvents, DeskServerEvents>;

/** The socket.io edge of the desk. What is asked, and of whom, is decided in `Desk`; who it is comes from the account and from nowhere else. */
@WebSocketGateway({ namespace: '/desk' })
export class DeskGateway implements OnGatewayInit<DeskNamespace>, OnGatewayConnection<DeskSocket>, OnGatewayDisconnect<DeskSocket>, OnApplicationShutdown, DeskOutlet {
  @WebSocketServer() private readonly namespace!: DeskNamespace;
  private timer: NodeJS.Timeout | undefined;
  private failing = false;
  private readonly log = new Logger('Earshot');

  constructor(private readonly desk: Desk, private readonly door: SocketDoor, private readonly counters: Counters) {}

  afterInit(namespace: DeskNamespace): void {
    this.door.guard(namespace as unknown as Parameters<SocketDoor['guard']>[0], 'desk');
    this.desk.connect(this);
    this.timer = setInterval(() => this.beat(), TICK);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  handleConnection(socket: DeskSocket): void {
    this.counters.socketOpened();
    const agent = socket.data.holder.reader.actsFor;
    if (agent === null) {
      socket.emit('refused', { reason: 'This account stands for no agent. Ask an administrator to make one that does.' });
      return void socket.disconnect(true);
    }
    socket.data.agent = agent;
    const { now, prompts } = this.desk.enter(agent);
    void socket.join(roomOf(agent));
    socket.emit('now', now);
    for (const prompt of prompts) socket.emit('prompt', prompt);
  }

  handleDisconnect(socket: DeskSocket): void {
    this.counters.socketClosed();
    if (socket.data.agent !== undefined) this.desk.leave(socket.data.agent);
  }

  @Allow('desk')
  @SubscribeMessage('answer')
  answer(@ConnectedSocket() socket: DeskSocket, @MessageBody() body: unknown): Promise<Taken> {
    return this.hear(socket, readAnswer(body), (agent, given) => this.desk.answer(agent, given));
  }

  @Allow('desk')
  @SubscribeMessage('asked')
  asked(@ConnectedSocket() socket: DeskSocket, @MessageBody() body: unknown): Promise<Taken> {
    return this.hear(socket, readAbout(body), (agent, { contact }) => this.desk.asked(agent, contact));
  }

  @Allow('desk')
  @SubscribeMessage('kept')
  kept(@ConnectedSocket() socket: DeskSocket, @MessageBody() body: unknown): Promise<Taken> {
    return this.hear(socket, readKept(body), (agent, { contact, promise }) => this.desk.kept(agent, contact, promise));
  }

  isPresent(agent: string): boolean {
    return this.namespace.adapter.rooms.has(roomOf(agent));
  }

  now(agent: string, now: DeskNow): void {
    this.namespace.to(roomOf(agent)).emit('now', now);
  }

  prompt(agent: string, prompt: PromptView): void {
    this.namespace.to(roomOf(agent)).emit('prompt', prompt);
  }

  private async hear<Given>({ data: { agent } }: DeskSocket, given: Result<Given>, act: (agent: string, given: Given) => Promise<Taken>): Promise<Taken> {
    if (!given.ok) return { ok: false, again: false, reason: given.reason };
    return agent === undefined ? { ok: false, again: false, reason: 'This account stands for no agent.' } : act(agent, given.value);
  }

  private beat(): void {
    try {
      this.desk.tick();
      this.failing = false;
    } catch (error) {
      // In a timer it would end the server. Told once: it comes four times a second.
      if (!this.failing) this.log.error(`The desks could not be drawn; it is tried again: ${(error as Error).stack ?? String(error)}`);
      this.failing = true;
    }
  }
}

function roomOf(agent: string): string {
  return `agent/${agent}`;
}

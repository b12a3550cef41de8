import { Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { ok, refused, type Result } from '../domain/result.js';
import { byBearer, suits } from './admit.js';
import { Doorkeeper, type Holder, type ReaderHolder } from './doorkeeper.js';
import type { Held } from './guard.js';
import { provenanceOf } from './origin.js';
import { refusals, type Refusal } from './refusal.js';
import type { Action } from './scope.js';
import { sessionIn } from './sessions.js';
import { AccessSettings } from './settings.js';
import { SessionWatch } from './watch.js';

/** Of socket.io's handshake, what decides. */
export interface Handshake {
  readonly headers: IncomingHttpHeaders;
  readonly auth: Readonly<Record<string, unknown>>;
}

/** Of socket.io's socket and namespace, what is needed here. */
export interface GuardedSocket {
  readonly handshake: Handshake;
  data: Held;
  emit(event: 'refused', problem: { readonly reason: string }): unknown;
  disconnect(close: boolean): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
}

export interface GuardedNamespace {
  use(middleware: (socket: GuardedSocket, next: (error?: Error) => void) => void): unknown;
  on(event: 'connection', listener: (socket: GuardedSocket) => void): unknown;
}

/** Nest's guards do not run when a socket connects: this does. */
@Injectable()
export class SocketDoor {
  constructor(
    private readonly doorkeeper: Doorkeeper,
    private readonly sessions: SessionWatch,
    private readonly settings: AccessSettings,
  ) {}

  /**
   * Call it in a gateway's `afterInit(namespace)`: who may not `action` is turned away with a sentence, who may has
   * `socket.data.holder`, and is cut within 5 s when that ends.
   */
  guard(namespace: GuardedNamespace, action: Action): void {
    namespace.use((socket, next) => {
      this.admit(socket, action).then(reason => (reason === null ? next() : next(new Error(`${reason.what} ${reason.do}`))), next);
    });
    // Not before: a socket that is gone while it is being admitted is never connected, and never disconnects either.
    namespace.on('connection', socket => this.keepWatch(socket));
  }

  /** By `auth.token` or an Authorization header, else by the session cookie. */
  async readerOfHandshake({ headers, auth }: Handshake): Promise<Result<ReaderHolder, Refusal>> {
    const provenance = provenanceOf(headers.origin, headers.host, this.settings.publicUrls);
    if (provenance === 'foreign') return refused(refusals.foreign);
    const token = auth['token'];
    const bearer = typeof token === 'string' ? `Bearer ${token}` : headers.authorization;
    if (bearer !== undefined) return asReader(await byBearer(this.doorkeeper, bearer));
    const cookie = sessionIn(headers.cookie, this.settings.secure);
    if (cookie === undefined) return refused(refusals.nobody);
    // Browsers always say where a socket comes from: who hides it and shows a cookie is none.
    if (provenance === 'unsaid') return refused(refusals.foreign);
    return asReader(await this.doorkeeper.identify(cookie, 'cookie'));
  }

  watchSession(holder: ReaderHolder, onGone: (refusal: Refusal) => void): () => void {
    return this.sessions.watch(holder, onGone);
  }

  private async admit(socket: GuardedSocket, action: Action): Promise<Refusal | null> {
    const held = await this.readerOfHandshake(socket.handshake);
    if (!held.ok) return held.reason;
    const suited = suits({ is: 'reader', action }, held.value);
    if (!suited.ok) return suited.reason;
    socket.data.holder = held.value;
    return null;
  }

  private keepWatch(socket: GuardedSocket): void {
    const { holder } = socket.data;
    if (holder?.is !== 'reader') return void socket.disconnect(true);
    const stop = this.watchSession(holder, refusal => {
      socket.emit('refused', { reason: `${refusal.what} ${refusal.do}` });
      socket.disconnect(true);
    });
    socket.on('disconnect', stop);
  }
}

function asReader(holder: Result<Holder, Refusal>): Result<ReaderHolder, Refusal> {
  if (!holder.ok) return holder;
  return holder.value.is === 'reader' ? ok(holder.value) : refused(refusals.wantsReader);
}

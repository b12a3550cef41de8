import { HttpException, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { WsException } from '@nestjs/websockets';
import { SECOND } from '../domain/time.js';
import { admit, suits, type Asked } from './admit.js';
import { POLICY, type Policy } from './allow.js';
import { Doorkeeper, type Holder } from './doorkeeper.js';
import { problemOf, refusals, statusOf, type Refusal } from './refusal.js';
import { sessionCookie, sessionIn } from './sessions.js';
import { AccessSettings } from './settings.js';

/** What the early door and the guard leave on a request, and the handshake on a socket's `data`. */
export interface Held {
  holder?: Holder;
}

export interface Reply {
  header(name: string, value: string): unknown;
}

/** Stands before every route and every socket message. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    readonly doorkeeper: Doorkeeper,
    readonly settings: AccessSettings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const policy = this.reflector.getAllAndOverride<Policy | undefined>(POLICY, [context.getHandler(), context.getClass()]);
    return context.getType() === 'ws' ? mayHear(policy, context) : this.mayPass(policy, context);
  }

  private async mayPass(policy: Policy | undefined, context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Asked & Held>();
    const reply = context.switchToHttp().getResponse<Reply>();
    // The early door has asked already, before the body was read: a hash of the secret less for each post.
    const admitted = policy?.is === 'ingest' && request.holder ? suits(policy, request.holder) : await admit(this, policy, request);
    if (!admitted.ok) throw refusalOf(admitted.reason, reply);
    const holder = admitted.value;
    if (holder === null) return true;
    request.holder = holder;
    if (holder.is === 'reader' && holder.prolonged) this.setAgain(request, reply);
    return true;
  }

  private setAgain({ headers }: Asked, reply: Reply): void {
    const { secure } = this.settings;
    reply.header('set-cookie', sessionCookie(sessionIn(headers.cookie, secure) ?? '', secure));
  }
}

export function refusalOf(refusal: Refusal, reply: Reply): HttpException {
  if (refusal.is === 'unproven') reply.header('www-authenticate', 'Bearer');
  if (refusal.retryAfterMs !== undefined) reply.header('retry-after', String(Math.ceil(refusal.retryAfterMs / SECOND)));
  return new HttpException(problemOf(refusal), statusOf[refusal.is]);
}

/** The handshake proved who it is; the watch cuts the socket when that changes. */
function mayHear(policy: Policy | undefined, context: ExecutionContext): boolean {
  const { data } = context.switchToWs().getClient<{ data: Held }>();
  const suited = policy === undefined ? { ok: false as const, reason: refusals.noPolicy }
    : data.holder === undefined ? { ok: false as const, reason: refusals.nobody }
    : suits(policy, data.holder);
  if (!suited.ok) throw new WsException(problemOf(suited.reason));
  return true;
}

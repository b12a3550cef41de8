import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { Allowance } from '../access/allowance.js';
import type { Held } from '../access/guard.js';
import { tooMuch } from '../access/refusal.js';
import { parseSecret } from '../access/secret.js';
import { sessionIn } from '../access/sessions.js';
import type { Settings } from '../config/settings.js';
import type { Millis } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import type { Counters } from '../ports/gauges.js';
import { turnAway } from './turn-away.js';
import type { IngestPolicy } from './turn-away.js';

export interface RateLimitParts {
  readonly settings: Pick<Settings, 'limits' | 'publicUrl'>;
  readonly clock: Clock;
  readonly counters: Pick<Counters, 'limited'>;
}

/**
 * Requests a minute. A key posts 10,000 batches a second before it is slowed; who has shown nothing that is good, 1,000 requests.
 * A thousand boards behind one proxy come back at once after a restart, some of them twice or three times.
 */
export const usualLimits = { perKey: 600_000, perAddress: 60_000, handshakes: 6_000 };
/** Of keys and tokens that were good from an address. */
const REMEMBERED = 10_000;

/**
 * Stands before everything that costs something, the look-up of a key too. Who showed a key, a token or a session from here that was
 * good counts by that; everybody else by their address, so that a stranger beside a sender takes nothing from it.
 */
export class RateLimits {
  private readonly keys: Allowance;
  private readonly others: Allowance;
  private readonly handshakes: Allowance;
  private readonly good = new Set<string>();
  private readonly isSecure: boolean;

  constructor(private readonly parts: RateLimitParts) {
    const { settings: { limits = {}, publicUrl }, clock } = parts;
    const { perKey, perAddress, handshakes } = { ...usualLimits, ...limits };
    this.keys = new Allowance(perKey, clock);
    this.others = new Allowance(perAddress, clock);
    this.handshakes = new Allowance(handshakes, clock);
    this.isSecure = publicUrl?.startsWith('https:') === true;
  }

  /** 0: it may go on; else after how long it may. `policy`: of a route that takes keys. */
  ofRequest(headers: IncomingHttpHeaders, address: string, policy?: IngestPolicy): Millis {
    const shown = this.goodOf(headers, address, policy);
    const by = shown?.startsWith('ers_') === true ? 'key' : 'address';
    return this.counted(by, (by === 'key' ? this.keys : this.others).take(shown ?? address));
  }

  /** The same of who would open a socket. A token that comes only once it is open cannot count yet. */
  ofHandshake(headers: IncomingHttpHeaders, address: string): Millis {
    return this.counted('handshake', this.handshakes.take(this.goodOf(headers, address) ?? address));
  }

  wasGood(headers: IncomingHttpHeaders, address: string, policy?: IngestPolicy): void {
    const shown = idIn(headers, policy, this.isSecure);
    if (shown !== undefined) this.good.add(`${shown} ${address}`);
    // All at once and not one by one: each is good again at its next request.
    if (this.good.size > REMEMBERED) this.good.clear();
  }

  private goodOf(headers: IncomingHttpHeaders, address: string, policy?: IngestPolicy): string | undefined {
    const shown = idIn(headers, policy, this.isSecure);
    return shown !== undefined && this.good.has(`${shown} ${address}`) ? shown : undefined;
  }

  private counted(by: 'key' | 'address' | 'handshake', wait: Millis): Millis {
    if (wait > 0) this.parts.counters.limited(by);
    return wait;
  }
}

export function addRateLimits(fastify: FastifyInstance, limits: RateLimits, clock: Clock, ingest: ReadonlyMap<string, IngestPolicy>): void {
  const policyOf = (request: FastifyRequest): IngestPolicy | undefined => ingest.get(request.routeOptions.url ?? '');
  fastify.addHook('onRequest', (request, reply, done) => {
    const wait = limits.ofRequest(request.headers, request.ip, policyOf(request));
    if (wait === 0) return done();
    void turnAway(request, reply, tooMuch(wait), policyOf(request), clock.now());
  });
  fastify.addHook('onResponse', (request, _, done) => {
    if ((request as Held).holder !== undefined) limits.wasGood(request.headers, request.ip, policyOf(request));
    done();
  });
}

/** `ers_0123456789ab`: what of a secret is none. */
function idIn(headers: IncomingHttpHeaders, policy: IngestPolicy | undefined, isSecure: boolean): string | undefined {
  const own = policy?.keyIn === undefined ? undefined : headers[policy.keyIn.header];
  const shown = typeof own === 'string' ? own : headers.authorization?.replace(/^bearer +/iu, '') ?? sessionIn(headers.cookie, isSecure);
  return shown === undefined || parseSecret(shown) === null ? undefined : shown.slice(0, 'ers_0123456789ab'.length);
}

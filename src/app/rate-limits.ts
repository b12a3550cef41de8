import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Allowance } from '../access/allowance.js';
import type { Policy } from '../access/allow.js';
import type { Held } from '../access/guard.js';
import { problemOf, statusOf, tooMuch } from '../access/refusal.js';
import { parseSecret } from '../access/secret.js';
import { sessionIn } from '../access/sessions.js';
import type { Settings } from '../config/settings.js';
import { SECOND } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import type { Counters } from '../ports/gauges.js';

type IngestPolicy = Extract<Policy, { is: 'ingest' }>;

export interface RateLimitParts {
  readonly settings: Pick<Settings, 'limits' | 'publicUrl'>;
  readonly clock: Clock;
  readonly counters: Pick<Counters, 'limited'>;
  readonly ingest: ReadonlyMap<string, IngestPolicy>;
}

/** Requests a minute. A key posts 10,000 batches a second before it is slowed; who has shown nothing that is good, 1,000 requests. */
export const usualLimits = { perKey: 600_000, perAddress: 60_000 };
/** Of keys and tokens that were good from an address. */
const REMEMBERED = 10_000;

/**
 * Stands before everything that costs something, the look-up of a key too. Who showed a key, a token or a session from here that was
 * good counts by that; everybody else by their address, so that a stranger beside a sender takes nothing from it.
 */
export function addRateLimits(fastify: FastifyInstance, { settings: { limits = {}, publicUrl }, clock, counters, ingest }: RateLimitParts): void {
  const { perKey, perAddress } = { ...usualLimits, ...limits };
  const [keys, others] = [new Allowance(perKey, clock), new Allowance(perAddress, clock)];
  const good = new Set<string>();
  const isSecure = publicUrl?.startsWith('https:') === true;
  const shownBy = (request: FastifyRequest): string | undefined => idIn(request, ingest.get(request.routeOptions.url ?? ''), isSecure);

  fastify.addHook('onRequest', (request, reply, done) => {
    const shown = shownBy(request);
    const isGood = shown !== undefined && good.has(`${shown} ${request.ip}`);
    const by = isGood && shown.startsWith('ers_') ? 'key' : 'address';
    const wait = (by === 'key' ? keys : others).take(isGood ? shown : request.ip);
    if (wait === 0) return done();
    counters.limited(by);
    void refuse(request, reply, wait, ingest.get(request.routeOptions.url ?? ''), clock);
  });
  fastify.addHook('onResponse', (request, _, done) => {
    const shown = (request as Held).holder === undefined ? undefined : shownBy(request);
    if (shown !== undefined) good.add(`${shown} ${request.ip}`);
    // All at once and not one by one: each is good again at its next request.
    if (good.size > REMEMBERED) good.clear();
    done();
  });
}

/** `ers_0123456789ab`: what of a secret is none. */
function idIn({ headers }: FastifyRequest, policy: IngestPolicy | undefined, isSecure: boolean): string | undefined {
  const own = policy?.keyIn === undefined ? undefined : headers[policy.keyIn.header];
  const shown = typeof own === 'string' ? own : headers.authorization?.replace(/^bearer +/iu, '') ?? sessionIn(headers.cookie, isSecure);
  return shown === undefined || parseSecret(shown) === null ? undefined : shown.slice(0, 'ers_0123456789ab'.length);
}

function refuse(request: FastifyRequest, reply: FastifyReply, wait: number, policy: IngestPolicy | undefined, clock: Clock): FastifyReply {
  const refusal = tooMuch(wait);
  const problem = problemOf(refusal);
  const said = policy?.keyIn?.refusal?.(problem, request.headers, clock.now()) ?? problem;
  // The body, if there is one, is not wanted.
  return reply.header('connection', 'close').header('retry-after', String(Math.ceil(wait / SECOND))).status(statusOf[refusal.is]).send(said);
}

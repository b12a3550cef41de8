import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Policy } from '../access/allow.js';
import { problemOf, statusOf } from '../access/refusal.js';
import type { Refusal } from '../access/refusal.js';
import { SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';

export type IngestPolicy = Extract<Policy, { is: 'ingest' }>;

/** Answers a request whose body is not read: what is wrong and when to come again, in the platform's own form where its route has one. */
export function turnAway(request: FastifyRequest, reply: FastifyReply, refusal: Refusal, policy: IngestPolicy | undefined, now: Instant): FastifyReply {
  const { is, retryAfterMs } = refusal;
  if (is === 'unproven') reply.header('www-authenticate', 'Bearer');
  if (retryAfterMs !== undefined) reply.header('retry-after', String(Math.ceil(retryAfterMs / SECOND)));
  const problem = problemOf(refusal);
  const said = policy?.keyIn?.refusal?.(problem, request.headers, now) ?? problem;
  // The rest of the body, if there is one, is not wanted.
  return reply.header('connection', 'close').status(statusOf[is]).send(said);
}

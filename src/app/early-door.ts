import type { INestApplicationContext } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { admit } from '../access/admit.js';
import type { Door } from '../access/admit.js';
import type { Policy } from '../access/allow.js';
import type { Held } from '../access/guard.js';
import { problemOf, statusOf } from '../access/refusal.js';
import { routesOf } from '../access/routes.js';
import { SECOND } from '../domain/time.js';

type IngestPolicy = Extract<Policy, { is: 'ingest' }>;

/**
 * Who may not post events is told so before the body is read: a few hundred strangers with 5 MB each would fill the memory.
 * What it found out it leaves on the request, for the guard behind it.
 */
export function addEarlyDoor(fastify: FastifyInstance, door: Door, policies: ReadonlyMap<string, IngestPolicy>): void {
  fastify.addHook('onRequest', async (request, reply) => {
    const policy = policies.get(request.routeOptions.url ?? '');
    if (policy === undefined) return undefined;
    const admitted = await admit(door, policy, request);
    if (admitted.ok) {
      if (admitted.value !== null) (request as Held).holder = admitted.value;
      return undefined;
    }
    const { is, retryAfterMs } = admitted.reason;
    if (is === 'unproven') reply.header('www-authenticate', 'Bearer');
    if (retryAfterMs !== undefined) reply.header('retry-after', String(Math.ceil(retryAfterMs / SECOND)));
    const problem = problemOf(admitted.reason);
    const said = policy.keyIn?.refusal?.(problem, request.headers, door.doorkeeper.now()) ?? problem;
    // The rest of the body is not wanted.
    return reply.header('connection', 'close').status(statusOf[is]).send(said);
  });
}

/** The routes that take a key, by their address as it is written in the controllers. */
export function ingestPolicies(app: INestApplicationContext): ReadonlyMap<string, IngestPolicy> {
  return new Map(routesOf(app).flatMap(({ path, policy }) => (policy?.is === 'ingest' ? [[path, policy] as const] : [])));
}

import type { FastifyInstance } from 'fastify';
import { admit } from '../access/admit.js';
import type { Door } from '../access/admit.js';
import type { Held } from '../access/guard.js';
import { problemOf, statusOf } from '../access/refusal.js';
import { SECOND } from '../domain/time.js';

/**
 * Who may not post events is told so before the body is read: a few hundred strangers with 16 MB each would fill the memory.
 * What it found out it leaves on the request, for the guard behind it.
 */
export function addEarlyDoor(fastify: FastifyInstance, door: Door): void {
  fastify.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.url !== '/ingest/events') return undefined;
    const admitted = await admit(door, { is: 'ingest' }, request);
    if (admitted.ok) {
      if (admitted.value !== null) (request as Held).holder = admitted.value;
      return undefined;
    }
    const { is, retryAfterMs } = admitted.reason;
    if (is === 'unproven') reply.header('www-authenticate', 'Bearer');
    if (retryAfterMs !== undefined) reply.header('retry-after', String(Math.ceil(retryAfterMs / SECOND)));
    // The rest of the body is not wanted.
    return reply.header('connection', 'close').status(statusOf[is]).send(problemOf(admitted.reason));
  });
}

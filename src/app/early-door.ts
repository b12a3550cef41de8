import type { INestApplicationContext } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { admit } from '../access/admit.js';
import type { Door } from '../access/admit.js';
import type { Held } from '../access/guard.js';
import { routesOf } from '../access/routes.js';
import { turnAway } from './turn-away.js';
import type { IngestPolicy } from './turn-away.js';

/**
 * Who may not post events is told so before the body is read: a few hundred strangers with 5 MB each would fill the memory.
 * What it found out it leaves on the request, for the guard behind it.
 */
export function addEarlyDoor(fastify: FastifyInstance, door: Door, policies: ReadonlyMap<string, IngestPolicy>): void {
  fastify.addHook('onRequest', async (request, reply) => {
    const policy = policies.get(request.routeOptions.url ?? '');
    if (policy === undefined) return undefined;
    const admitted = await admit(door, policy, request);
    if (!admitted.ok) return turnAway(request, reply, admitted.reason, policy, door.doorkeeper.now());
    if (admitted.value !== null) (request as Held).holder = admitted.value;
    return undefined;
  });
}

/** The routes that take a key, by their address as it is written in the controllers. */
export function ingestPolicies(app: INestApplicationContext): ReadonlyMap<string, IngestPolicy> {
  return new Map(routesOf(app).flatMap(({ path, policy }) => (policy?.is === 'ingest' ? [[path, policy] as const] : [])));
}

import type { INestApplicationContext } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { Policy } from '../access/allow.js';
import { routesOf } from '../access/routes.js';

/** One address that the server answers, or one message that a socket hears. */
export interface ServedRoute {
  /** An HTTP method, or SOCKET. */
  readonly method: string;
  /** For a socket its namespace and message: `/board watch`. */
  readonly path: string;
  /** Undefined: no controller's but Fastify's own, before which no guard stands. */
  readonly policy: Policy | undefined;
}

/** Call it before anything is registered. What it returns is asked once the application listens. */
export function noteRoutes(fastify: FastifyInstance): (app: INestApplicationContext) => readonly ServedRoute[] {
  const registered: { readonly method: string; readonly path: string }[] = [];
  fastify.addHook('onRoute', ({ method, url }) => void registered.push(...[method].flat().map((each) => ({ method: each, path: url === '' ? '/' : url }))));
  return (app) => {
    const ruled = routesOf(app);
    const policyOf = (method: string, path: string): Policy | undefined => ruled.find((each) => each.path === path && each.method === (method === 'HEAD' ? 'GET' : method))?.policy;
    const messages = ruled.filter(({ method }) => method === 'SOCKET');
    return [...registered, ...messages].map(({ method, path }) => ({ method, path, policy: policyOf(method, path) }));
  };
}

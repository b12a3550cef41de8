import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Held } from '../access/guard.js';
import { SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import type { Tap } from '../ports/recording.js';
import { keptHeaders } from '../recording/scrub-post.js';
import type { RecordedPost } from '../recording/scrub-post.js';

/** Tells the tap of every post that was believed: taken, or refused for what stands in it. What has to come again is heard then. */
export function tapPosts(fastify: FastifyInstance, tap: Tap, clock: Clock): void {
  fastify.addHook('onResponse', async (request, reply) => {
    const { body, method } = request;
    const believed = (reply.statusCode >= 200 && reply.statusCode < 300) || reply.statusCode === 400;
    if (method !== 'POST' || !request.url.startsWith('/ingest/') || !believed || typeof body !== 'string') return;
    const sent: RecordedPost = { path: request.url, type: request.headers['content-type'] ?? '', headers: keptHeaders(request.headers), body };
    tap.heard({ at: signedAt(request) ?? Math.floor(clock.now() - reply.elapsedTime), source: sourceOf(request), way: 'post', sent });
  });
}

/** Whose key it was; of a signed post, whose address. */
function sourceOf(request: FastifyRequest): string {
  const { holder } = request as Held;
  if (holder?.is === 'source') return holder.source;
  const [, , first = '', second] = request.url.split(/[/?]/);
  return first === 'webhook' ? decodeURIComponent(second ?? '') : first;
}

/** A post without times of its own counts as of when it was signed, where its signature says so. */
function signedAt({ headers }: FastifyRequest): Instant | undefined {
  const found = Object.entries(headers).flatMap(([name, value]) => (typeof value !== 'string' ? [] : name === 'webhook-timestamp' ? [value] : /^t=(\d{1,12}),/.exec(value)?.[1] ?? []));
  const at = Number(found[0]) * SECOND;
  return Number.isSafeInteger(at) ? at : undefined;
}

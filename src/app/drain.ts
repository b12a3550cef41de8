import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { refusals } from '../access/refusal.js';
import { SECOND } from '../domain/time.js';
import type { Millis } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import { turnAway } from './turn-away.js';
import type { IngestPolicy } from './turn-away.js';

/** Who is still sending by then is cut: a stop may not wait for the slowest. */
const LONGEST: Millis = 10 * SECOND;
/** A connection is idle only once its answer is out. */
const SWEEP: Millis = SECOND / 10;

/** Takes no new request (`closeDoor`), answers those that have begun, and tells the sockets. */
export async function drain(app: NestFastifyApplication, closeDoor: () => void, longest: Millis = LONGEST): Promise<void> {
  closeDoor();
  const server = app.getHttpServer();
  const sweeping = setInterval(() => server.closeIdleConnections(), SWEEP);
  const cut = setTimeout(() => server.closeAllConnections(), longest);
  try {
    await app.close();
  } finally {
    clearInterval(sweeping);
    clearTimeout(cut);
  }
}

/**
 * Add it before every other hook; from when it is called on, who asks for more on a connection that is still open is told when to come
 * again. Fastify would say so later (socket.io closes the listening socket first, and waits for every connection), and without
 * Retry-After, without which some senders take a 503 for the end.
 */
export function closedDoor(fastify: FastifyInstance, clock: Clock, ingest: ReadonlyMap<string, IngestPolicy>): () => void {
  let isClosed = false;
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!isClosed) return done();
    void turnAway(request, reply, refusals.stopping, ingest.get(request.routeOptions.url ?? ''), clock.now());
  });
  return () => void (isClosed = true);
}

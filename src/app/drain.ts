import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SECOND } from '../domain/time.js';
import type { Millis } from '../domain/time.js';

/** Who is still sending by then is cut: a stop may not wait for the slowest. */
const LONGEST: Millis = 10 * SECOND;
/** A connection is idle only once its answer is out. */
const SWEEP: Millis = SECOND / 10;

/** Takes no new request, answers those that have begun, and tells the sockets. */
export async function drain(app: NestFastifyApplication, longest: Millis = LONGEST): Promise<void> {
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

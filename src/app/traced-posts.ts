import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { noTraces } from '../ports/traces.js';
import type { Came, Traces } from '../ports/traces.js';

/** What one post came to, counted while it is answered. */
interface Tally {
  readonly ended: (came: Came) => void;
  events: number;
  refused: number;
  position?: number;
}

/** Knows, at the one door for events, whose post they came with. Lines to platforms come with none. */
export class TracedPosts {
  private readonly answering = new AsyncLocalStorage<Tally>();
  private readonly tallies = new WeakMap<FastifyRequest, Tally>();

  constructor(private readonly traces: Traces) {}

  /** Each post to an ingest route is told, from its first byte to its answer; where nobody collects traces no request is touched. */
  watch(fastify: FastifyInstance): void {
    if (this.traces === noTraces) return;
    fastify.addHook('onRequest', async (request) => {
      if (isIngest(request)) this.tallies.set(request, { ended: this.traces.begin('ingest'), events: 0, refused: 0 });
    });
    // Only now: what reads the body loses whose it is.
    fastify.addHook('preHandler', (request, _, done) => {
      const tally = this.tallies.get(request);
      if (tally) this.answering.run(tally, done);
      else done();
    });
    fastify.addHook('onResponse', async (request, { statusCode: status }) => {
      const { ended, ...counted } = this.tallies.get(request) ?? {};
      ended?.({ ...counted, route: request.routeOptions.url ?? '', status, hasFailed: status >= 500 });
    });
  }

  accepted(events: number, position: number): void {
    const tally = this.answering.getStore();
    if (!tally) return;
    tally.events += events;
    tally.position = position;
  }

  refused(count: number): void {
    const tally = this.answering.getStore();
    if (tally) tally.refused += count;
  }
}

function isIngest({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.url?.startsWith('/ingest/') ?? false;
}

import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Settings } from '../config/settings.js';

type Headers = readonly (readonly [name: string, value: string])[];

/**
 * helmet's headers on every answer. Asked once what they are: @fastify/helmet builds helmet anew for each request, which cost
 * 17 µs of the 200 that a post of one event takes; to call its thirteen functions each time was a fortieth of what the thread then did.
 */
export function addSecurityHeaders(fastify: FastifyInstance, settings: Pick<Settings, 'publicUrl' | 'deskFrameAncestors'>): void {
  const nowhere = headersOf(settings, []);
  const framed = headersOf(settings, settings.deskFrameAncestors ?? []);
  fastify.addHook('onRequest', (request, reply, done) => {
    for (const [name, value] of isDesk(request.url) ? framed : nowhere) reply.raw.setHeader(name, value);
    done();
  });
}

/** The one page that may stand in another's frame. */
function isDesk(url: string): boolean {
  return /^\/desk\/?(\?|$)/.test(url);
}

function headersOf({ publicUrl }: Pick<Settings, 'publicUrl'>, frameAncestors: readonly string[]): Headers {
  const isFramed = frameAncestors.length > 0;
  return setBy(helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"], styleSrc: ["'self'"], imgSrc: ["'self'", 'data:'], connectSrc: ["'self'"], objectSrc: ["'none'"],
        frameAncestors: isFramed ? [...frameAncestors] : ["'none'"], baseUri: ["'none'"], formAction: ["'self'"], upgradeInsecureRequests: null,
      },
    },
    // X-Frame-Options knows no list: it would forbid what the policy allows.
    ...(isFramed ? { frameguard: false } : {}),
    hsts: publicUrl?.startsWith('https:') === true,
  }));
}

/** They depend on nothing in a request. */
function setBy(setHeaders: ReturnType<typeof helmet>): Headers {
  const answer = new ServerResponse(new IncomingMessage(new Socket()));
  setHeaders(answer.req, answer, (error) => {
    if (error !== undefined) throw error as Error;
  });
  return Object.entries(answer.getHeaders()).map(([name, value]) => [name, String(value)]);
}

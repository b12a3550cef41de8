import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';
import type { Settings } from '../config/settings.js';

/**
 * helmet's headers on every answer. Built once: @fastify/helmet builds helmet anew for each request, which cost 17 µs of
 * the 200 that a post of one event takes.
 */
export function addSecurityHeaders(fastify: FastifyInstance, settings: Pick<Settings, 'publicUrl' | 'deskFrameAncestors'>): void {
  const nowhere = headersOf(settings, []);
  const framed = headersOf(settings, settings.deskFrameAncestors ?? []);
  fastify.addHook('onRequest', (request, reply, done) => {
    const setHeaders = isDesk(request.url) ? framed : nowhere;
    setHeaders(request.raw, reply.raw, (error) => done(error as Error | undefined));
  });
}

/** The one page that may stand in another's frame. */
function isDesk(url: string): boolean {
  return /^\/desk\/?(\?|$)/.test(url);
}

function headersOf({ publicUrl }: Pick<Settings, 'publicUrl'>, frameAncestors: readonly string[]): ReturnType<typeof helmet> {
  const isFramed = frameAncestors.length > 0;
  return helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"], styleSrc: ["'self'"], imgSrc: ["'self'", 'data:'], connectSrc: ["'self'"], objectSrc: ["'none'"],
        frameAncestors: isFramed ? [...frameAncestors] : ["'none'"], baseUri: ["'none'"], formAction: ["'self'"], upgradeInsecureRequests: null,
      },
    },
    // X-Frame-Options knows no list: it would forbid what the policy allows.
    ...(isFramed ? { frameguard: false } : {}),
    hsts: publicUrl?.startsWith('https:') === true,
  });
}

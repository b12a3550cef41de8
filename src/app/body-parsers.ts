import type { FastifyInstance } from 'fastify';

/** Largest body of a post to an ingest route, in bytes. */
export const LARGEST_POST = 16 * 1_024 * 1_024;
/** Largest body elsewhere. */
export const LARGEST_BODY = 256 * 1_024;

/** Ingest routes get the text as it was sent: signatures are over it, and refusals name the place in it. Elsewhere JSON is parsed. */
export function addBodyParsers(fastify: FastifyInstance): void {
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (request.url.startsWith('/ingest/')) done(null, body);
    else void parseJson(request, body as string, done);
  });
  fastify.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
}

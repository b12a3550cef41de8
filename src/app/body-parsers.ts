import type { FastifyInstance } from 'fastify';
import { createGunzip } from 'node:zlib';
import { holdsTooMany } from '../ingest/value-count.js';

/** Largest body of a post to an ingest route, in bytes, unpacked: 10,000 events. As text that may be twice as much, and its values as much again. */
export const LARGEST_POST = 5 * 1_024 * 1_024;
/** Largest body elsewhere. */
export const LARGEST_BODY = 256 * 1_024;
/** Of the settings as one text: a floor with some ten thousand agents. */
export const LARGEST_SETTINGS = 2 * 1_024 * 1_024;

/** Ingest routes get the text as it was sent: signatures are over it, and refusals name the place in it. Elsewhere JSON is parsed. */
export function addBodyParsers(fastify: FastifyInstance): void {
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (request.url.startsWith('/ingest/')) takeText(body as string, true, done);
    else void parseJson(request, body as string, done);
  });
  fastify.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => takeText(body as string, /[/+]json\b/i.test(request.headers['content-type'] ?? ''), done));
}

/** What would fill the memory once it is parsed is refused before. */
function takeText(body: string, isJson: boolean, done: (error: Error | null, body?: string) => void): void {
  if (holdsTooMany(body, isJson)) done(Object.assign(new Error('too many values'), { statusCode: 413 }));
  else done(null, body);
}

/** Posts to ingest routes may come compressed. The limit of a body is then one of what comes out: nothing is unpacked past it. */
export function addGunzip(fastify: FastifyInstance): void {
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    if (!request.url.startsWith('/ingest/') || request.headers['content-encoding'] !== 'gzip') return done(null, payload);
    const unpacked = Object.assign(createGunzip(), { receivedEncodedLength: Number(request.headers['content-length'] ?? 0) });
    let length = 0;
    unpacked.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > LARGEST_POST) unpacked.destroy();
    });
    // The parser listens as long as it reads; what goes wrong after it has given up concerns nobody.
    unpacked.on('error', () => undefined);
    payload.once('error', (error) => unpacked.destroy(error));
    done(null, payload.pipe(unpacked));
  });
}

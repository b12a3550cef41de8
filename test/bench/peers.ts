import Fastify from 'fastify';

/** What the same machine can do when nothing is read, folded or stored. */
export async function bareFastify(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const app = Fastify({ bodyLimit: 16 * 1_024 * 1_024 });
  app.addContentTypeParser('application/cloudevents-batch+json', { parseAs: 'string' }, (_request, _body, done) => done(null, null));
  app.post('/ingest', (_request, reply) => reply.code(202).send({}));
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/ingest`, stop: () => app.close() };
}

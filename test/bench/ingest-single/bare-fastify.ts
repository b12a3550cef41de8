import Fastify from 'fastify';

/** Answers 202 and stores nothing: what HTTP itself costs. */
const app = Fastify();
app.addContentTypeParser('application/cloudevents-batch+json', { parseAs: 'string' }, (_request, _body, done) => done(null, null));
app.post('/ingest/events', (_request, reply) => reply.code(202).send({}));
process.send?.({ url: await app.listen({ port: 0, host: '127.0.0.1' }) });
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));

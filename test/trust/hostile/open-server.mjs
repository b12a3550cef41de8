import { subscribe } from 'node:diagnostics_channel';
import { writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { NestFactory } from '@nestjs/core';
import { routesOf } from '../../../dist/access/routes.js';

/** The built server as it is, which writes down what it answers: every route of Fastify's, and Nest's socket messages. */
const routes = [];
let app;
const create = NestFactory.create.bind(NestFactory);
NestFactory.create = async (...given) => {
  app = await create(...given);
  return app;
};
subscribe('fastify.initialization', ({ fastify }) => {
  fastify.addHook('onRoute', ({ method, url }) => void routes.push(...[method].flat().map((each) => ({ method: each, path: url }))));
  fastify.addHook('onReady', async () => {
    const messages = routesOf(app).filter(({ method }) => method === 'SOCKET').map(({ path }) => path.split(' ')).map(([namespace, message]) => ({ namespace, message }));
    const { headersTimeout, requestTimeout, timeout: idleTimeout, keepAliveTimeout } = fastify.server;
    writeFileSync(process.env.EARSHOT_TEST_ROUTES, JSON.stringify({ routes, messages, limits: { headersTimeout, requestTimeout, idleTimeout, keepAliveTimeout } }));
  });
});

/** So that what is garbage already does not look like what a request takes. */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
process.on('SIGUSR2', () => {
  collect();
  process.stdout.write(`${JSON.stringify({ msg: 'Collected the garbage.' })}\n`);
});

await import('../../../dist/main.js');

import { DocumentBuilder } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { operations } from './operations.js';
import type { Operation, Status } from './operation.js';
import { schemas } from './schemas.js';

/** The OpenAPI description of everything that is not a socket. */
export function openApi(): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Earshot').setVersion('1')
    .setDescription('What callers go through, live and in retrospect. Instants are milliseconds since 1970, durations milliseconds, shares 0 to 1; null means "nothing to say", never 0. Lists are {items, next}; every error is {error: {what, do}}.')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'npm run earshot -- tokens create --role supervisor' }, 'reader')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'npm run earshot -- keys create --source NAME' }, 'key')
    .addCookieAuth('earshot_session', { type: 'apiKey', in: 'cookie', description: 'Signing in at the board sets it.' }, 'session')
    .build();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) paths[operation.path] = { ...paths[operation.path], [operation.method]: told(operation) };
  return { ...base, paths, components: { ...base.components, schemas } } as OpenAPIObject;
}

function told({ tag, says, more, path, query, body, answer, refusals, secured }: Operation): Record<string, unknown> {
  return {
    tags: [tag], summary: says, ...(more === undefined ? {} : { description: more }),
    parameters: [...inPath(path), ...inQuery(query)],
    ...(body === undefined ? {} : { requestBody: { required: true, content: body.types } }),
    responses: {
      200: { description: answer.says, content: { [answer.type ?? 'application/json']: { schema: answer.schema } } },
      ...Object.fromEntries(refusals.map((status) => [status, { description: why[status], content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } } }])),
    },
    security: ways[secured],
  };
}

function inPath(path: string): readonly object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

/** From the very schema that reads the query. */
function inQuery(query: Operation['query']): readonly object[] {
  if (query === undefined) return [];
  const { properties } = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties ?? {}).map(([name, property]) => {
    const { description, ...schema } = property as Readonly<Record<string, unknown>>;
    return { name, in: 'query', required: false, description, schema };
  });
}

const why: Readonly<Record<Status, string>> = {
  400: 'It could not be read: the problem names what is wrong.',
  401: 'Nobody is signed in, or the key or token is not known.',
  403: 'Your role, or your queues, do not include this.',
  404: 'It is not there, or outside what you may see.',
  409: 'It cannot be taken as things stand: the problem says why.',
  413: 'Too much at once.',
  415: 'Not a content type that is read here.',
  429: 'Too fast: come again after Retry-After.',
  503: 'Not now: come again after Retry-After.',
};

const ways: Readonly<Record<Operation['secured'], readonly object[]>> = { reader: [{ reader: [] }, { session: [] }], key: [{ key: [] }], nobody: [] };

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const assets = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
/** Of the package's twelve megabytes, what the page needs. */
const shown = { 'swagger-ui.css': 'text/css; charset=utf-8', 'swagger-ui-bundle.js': 'text/javascript; charset=utf-8', 'favicon-32x32.png': 'image/png' };

// @nestjs/swagger's own page has inline styles and scripts, which the content security policy forbids.
const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Earshot API</title>
<link rel="stylesheet" href="/docs/assets/swagger-ui.css">
<link rel="icon" href="/docs/assets/favicon-32x32.png">
</head>
<body>
<main id="docs"></main>
<script src="/docs/assets/swagger-ui-bundle.js"></script>
<script src="/docs/begin.js"></script>
</body>
</html>
`;
// Without validatorUrl: null it would ask a server on the internet.
const begin = `SwaggerUIBundle({ url: '/docs/openapi.json', domNode: document.getElementById('docs'), deepLinking: true, validatorUrl: null, withCredentials: true });
`;

/**
 * Serves the documentation: /docs, /docs/openapi.json and what the page needs, all from this machine.
 * The content security policy it needs: default-src 'self'; img-src 'self' data:.
 * These routes are Fastify's own: Nest's guard does not stand before them. They tell what Earshot is, nothing of anyone.
 */
export function setUpDocs(app: NestFastifyApplication): void {
  let description: Promise<string> | undefined;
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/docs', (_, reply) => reply.type('text/html; charset=utf-8').send(html));
  fastify.get('/docs/begin.js', (_, reply) => reply.type('text/javascript; charset=utf-8').send(begin));
  fastify.get('/docs/openapi.json', async (_, reply) => reply.type('application/json; charset=utf-8').send(await (description ??= described())));
  for (const [file, type] of Object.entries(shown)) {
    fastify.get(`/docs/assets/${file}`, (_, reply) => reply.type(type).header('cache-control', 'max-age=3600').send(createReadStream(path.join(assets, file))));
  }
}

/** Made when first asked for: what makes it is a quarter of what a start would read. */
async function described(): Promise<string> {
  const { openApi } = await import('./docs/document.js');
  return JSON.stringify(openApi());
}

// node test/e2e/stand-in/serve.mjs [--port 3100] [--open 40]: the built page on a made-up floor.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

const { values } = parseArgs({ options: { port: { type: 'string', default: '3100' }, open: { type: 'string', default: '40' } } });
const { module } = await runnerImport(fileURLToPath(new URL('./server.ts', import.meta.url)));
const { url } = await module.startStandIn({ port: Number(values.port), open: Number(values.open), root: fileURLToPath(new URL('../../../dist/board', import.meta.url)) });
console.log(`The board on a made-up floor: ${url} (any name, password "earshot")`);

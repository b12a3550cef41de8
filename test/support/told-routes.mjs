import { runServer } from '../../dist/app/run-server.js';

/** Earshot as a user runs it, which also tells every route that it answers: what a list kept by hand would miss. */
await runServer(undefined, async ({ server }) => void process.stdout.write(`ROUTES ${JSON.stringify(server.routes)}\n`));

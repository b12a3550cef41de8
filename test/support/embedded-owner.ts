import { startEmbedded } from '../../src/store/embedded/start-embedded.js';

// A process of its own that owns an embedded PostgreSQL: for specs that kill it.
const embedded = await startEmbedded({ dataDir: process.argv[2] ?? '' });
process.stdout.write(`${JSON.stringify({ pid: embedded.pid, connection: embedded.connection })}\n`);
setInterval(() => undefined, 60_000);

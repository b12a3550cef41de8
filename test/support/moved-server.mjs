import { startServer } from '../../dist/app/server.js';
import { environmentOfProcess, readSettings } from '../../dist/config/settings.js';

/** Earshot in a process of its own whose clock is ahead by EARSHOT_TEST_AHEAD milliseconds: for stories that take weeks. */
const environment = environmentOfProcess();
const ahead = Number(environment['EARSHOT_TEST_AHEAD'] ?? 0);
const say = (sentence) => process.stdout.write(`${sentence}\n`);
const server = await startServer(readSettings(environment), {
  note: say,
  failed: (error) => {
    say(`Earshot stopped. ${error.message}`);
    process.exit(1);
  },
}, { now: () => Date.now() + ahead });
// Weeks pass here within a minute: nobody is to wait for each round.
setInterval(() => server.findings.look(), 1_000).unref();
say(`Earshot listens on ${server.url}.`);
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0), () => process.exit(1)));

import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createKey, createToken } from '../access/keys.js';
import { createLoginLink } from '../access/users.js';
import { runServer } from '../app/run-server.js';
import { readServerFile } from '../app/server-file.js';
import type { Settings } from '../config/settings.js';
import { AgentsAtTheDesk } from './at-the-desk.js';
import { chanceFrom } from './chance.js';
import { demoFloorFile } from './demo-floor.js';
import { systemPace } from './pace.js';
import { postEvents } from './post-events.js';
import { startDemo } from './start-demo.js';
import { startDemoTwilio } from './twilio/demo-twilio.js';

const { values } = parseArgs({ options: { speed: { type: 'string', default: '1' }, seed: { type: 'string', default: '1' } } });

/** At this agent's desk sits whoever looks at the demo: nobody answers for them. */
const VISITOR = 'rosa';

const twilio = await startDemoTwilio();

/** `npm run demo`: the server on the embedded database, and a simulated contact center that posts to it like any integrator. */
await runServer(asDemo, async ({ server, log, ending }) => {
  twilio.callsBackTo(server.url);
  ending.addEventListener('abort', () => void twilio.stop());
  const { access } = server.machine;
  const link = await createLoginLink(access, 'admin');
  const key = await createKey(access, { source: 'demo' });
  const desk = await createToken(access, { role: 'agent', actsFor: VISITOR, label: 'the demo\'s desk' });
  if (!link.ok || !key.ok || !desk.ok) throw new Error('The demo could not make itself a login and a key. Delete the folder .earshot-demo and start again.');
  const post = postEvents({ url: server.url, key: key.value.secret, signal: ending, pace: systemPace });
  server.desk.connect(new AgentsAtTheDesk({ desk: server.desk, post, chance: chanceFrom(Number(values.seed)), pace: systemPace, signal: ending, visitor: VISITOR }));
  process.stdout.write(`\n  Open the board:  ${server.url}${link.value.path}\n  An agent's desk: ${server.url}/desk#token=${desk.value.secret}\n\n  A simulated contact center is calling. Ctrl-C ends it.\n\n`);
  startDemo({ url: server.url, key: key.value.secret, speed: Number(values.speed), seed: Number(values.seed), signal: ending })
    .catch((error: Error) => log.warn(`The demo's callers stopped: ${error.message}`));
});

/** A data folder of its own, emptied at each start: callers of a demo that was ended would seem to wait for ever. */
async function asDemo(settings: Settings): Promise<Settings> {
  const dataDir = `${settings.dataDir}-demo`;
  const running = await readServerFile(dataDir);
  if (running) throw new Error(`A demo runs already at ${running.url}. Stop it first (process ${running.pid}).`);
  const { databaseUrl: _, ...rest } = settings;
  await rm(dataDir, { recursive: true, force: true });
  return { ...rest, dataDir, twilio: twilio.settings, settingsFile: settings.settingsFile ?? fileURLToPath(demoFloorFile), logLevel: 'warn' };
}

import { copyFile, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createKey, createToken } from '../access/keys.js';
import { patiently } from '../access/patiently.js';
import { createLoginLink } from '../access/users.js';
import { patienceOf, runServer } from '../app/run-server.js';
import { readServerFile } from '../app/server-file.js';
import type { Settings } from '../config/settings.js';
import { AgentsAtTheDesk } from './at-the-desk.js';
import { chanceFrom } from './chance.js';
import { demoFloorFile, readDemoFloor } from './demo-floor.js';
import { mendTheMenu } from './owner-at-work.js';
import { systemPace } from './pace.js';
import { pastOf } from './past.js';
import { postEvents } from './post-events.js';
import { startDemo } from './start-demo.js';
import { callThoseLetDown } from './supervisor-at-work.js';
import { startDemoTwilio } from './twilio/demo-twilio.js';

const { values } = parseArgs({ options: { speed: { type: 'string', default: '1' }, seed: { type: 'string', default: '1' } } });

/** At this agent's desk sits whoever looks at the demo: nobody answers for them. */
const VISITOR = 'rosa';

const twilio = await startDemoTwilio();
// Before the server is there: making it up takes half a second in which nothing else could run.
const past = pastOf({ seed: Number(values.seed), startAt: systemPace.now(), floor: readDemoFloor() });

/** `npm run demo`: the server on the embedded database, and a simulated contact center that posts to it like any integrator. */
await runServer(asDemo, async ({ server, log, ending }) => {
  twilio.callsBackTo(server.url);
  ending.addEventListener('abort', () => void twilio.stop());
  const { access } = server.machine;
  // Asked again, a second one is made: the first is never told, and so is nobody's.
  const sure = <Value>(make: () => Promise<Value>): Promise<Value> => patiently(make, patienceOf(log));
  const link = await sure(() => createLoginLink(access, 'admin'));
  const key = await sure(() => createKey(access, { source: 'demo' }));
  const desk = await sure(() => createToken(access, { role: 'agent', actsFor: VISITOR, label: 'the demo\'s desk' }));
  const owner = await sure(() => createToken(access, { role: 'owner', actsFor: 'menus', label: 'the demo\'s owner of the menus' }));
  const supervisor = await createToken(access, { role: 'supervisor', label: 'Maria (demo)' });
  if (!link.ok || !key.ok || !desk.ok || !owner.ok || !supervisor.ok) throw new Error('The demo could not make itself a login and a key. Delete the folder .earshot-demo and start again.');
  const post = postEvents({ url: server.url, key: key.value.secret, signal: ending, pace: systemPace });
  server.desk.connect(new AgentsAtTheDesk({ desk: server.desk, post, chance: chanceFrom(Number(values.seed)), pace: systemPace, signal: ending, visitor: VISITOR }));
  process.stdout.write(`\n  Open the board:  ${server.url}${link.value.path}\n  An agent's desk: ${server.url}/desk#token=${desk.value.secret}\n\n  A simulated contact center is calling. Ctrl-C ends it.\n\n`);
  callThoseLetDown({ url: server.url, token: supervisor.value.secret, pace: systemPace, signal: ending })
    .catch((error: Error) => void (ending.aborted || log.warn(`The demo's supervisor gave up: ${error.message}`)));
  const onPastTold = (): void => {
    server.findings.lookAnew();
    void mendTheMenu({ url: server.url, token: owner.value.secret, mendedAt: past.mendedAt, pace: systemPace, signal: ending })
      .catch((error: Error) => void (ending.aborted || log.warn(`The demo's owner of the menus gave up: ${error.message}`)));
  };
  startDemo({ url: server.url, key: key.value.secret, speed: Number(values.speed), seed: Number(values.seed), signal: ending, past, onPastTold })
    .catch((error: Error) => log.warn(`The demo's callers stopped: ${error.message}`));
});

/** A data folder of its own, emptied at each start: callers of a demo that was ended would seem to wait for ever. */
async function asDemo(settings: Settings): Promise<Settings> {
  const dataDir = `${settings.dataDir}-demo`;
  const running = await readServerFile(dataDir);
  if (running) throw new Error(`A demo runs already at ${running.url}. Stop it first (process ${running.pid}).`);
  const { databaseUrl: _, ...rest } = settings;
  await rm(dataDir, { recursive: true, force: true });
  return { ...rest, dataDir, twilio: twilio.settings, settingsFile: settings.settingsFile ?? await ownFloor(dataDir), logLevel: 'warn' };
}

/** A copy of its own: what is changed under Settings is written into it. */
async function ownFloor(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const file = path.join(dataDir, 'floor.yaml');
  await copyFile(demoFloorFile, file);
  return file;
}

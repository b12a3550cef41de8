import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { PromptView } from '../../src/contract/desk.js';
import type { FlagCard } from '../../src/contract/contact.js';
import type { FindingLine, FindingPage } from '../../src/contract/findings.js';
import type { Page } from '../../src/contract/session.js';
import type { SurveyProgramme, UnheardLine } from '../../src/contract/surveys.js';
import type { BeliefLine, PerceptionView } from '../../src/contract/voice.js';
import { MINUTE } from '../../src/domain/time.js';
import { until } from '../support/until.js';

/** `npm run demo` as it is: the server, its simulated callers and agents, its Twilio. What somebody is to see on it within minutes. */
const dist = fileURLToPath(new URL('../../dist', import.meta.url));
let dataDir = '';
let demo: ChildProcess;
let url = '';
let token = '';
let output = '';

const environment = (dir: string): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', EARSHOT_DATA_DIR: dir, EARSHOT_PORT: '0' });

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'earshot-afternoon-'));
  demo = spawn(process.execPath, [path.join(dist, 'demo/main.js')], { env: environment(path.join(dataDir, 'it')), stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [demo.stdout, demo.stderr]) stream?.on('data', (chunk: Buffer) => void (output += chunk.toString()));
  await until(() => /Open the board:\s+http:\/\/[\d.]+:\d+/.test(output), MINUTE);
  url = /Open the board:\s+(http:\/\/[\d.]+:\d+)/.exec(output)?.[1] ?? '';
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(dist, 'cli/main.js'), 'tokens', 'create', '--role', 'admin'], { env: environment(path.join(dataDir, 'it-demo')) });
  token = stdout.trim();
}, 2 * MINUTE);

afterAll(async () => {
  const ended = new Promise((resolve) => demo.once('exit', resolve));
  demo.kill('SIGTERM');
  await ended;
  await rm(dataDir, { recursive: true, force: true });
}, MINUTE);

async function ask<Body>(where: string): Promise<Body | undefined> {
  const answer = await fetch(`${url}/api/v1/${where}`, { headers: { authorization: `Bearer ${token}` } });
  return answer.ok ? await answer.json() as Body : undefined;
}
async function items<Item>(where: string): Promise<readonly Item[]> {
  return (await ask<Page<Item>>(where))?.items ?? [];
}

test('a finding was opened, was given a cause and an action by its owner, and is closed by its own numbers', async () => {
  let closed: FindingLine | undefined;
  await until(async () => (closed = (await items<FindingLine>('findings?state=closed'))[0]) !== undefined, 3 * MINUTE);
  expect(closed).toMatchObject({ title: 'Callers go in circles: Main menu', trouble: 'flag.menu-maze', owner: { id: 'menus', person: 'Mina Sato, Head of self-service' } });
  const page = await ask<FindingPage>(`findings/${encodeURIComponent(closed?.id ?? '')}`);
  expect(page?.journal.map(({ is }) => is)).toEqual(['closed', 'action', 'cause', 'acknowledged', 'opened']);
  expect(page?.progress.after?.high).toBeLessThan(page?.progress.before?.low ?? 0);
}, 4 * MINUTE);

test('agents answer prompts and let others pass; customers are sent surveys and answer', async () => {
  const states = async (): Promise<readonly string[]> => (await items<PromptView>('prompts')).map(({ state }) => state);
  await until(async () => (await states()).includes('answered') && (await states()).includes('open'), 3 * MINUTE);
  const steps = async (): Promise<readonly number[]> => (await items<SurveyProgramme>('surveys')).map(({ steps: { delivered, completed } }) => Math.min(delivered, completed));
  await until(async () => Math.max(...await steps(), 0) > 0, 3 * MINUTE);
  // In the weeks before: those that ran out, and those who said nothing.
  expect((await items<FlagCard>('flags?rule=no-disposition')).map(({ because }) => because)).toContainEqual(expect.stringMatching(/left the questions at the end unanswered/));
  expect((await items<UnheardLine>('unheard')).map(({ why }) => why)).toEqual(expect.arrayContaining(['never-asked', 'silent']));
}, 7 * MINUTE);

test('the gap matures: what is settled stands beside what may still change, and beliefs beside what is', async () => {
  let view: PerceptionView | undefined;
  await until(async () => ((view = await ask<PerceptionView>('perception'))?.whole.settled.table ?? null) !== null, 2 * MINUTE);
  const { settled, standing } = view?.whole ?? {};
  expect(standing?.n).toBeGreaterThan(settled?.n ?? Infinity);
  expect((await items<BeliefLine>('beliefs')).map(({ what }) => what)).toEqual(expect.arrayContaining(['csat', 'containment']));
}, 3 * MINUTE);

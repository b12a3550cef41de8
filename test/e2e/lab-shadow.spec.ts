import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { LabShadowView } from '../../src/contract/lab.js';
import type { RuleInForce } from '../../src/contract/rules.js';
import type { FlagCard } from '../../src/contract/contact.js';
import { Earshot } from '../support/earshot.js';
import { caller, hangsUp, leavesQueue, queues, reaches } from '../support/story.js';
import { until } from '../support/until.js';
import { openBrowser } from './browser.js';

const earshot = await Earshot.prepare();
let browser: Browser;
let admin: string;
let key: string;

beforeAll(async () => {
  await earshot.start();
  admin = await earshot.command('tokens', 'create', '--role', 'admin');
  key = await earshot.command('keys', 'create', '--source', 'story');
  browser = await openBrowser();
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await earshot.remove();
});

/** Calls of just now, each with a wait of so many seconds. */
async function call(waits: readonly number[], name: string): Promise<void> {
  const begins = Date.now();
  const events = waits.flatMap((wait) => caller({ id: `${name}-${wait}`, begins }).at(0, queues('support')).at(wait, leavesQueue('support', 'answered'), reaches('al', 'support')).at(wait + 5, hangsUp()).events);
  expect(await earshot.post(events, key)).toBe(200);
  await earshot.caughtUp(admin);
}
const flagged = async (): Promise<readonly FlagCard[]> => (await earshot.get<{ items: FlagCard[] }>('/api/v1/flags?rule=long-wait', admin)).items;

test('a draft runs in shadow beside the rule in force, unseen, and is switched on with one click', async () => {
  await earshot.command('users', 'create', 'ann', '--role', 'admin');
  const { password } = JSON.parse(await earshot.command('users', 'reset', 'ann', '--json')) as { password: string };
  const page = await (await browser.newContext({ viewport: { width: 1_280, height: 900 } })).newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${earshot.url}/#/lab?rule=long-wait`);
  await page.getByLabel('Name').fill('ann');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const after = page.getByLabel(/of Waits too long/).first();
  await after.fill('60');
  await after.blur();
  await page.getByRole('button', { name: 'Run in shadow' }).click();
  await page.getByText(/The draft runs in shadow from now on: version \d+ of the settings/).waitFor();
  await page.getByRole('heading', { name: 'In shadow' }).waitFor();
  await until(async () => (await earshot.get<{ items: RuleInForce[] }>('/api/v1/rules', admin)).items.length > 0);

  await call([30, 100, 200], 'shadowed');
  const { result } = await earshot.get<LabShadowView>('/api/v1/lab/shadows/long-wait', admin);
  expect(result).toMatchObject({ inForce: { contacts: 1 }, draft: { contacts: 2 }, added: 1, gone: 0, same: 1 });
  expect((await flagged()).map(({ contact }) => contact)).toEqual(['shadowed-200']);
  await page.getByText(/the draft has flagged 2 contacts, the rule in force 1/).waitFor();

  await page.getByRole('region', { name: 'In shadow' }).getByRole('button', { name: 'Switch it on' }).click();
  const said = await page.getByText(/The draft is in force from now on: version \d+/).textContent();
  const version = Number(/version (\d+)/.exec(said ?? '')?.[1]);
  await page.getByRole('heading', { name: 'In shadow' }).waitFor({ state: 'detached' });
  await until(async () => (await earshot.get<{ items: RuleInForce[] }>('/api/v1/rules', admin)).items.find(({ id }) => id === 'long-wait')?.options[0]?.value === 60);
  await call([100], 'live');
  expect((await flagged()).filter(({ contact }) => contact === 'live-100').map(({ rule, settings }) => [rule, settings])).toEqual([['long-wait', version]]);

  await page.getByRole('link', { name: 'Versions, and the way back' }).click();
  await page.getByText('flags', { exact: false }).first().waitFor();
  await page.getByRole('button', { name: /^Go back to it… to version/ }).nth(1).click();
  await page.getByRole('button', { name: /^Go back to version/ }).click();
  await until(async () => (await earshot.get<{ items: RuleInForce[] }>('/api/v1/rules', admin)).items.find(({ id }) => id === 'long-wait')?.options[0]?.value === 120);
  expect(complaints).toEqual([]);
}, 120_000);

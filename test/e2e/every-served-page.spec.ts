import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { EarshotEvent, EventData, EventType } from '../../src/domain/event.js';
import { Earshot } from '../support/earshot.js';
import { brokenInBoth, still, tooWide, withAxe } from './axe.js';
import { openBrowser } from './browser.js';

/** What the made-up floor has none of: settings, the way in, the agent's desk and the page for anybody. */
jest.setTimeout(180_000);

const floor = `zone: Europe/Berlin
country: DE
targets: { answerWithin: 20s, shortAbandon: 5s, serviceLevel: 80% }
teams: { north: { name: The north } }
owners:
  menus: { name: The menus, email: menus@example.com, person: { name: Mia Menu, title: Head of menus }, owns: [menus], weekly: 'mon 08:00' }
calendars: { weekdays: { hours: { mon: ['08:00-18:00'], tue: ['08:00-12:00', '13:00-18:00'] }, holidays: [2026-12-25] } }
entries: { '+493012345': { name: Service line, calendar: weekdays, owner: menus, public: on } }
nodes: { main: { name: Main menu, owner: menus } }
queues: { service: { name: Service, team: north, calendar: weekdays } }
agents: { al: { name: Alice Agent, team: north, queues: [service] } }
sources: { e2e: { name: The telephone system } }
`;

const folder = await mkdtemp(path.join(tmpdir(), 'earshot-pages-'));
const settings = path.join(folder, 'floor.yaml');
let earshot: Earshot;
let browser: Browser;
let [key, alice, link] = ['', '', ''];
const complaints: string[] = [];

beforeAll(async () => {
  await writeFile(settings, floor);
  earshot = await Earshot.prepare({ EARSHOT_SETTINGS: settings });
  await earshot.start();
  key = await earshot.command('keys', 'create', '--source', 'e2e');
  alice = await earshot.command('tokens', 'create', '--role', 'agent', '--for', 'al');
  link = (JSON.parse(await earshot.command('users', 'create', 'ann', '--role', 'admin', '--json')) as { password: string }).password;
  await earshot.post(call('a', 300, 'service', true), key);
  await earshot.post(call('b', 200, 'returns', false), key);
  await writeFile(settings, floor.replace('answerWithin: 20s', 'answerWithin: 30s'));
  browser = await openBrowser();
});
afterEach(() => expect(complaints.splice(0)).toEqual([]));
afterAll(async () => {
  await browser?.close();
  await earshot?.remove();
  await rm(folder, { recursive: true, force: true });
});

/** Somebody who came through the menu into a queue; `talks`: is with Alice now. */
function call(id: string, ago: number, queue: string, talks: boolean): readonly EarshotEvent[] {
  const began = Date.now() - ago * 1_000;
  const at = <T extends EventType>(second: number, type: T, data: EventData[T]) => ({ id: `${id} ${type}`, source: 'e2e', type, time: began + second * 1_000, subject: id, data }) as EarshotEvent;
  return [
    at(0, 'contact.started', { direction: 'inbound', from: '+12025550121', to: '+493012345' }), at(2, 'ivr.node.entered', { node: 'main' }), at(4, 'queue.entered', { queue }),
    ...(talks ? [at(30, 'agent.connected', { agent: 'al', queue })] : []),
  ];
}

async function open(where: string, width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${earshot.url}${where}`);
  return page;
}

async function signedIn(hash: string, width: number): Promise<Page> {
  const page = await open(`/${hash}`, width);
  await page.getByLabel('Name').fill('ann');
  await page.getByLabel('Password').fill(link);
  await page.getByRole('button', { name: 'Sign in' }).click();
  return page;
}

/** Each section of the settings, by something that is there once it is drawn. */
const sections: readonly (readonly [id: string, seen: string])[] = [
  ['', 'returns'], ['queues', 'Add a queue'], ['nodes', 'Add a place in a menu'], ['entries', 'Add a number'], ['agents', 'Add an agent'], ['teams', 'Add a team'], ['sources', 'Add a source'], ['owners', 'Add an owner'], ['calendars', 'Add a calendar'],
  ['flags', 'Waits too long'], ['center', 'Time zone'], ['text', 'The settings as YAML'], ['versions', 'in force'], ['audit', 'newest first'],
];

async function walk(page: Page, each: (name: string) => Promise<void>): Promise<void> {
  for (const [id, seen] of sections) {
    await page.evaluate(`location.hash = '#/settings${id === '' ? '' : `/${id}`}'`);
    const section = page.locator('.settings .body');
    await section.getByText(seen, { exact: false }).or(section.getByLabel(seen, { exact: false })).filter({ visible: true }).first().waitFor();
    if (id === 'versions') await section.getByRole('button', { name: /^Go back to it/ }).first().click();
    if (id === 'versions') await section.getByText('Going back would change').waitFor();
    await page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true; })');
    await still(page);
    await each(`settings/${id}`);
  }
}

test('in the settings nothing keeps anyone out, in the light or in the dark', async () => {
  const page = await withAxe(await signedIn('#/settings', 1_440));
  const found: string[] = [];
  await walk(page, async (name) => void found.push(...await brokenInBoth(page, 'body', name)));
  expect(found).toEqual([]);
  await page.context().close();
});

test.each([360, 720])('no part of the settings scrolls the page sideways at %i pixels', async (width) => {
  const page = await signedIn('#/settings', width);
  const wide: unknown[] = [];
  await walk(page, async (name) => void wide.push([name, await tooWide(page)]));
  expect(wide).toEqual(wide.map((each) => [(each as [string])[0], 0]));
  await page.context().close();
});

test.each(['/', '/desk', '/reach/%2B493012345', '/reach/%2B490000000', '/#/wall'])('whoever is not signed in is kept out by nothing else: %s', async (where) => {
  const page = await withAxe(await open(where, 360));
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await still(page);
  expect(await brokenInBoth(page, 'body', where)).toEqual([]);
  expect(await tooWide(page)).toBe(0);
  await page.context().close();
});

test('at the agent\'s desk nothing keeps anyone out, on a call and with a question', async () => {
  const page = await withAxe(await open(`/desk#token=${alice}`, 360));
  await page.getByText('Main menu', { exact: false }).or(page.getByText('Service', { exact: false })).first().waitFor();
  await still(page);
  expect(await brokenInBoth(page, 'body', 'on a call')).toEqual([]);
  await earshot.post([{ id: 'a left', source: 'e2e', type: 'agent.left', time: Date.now(), subject: 'a', data: { agent: 'al', by: 'customer' } } as EarshotEvent, { id: 'a ended', source: 'e2e', type: 'contact.ended', time: Date.now() + 1, subject: 'a', data: { by: 'customer' } } as EarshotEvent], key);
  await page.getByRole('heading', { name: /Was it about|What was it about|Is it resolved/ }).waitFor();
  await still(page);
  expect([await brokenInBoth(page, 'body', 'a question'), await tooWide(page)]).toEqual([[], 0]);
  await page.context().close();
});

test.each([360, 1_920, 3_840])('the wall keeps nobody out at %i pixels', async (width) => {
  const page = await withAxe(await signedIn('#/wall', width));
  await page.getByText('Waiting', { exact: true }).filter({ visible: true }).first().waitFor();
  await still(page);
  expect([await brokenInBoth(page, 'body', 'wall'), await tooWide(page)]).toEqual([[], 0]);
  await page.context().close();
});

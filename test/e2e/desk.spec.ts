import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { ContactPage } from '../../src/contract/contact.js';
import type { PromptView } from '../../src/contract/desk.js';
import type { Page as List } from '../../src/contract/session.js';
import type { EarshotEvent, EventData, EventType } from '../../src/domain/event.js';
import { Earshot } from '../support/earshot.js';
import { openBrowser } from './browser.js';

jest.setTimeout(90_000);

/** `EARSHOT_TEST_SCREENSHOTS=folder`: what the pages looked like. */
const screenshots = process.env['EARSHOT_TEST_SCREENSHOTS'];
const DAY = 86_400_000;

const folder = await mkdtemp(path.join(tmpdir(), 'earshot-desk-'));
const settings = path.join(folder, 'floor.yaml');
let platform: Server;
let earshot: Earshot;
let browser: Browser;
let key = '';
let alice = '';
let supervisor = '';
const complaints: string[] = [];

beforeAll(async () => {
  await writeFile(settings, 'zone: Europe/Berlin\nteams: { north: {} }\nnodes: { rebate: { name: Rebate }, bill: { name: Bill } }\nqueues: { service: { name: Service, team: north } }\nagents: { al: { name: Alice Agent, team: north } }\n');
  // Another site's page with the desk in it, as a platform's desktop has one.
  platform = createServer((request, response) => {
    const desk = new URL(request.url ?? '/', 'http://x').searchParams.get('desk') ?? '';
    response.setHeader('content-type', 'text/html').end(`<!doctype html><title>CRM</title><h1>CRM</h1><iframe title="Earshot" width="320" height="560" src="${desk.replaceAll('"', '')}"></iframe>`);
  });
  await new Promise<void>((resolve) => void platform.listen(0, '127.0.0.1', resolve));
  earshot = await Earshot.prepare({ EARSHOT_SETTINGS: settings, EARSHOT_DESK_FRAME_ANCESTORS: `http://127.0.0.1:${portOf(platform)}` });
  await earshot.start();
  [key, alice, supervisor] = [
    await earshot.command('keys', 'create', '--source', 'e2e'),
    await earshot.command('tokens', 'create', '--role', 'agent', '--for', 'al'),
    await earshot.command('tokens', 'create', '--role', 'supervisor'),
  ];
  await earshot.command('users', 'create', 'alice', '--role', 'agent', '--for', 'al');
  browser = await openBrowser();
});
afterEach(() => expect(complaints.splice(0)).toEqual([]));
afterAll(async () => {
  await browser?.close();
  await earshot?.remove();
  platform?.close();
  await rm(folder, { recursive: true });
});

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function open(address: string, { width = 320, dark = false } = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 640 }, colorScheme: dark ? 'dark' : 'light' });
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
  await page.goto(address);
  return page;
}

async function picture(page: Page, name: string): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  if (screenshots !== undefined) await page.screenshot({ path: path.join(screenshots, `${name}.png`) });
}

const deskOf = (token: string): string => `${earshot.url}/desk#token=${token}`;

interface Call {
  readonly id: string;
  readonly began: number;
}
function happens<T extends EventType>(call: Call, second: number, type: T, data: EventData[T]): EarshotEvent {
  return { id: `${call.id} ${type} ${second}`, source: 'e2e', type, time: call.began + second * 1_000, subject: call.id, data } as EarshotEvent;
}

let calls = 0;

/** A caller on their third call within six days, with a promise that was due yesterday, who typed their account number twice. */
async function hardCall(id: string): Promise<Call> {
  const call = { id, began: Date.now() - 130_000 };
  calls += 1;
  const from = `+1202555012${calls}`;
  const earlier = (days: number): EarshotEvent[] => {
    const before = { id: `${id} ${days} days before`, began: call.began - days * DAY };
    return [happens(before, 0, 'contact.started', { direction: 'inbound', from, to: '+12025550100' }), happens(before, 30, 'agent.connected', { agent: 'bo' }),
      ...(days === 2 ? [happens(before, 60, 'promise.made', { promise: `${id}-refund`, what: 'call back about the refund', due: call.began - DAY })] : []),
      happens(before, 90, 'contact.ended', { by: 'customer' })];
  };
  await send([...earlier(6), ...earlier(2)]);
  await send([
    happens(call, 0, 'contact.started', { direction: 'inbound', from, to: '+12025550100' }),
    happens(call, 2, 'ivr.node.entered', { node: 'main' }), happens(call, 4, 'ivr.input', { kind: 'slot', slot: 'account', length: 8 }),
    happens(call, 6, 'ivr.node.entered', { node: 'rebate' }), happens(call, 9, 'ivr.input', { kind: 'slot', slot: 'account', length: 8 }),
    happens(call, 10, 'queue.entered', { queue: 'service' }), happens(call, 60, 'agent.connected', { agent: 'al', queue: 'service' }),
  ]);
  return call;
}

async function hangsUp(call: Call): Promise<void> {
  const second = (Date.now() - call.began) / 1_000 - 1.5;
  await send([happens(call, second, 'agent.left', { agent: 'al', by: 'customer' }), happens(call, second, 'contact.ended', { by: 'customer' })]);
}

async function send(events: readonly EarshotEvent[]): Promise<void> {
  expect(await earshot.post(events, key)).toBe(200);
}

async function promptOf(contact: string): Promise<PromptView | undefined> {
  return (await earshot.get<List<PromptView>>('/api/v1/prompts', supervisor)).items.find((prompt) => prompt.contact === contact);
}
const answersTo = async (contact: string): Promise<Record<string, string | undefined>> => Object.fromEntries((await promptOf(contact))?.questions.map(({ id, answer }) => [id, answer]) ?? []);

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!await isSo()) {
    if (Date.now() > deadline) throw new Error(`It did not come to that within 15 s: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('an agent sees the effort and the guard, and answers the prompt by keys in a few seconds', async () => {
  const page = await open(deskOf(alice));
  await page.getByText('Nobody on the line').waitFor();
  expect(page.url()).not.toContain('token');
  await picture(page, 'idle');
  const call = await hardCall('hard');
  await page.getByText('account number asked twice').waitFor();
  await page.getByText('third call in 6 days').waitFor();
  await page.getByText('promise due yesterday').waitFor();
  await page.getByText('Before you go: did we solve Rebate?').waitFor();
  await picture(page, 'on-a-call');
  await page.getByRole('button', { name: /^Kept: call back/ }).click();
  await page.getByText('promise due yesterday').waitFor({ state: 'detached' });
  await page.keyboard.press('a');
  await page.getByText('Before you go').waitFor({ state: 'detached' });

  await hangsUp(call);
  await page.getByRole('heading', { name: 'Was it about Rebate?' }).waitFor();
  await picture(page, 'prompt');
  const began = Date.now();
  await page.keyboard.press('1');
  await page.getByRole('heading', { name: 'Is it resolved?' }).waitFor();
  await page.keyboard.press('4');
  await page.getByRole('heading', { name: 'What blocked you?' }).waitFor();
  await picture(page, 'blocked');
  await page.keyboard.press('Backspace');
  await page.getByRole('heading', { name: 'Is it resolved?' }).waitFor();
  await page.keyboard.press('3');
  await page.keyboard.press('1');
  await page.getByRole('heading', { name: 'Promised anything? By when?' }).waitFor();
  await page.keyboard.press('3');
  await page.getByText('Noted. Thank you.').waitFor();
  expect(Date.now() - began).toBeLessThan(10_000);
  await picture(page, 'noted');
  await until(async () => (await promptOf('hard'))?.state === 'answered');
  expect(await answersTo('hard')).toEqual({ reason: 'rebate', resolved: 'partly', blocked: 'policy', promise: 'tomorrow' });
  const { timeline } = await earshot.get<ContactPage>('/api/v1/contacts/hard', supervisor);
  expect(timeline.map(({ type }) => type)).toEqual(expect.arrayContaining(['closing.asked', 'prompt.shown', 'prompt.answered', 'promise.made']));
  await page.context().close();
});

test('two tabs, a lost connection and the next call: nothing is asked twice, nothing is lost', async () => {
  const [one, two] = [await open(deskOf(alice), { dark: true }), await open(deskOf(alice), { width: 400 })];
  const call = await hardCall('twice');
  await one.getByText('third call').waitFor();
  await hangsUp(call);
  await one.getByRole('heading', { name: 'Was it about Rebate?' }).waitFor();
  await two.getByRole('heading', { name: 'Was it about Rebate?' }).waitFor();
  await two.keyboard.press('1');
  await one.getByRole('heading', { name: 'Is it resolved?' }).waitFor();
  await picture(one, 'dark');

  await earshot.kill();
  await one.getByText('No connection.').waitFor();
  await one.keyboard.press('2');
  await one.getByRole('heading', { name: 'Promised anything? By when?' }).waitFor();
  await picture(one, 'no-connection');
  await earshot.start();
  await until(async () => (await answersTo('twice'))['resolved'] === 'workaround');
  await one.reload();
  await one.getByRole('heading', { name: 'Promised anything? By when?' }).waitFor({ timeout: 15_000 });

  await hardCall('next');
  await one.getByText('account number asked twice').waitFor();
  await picture(one, 'next-call');
  await one.keyboard.press('1');
  await until(async () => (await promptOf('twice'))?.state === 'answered');
  await two.getByRole('heading', { name: 'Promised anything? By when?' }).waitFor({ state: 'detached', timeout: 15_000 });
  await one.context().close();
  await two.context().close();
});

test('stands in the frame of a page that the settings name, and in no other', async () => {
  const named = await open(`http://127.0.0.1:${portOf(platform)}/?desk=${encodeURIComponent(deskOf(alice))}`, { width: 400 });
  await named.frameLocator('iframe').getByText('Alice Agent').waitFor();
  await picture(named, 'framed');
  await named.context().close();
  const header = async (where: string): Promise<string> => (await fetch(`${earshot.url}${where}`)).headers.get('content-security-policy') ?? '';
  expect(await header('/desk')).toContain(`frame-ancestors http://127.0.0.1:${portOf(platform)}`);
  for (const where of ['/', '/desk/index.html', '/deskx', '/api/v1/board']) expect(await header(where)).toContain("frame-ancestors 'none'");
  const stranger = await open(`http://localhost:${portOf(platform)}/?desk=${encodeURIComponent(deskOf(alice))}`, { width: 400 });
  await stranger.waitForTimeout(500);
  expect(await stranger.frameLocator('iframe').getByText('Alice Agent').count()).toBe(0);
  expect(complaints.splice(0).join()).toContain('frame-ancestors');
  await stranger.context().close();
});

test('lets agents in with their account, and says to others why not', async () => {
  const { password } = JSON.parse(await earshot.command('users', 'reset', 'alice', '--json')) as { password: string };
  const page = await open(`${earshot.url}/desk`);
  await page.getByLabel('Name').fill('alice');
  await page.getByLabel('Password').fill(password);
  await picture(page, 'sign-in');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Alice Agent').waitFor();
  await page.context().close();
  const stranger = await open(deskOf(supervisor));
  await stranger.getByText('The role supervisor may not do this.').waitFor();
  await stranger.context().close();
});

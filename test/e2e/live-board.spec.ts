import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { EarshotEvent, EventData, EventType } from '../../src/domain/event.js';
import { Earshot } from '../support/earshot.js';
import { openBrowser } from './browser.js';

const earshot = await Earshot.prepare();
let browser: Browser;
let key = '';

beforeAll(async () => {
  await earshot.start();
  key = await earshot.command('keys', 'create', '--source', 'e2e');
  await earshot.command('users', 'create', 'ann', '--role', 'supervisor');
  browser = await openBrowser();
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await earshot.remove();
});

test('a supervisor signs in and watches an alert arrive', async () => {
  const { password } = JSON.parse(await earshot.command('users', 'reset', 'ann', '--json')) as { password: string };
  const page = await browser.newPage({ viewport: { width: 1_440, height: 900 } });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
  await page.goto(earshot.url);
  await page.getByLabel('Name').fill('ann');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Queues' }).waitFor();

  expect(await earshot.post(lostInTheMenu(Date.now()), key)).toBe(200);
  await page.getByText('entered main 3 times', { exact: false }).first().waitFor({ timeout: 10_000 });
  expect(complaints).toEqual([]);
  await page.close();
}, 60_000);

/** A caller who meets the main menu for the third time. */
function lostInTheMenu(now: number): EarshotEvent[] {
  const call = `lost-${now}`;
  const event = <T extends EventType>(ago: number, type: T, data: EventData[T]): EarshotEvent =>
    ({ id: `${call}-${type}-${ago}`, source: 'e2e', type, time: now - ago * 1_000, subject: call, data }) as EarshotEvent;
  return [
    event(60, 'contact.started', { direction: 'inbound', from: '+12025550123', to: '+12025550100' }),
    event(58, 'ivr.node.entered', { node: 'main' }),
    event(50, 'ivr.node.entered', { node: 'billing' }),
    event(40, 'ivr.node.entered', { node: 'main' }),
    event(30, 'ivr.node.entered', { node: 'billing' }),
    event(20, 'ivr.node.entered', { node: 'main' }),
    event(5, 'ivr.node.entered', { node: 'billing' }),
  ];
}

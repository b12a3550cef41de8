import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Earshot } from '../support/earshot.js';
import { openBrowser } from './browser.js';

const earshot = await Earshot.prepare();
let browser: Browser;
const complaints: string[] = [];

beforeAll(async () => {
  await earshot.start();
  const key = await earshot.command('keys', 'create', '--source', 'pbx');
  const time = Date.now() - 60_000;
  await earshot.post(['q-1', 'q-2'].flatMap((queue, index) => [
    { id: `${queue}-1`, source: 'pbx', type: 'contact.started', time: time + index, subject: queue, data: { direction: 'inbound' } } as const,
    { id: `${queue}-2`, source: 'pbx', type: 'queue.entered', time: time + 1_000 + index, subject: queue, data: { queue } } as const,
  ]), key);
  browser = await openBrowser();
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await earshot.remove();
});

/** A page of its own for each: two people at two desks. */
async function open(password: string, hash: string, width = 1_280): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => { if (message.text().includes('Content Security Policy')) complaints.push(message.text()); });
  await page.goto(`${earshot.url}/${hash}`);
  await page.getByLabel('Name').fill('ann');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  return page;
}

test('an administrator names what was heard of, another sees it at once, and both go on from there', async () => {
  await earshot.command('users', 'create', 'ann', '--role', 'admin');
  const { password } = JSON.parse(await earshot.command('users', 'reset', 'ann', '--json')) as { password: string };
  const board = await open(password, '');
  const page = await open(password, '#/settings');
  const phone = await open(password, '#/settings/queues', 360);
  await phone.getByLabel('Add a queue').waitFor();

  await page.getByLabel('Name of q-1', { exact: true }).fill('Claims');
  await page.keyboard.press('Enter');
  await page.getByText(/Saved as version \d+: 1 change, in force now/).waitFor();
  expect(await page.evaluate(`document.activeElement.labels[0].textContent`)).toBe('Name of q-2');
  await board.getByText('Claims').first().waitFor();

  // The phone still shows the settings of before: it is told, and its change is made on those of now.
  await phone.getByLabel('Add a queue').fill('q-2');
  await phone.getByRole('button', { name: 'Add', exact: true }).click();
  await phone.getByLabel('Answer within of q-2').fill('soon');
  await phone.getByLabel('Answer within of q-2').blur();
  await phone.getByText('is no duration such as 20s, 1.5m or 2h', { exact: true }).waitFor();
  await phone.getByLabel('Answer within of q-2').fill('45');
  await phone.keyboard.press('Enter');
  await phone.getByText('The settings were changed since you opened them.', { exact: false }).waitFor();
  await phone.getByRole('button', { name: 'Load what is there now, and keep my changes' }).click();
  await phone.getByLabel('Name of q-1', { exact: true }).waitFor();
  await phone.getByRole('button', { name: /^Save 2 changes/ }).click();
  await phone.getByText(/Saved as version/).waitFor();
  expect(await phone.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);

  await page.getByRole('link', { name: 'Versions' }).click();
  await page.getByText('{ answerWithin: 45s }').waitFor();
  await page.getByRole('button', { name: /^Go back to it… to version/ }).last().click();
  await page.getByRole('button', { name: /^Go back to version/ }).click();
  await page.getByText('Claims').last().waitFor();
  expect(complaints).toEqual([]);
}, 90_000);

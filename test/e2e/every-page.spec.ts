import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { broken, brokenInBoth, still, tooWide, withAxe } from './axe.js';
import { madeUpBoard } from './made-up-board.js';

// The policy of the page would keep axe out of it.
const board = madeUpBoard(20);
const open = (hash: string, { width = 1440 } = {}): Promise<Page> => board.open(hash, { width, role: 'admin', bypassCSP: true });

/** Goes there on the page that is open, as a reader does. */
async function go(page: Page, { hash, seen }: Place): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  // What the head folds away is not seen.
  await page.getByText(seen, { exact: false }).filter({ visible: true }).first().waitFor();
  // What is folded away is read by somebody too.
  await page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true; })');
  await still(page);
}

interface Place {
  readonly hash: string;
  /** Something that is there once it is drawn. */
  readonly seen: string;
}

const pages: readonly Place[] = [
  { hash: '#/menus', seen: 'As it was meant' },
  { hash: '#/', seen: 'In menus' }, { hash: '#/wall', seen: 'Waiting' }, { hash: '#/flags', seen: 'entered Main menu 3 times' }, { hash: '#/customers', seen: 'customers who need someone' }, { hash: '#/voice', seen: 'Agents against customers' }, { hash: '#/sources', seen: 'Try a mapping' },
  { hash: '#/findings', seen: 'This week' }, { hash: '#/queues', seen: 'e-mail' }, { hash: '#/history?days=1', seen: 'dotted the target' }, { hash: '#/history?queue=*', seen: 'Change' }, { hash: '#/queues/billing', seen: 'Service level, nine ways' }, { hash: '#/minutes', seen: 'Nobody knows where' }, { hash: '#/lab', seen: 'Nothing was replayed yet' }, { hash: '#/lab?rule=long-wait&run=run-0', seen: 'calls to look at' },
  { hash: '#/lab?rule=menu-maze', seen: 'Since then the draft has flagged' }, { hash: '#/history?metric=time_away&away=*', seen: 'no reason told' }, { hash: '#/history?team=*&days=1&by=half-hour', seen: 'the time before' },
  { hash: '#/customers/tel_ann', seen: 'came back 3 days later' }, { hash: '#/customers?view=well', seen: 'said yesterday: resolved' }, { hash: '#/findings/f-1', seen: 'Before and since' }, { hash: '#/?tab=agents', seen: 'occupancy' }, { hash: '#/?tab=sources', seen: 'asterisk' }, { hash: '#/?tab=channels', seen: 'Offered' },
];
const panels: readonly Place[] = [
  { hash: '#/metric/served_in_time?since=last30', seen: 'Every contact once, by how it ended' }, { hash: '#/metric/asa?since=today', seen: 'half up to' }, { hash: '#/counted/served_in_time?side=part', seen: 'looked through' }, { hash: '#/contacts?state=open', seen: 'Contacts open now' }, { hash: '#/flag/long-wait', seen: 'Flags when' }, { hash: '#/help', seen: 'All numbers' },
];

test('on no page does a machine find what keeps anyone out, in the light or in the dark', async () => {
  const page = await withAxe(await open('#/'));
  const found: string[] = [];
  for (const [places, within] of [[pages, 'body'], [panels, '.drawer']] as const) {
    for (const place of places) {
      await go(page, place);
      found.push(...await brokenInBoth(page, within, place.hash));
    }
  }
  // A caller who is there now: the made-up floor forgets those who have gone.
  await go(page, { hash: '#/', seen: 'In menus' });
  for (const sheet of ['filter', 'bell', 'views']) {
    await page.locator(`#${sheet}-button`).click();
    found.push(...(await broken(page, `#${sheet}`)).map((what) => `${sheet}: ${what}`));
    await page.keyboard.press('Escape');
  }
  await page.locator('[data-list=lanes] a').first().click();
  await page.getByRole('heading', { name: 'Flags' }).waitFor();
  await still(page);
  found.push(...(await broken(page, '.drawer')).map((what) => `a contact: ${what}`));
  expect(found).toEqual([]);
  await page.context().close();
}, 400_000);

test('a page that is left takes nothing of the next one\'s address for its own', async () => {
  const page = await open('#/customers');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  // Each of them is opened for the first time: its script takes a while.
  for (const next of ['#/findings/f-1', '#/menus/none', '#/settings/flags']) {
    await go(page, { hash: '#/customers', seen: 'customers who need someone' });
    await page.evaluate(`location.hash = ${JSON.stringify(next)}`);
    await page.getByText('customers who need someone').waitFor({ state: 'detached' });
  }
  expect(asked.filter((path) => path.startsWith('/api/v1/customers/'))).toEqual([]);
  await page.context().close();
});

test('a number opens its formula, how each outcome counts, what others show, and the contacts behind it', async () => {
  const page = await open('#/metric/served_in_time?since=last30');
  await page.getByText('80.8 %').first().waitFor();
  expect(await page.getByRole('row', { name: 'gave up shortly 10 left out' }).count()).toBe(1);
  expect(await page.getByRole('row', { name: /^Amazon Connect 81\.7 %/ }).count()).toBe(1);
  await page.getByRole('link', { name: '860 counts' }).click();
  await page.getByRole('heading', { name: 'Served in time: counts' }).waitFor();
  expect(await page.locator('.drawer [data-list=contacts] li').count()).toBe(12);
  await page.getByRole('link', { name: 'The number' }).click();
  await page.getByRole('link', { name: 'Today', exact: true }).click();
  await page.waitForFunction('location.hash.includes("since=today")');
  await page.context().close();
});

test('one tap on the board says what an alert was worth', async () => {
  const page = await open('');
  const line = page.locator('[data-list=feed] li').filter({ has: page.getByRole('button', { name: 'Right', exact: true }) }).first();
  await line.getByRole('button', { name: 'Right', exact: true }).click();
  await line.getByText(/^ann, /).waitFor();
  expect(await line.getByRole('button', { name: 'Right', exact: true }).getAttribute('aria-pressed')).toBe('true');
  await page.context().close();
});

test('one tap says what a flag was worth, and a rule that cries wolf shows', async () => {
  const page = await open('#/flags');
  await page.getByText('cries wolf', { exact: false }).waitFor();
  // 14 of 16 were right, 3 of 15.
  expect(await Promise.all(['Lost in the menu', 'Waits too long'].map((title) => page.getByRole('region', { name: 'Rules', exact: true }).getByRole('row', { name: new RegExp(title) }).getByRole('cell').last().textContent()))).toEqual(['87.5 %', '20.0 %']);
  const row = page.getByRole('row', { name: /has waited 5:12/ });
  await row.getByRole('button', { name: 'Noise' }).click();
  await row.getByText('ann').waitFor();
  expect(await row.getByRole('button', { name: 'Noise' }).getAttribute('aria-pressed')).toBe('true');
  await row.getByRole('button', { name: 'Acted' }).click();
  await row.getByRole('textbox', { name: 'What was done about Waits too long' }).fill('moved two agents');
  await page.keyboard.press('Enter');
  await row.getByText('moved two agents').waitFor();
  // A flag on all callers together has no contact to carry the mark, and one that was taken back needs none.
  expect(await page.getByRole('button', { name: 'Acted' }).count()).toBe(2);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).last().click()]);
  const csv = readFileSync(await download.path(), 'utf8');
  expect(csv.split('\r\n')[0]).toBe('\ufeffSince,Flag,What shows it,Where,Contact,Worth');
  expect(csv).toContain('Waits too long severe');
  expect(csv).toContain('"Acted, ann: moved two agents"');
  await page.context().close();
});

test('a menu that has become worse says so on every page, until it was seen', async () => {
  const page = await open('#/findings');
  await page.getByText('Service line: version 8 of bank is worse than 7').waitFor();
  await page.getByRole('button', { name: 'Seen: version 8 of Service line' }).click();
  await page.getByText('Service line: version 8').waitFor({ state: 'detached' });
  await page.reload();
  await page.getByText('This week').waitFor();
  expect(await page.getByText('Service line: version 8').count()).toBe(0);
  await page.context().close();
});

test('a menu is compared with the file that an administrator gives it, and a mistake in it is told', async () => {
  const page = await open('#/menus');
  await page.getByText('A way that nobody meant').waitFor();
  await page.getByText('Version 1, JSON', { exact: false }).click();
  await page.getByLabel('or its text').fill('<menus><menu name="main"><entry digits="1"/></menu></menus>');
  await page.getByRole('button', { name: 'Compare with this' }).click();
  await page.getByText('line 1: <entry> has no action').waitFor();
  await page.getByLabel('or its text').fill('<menus><menu name="main"><entry action="menu-exec-app" digits="0" param="callcenter support"/></menu></menus>');
  await page.getByRole('button', { name: 'Compare with this' }).click();
  await page.getByText('FreeSWITCH, 1 node', { exact: false }).first().waitFor();
  await page.context().close();
});

test.each([360, 720])('nothing scrolls the whole page sideways at %i pixels', async (width) => {
  const page = await open('#/', { width });
  const wide: unknown[] = [];
  for (const place of [...pages.filter(({ hash }) => hash !== '#/wall'), ...panels]) {
    await go(page, place);
    wide.push([place.hash, await tooWide(page)]);
  }
  expect(wide).toEqual(wide.map((each) => [(each as [string])[0], 0]));
  await page.context().close();
});

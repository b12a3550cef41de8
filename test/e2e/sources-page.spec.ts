import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { madeUpBoard } from './made-up-board.js';

const board = madeUpBoard(10);
const open = (width = 1440): Promise<Page> => board.open('#/sources', { width, role: 'admin', permissions: ['clipboard-read', 'clipboard-write'] });
const said = (page: Page, words: string) => page.locator('#try-said').getByText(words, { exact: true }).waitFor();

test('shows at once what a mapping makes of a sample, and from where', async () => {
  const page = await open();
  await said(page, '3 events.');
  expect(await page.getByRole('row', { name: 'data.queue billing queue', exact: true }).count()).toBe(1);
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.result').getByRole('button', { name: 'CSV' }).click()]);
  const rows = readFileSync(await download.path(), 'utf8').split('\r\n');
  expect([rows[0], new Set(rows.slice(1, -1).map((row) => row.split(',')[0]))]).toEqual(['\ufeffEvent,Of thing,Type,Field,Value,Read at', new Set(['1', '2', '3'])]);
  await page.getByLabel('Sample post').fill('{"event":"parked","at":"noon","call":{"id":"c-7"}}');
  await said(page, 'No event, 1 would be refused.');
  await page.getByRole('list', { name: 'Refused' }).getByText('event is "parked"', { exact: false }).waitFor();
  await page.context().close();
});

test('leads by keyboard from a problem to its line', async () => {
  const page = await open();
  const mapping = page.getByRole('textbox', { name: 'Mapping' });
  await mapping.fill('subject: { path: call }\nevents:\n  - { type: queue.entred }');
  await said(page, '1 problem: nothing was read.');
  await page.getByRole('button', { name: 'Line 3' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('  - { type: contact.started }');
  await said(page, 'No event, 3 would be refused.');
  await page.context().close();
});

test('takes a refused post as the sample, and gives the mapping as it goes into the settings', async () => {
  const page = await open();
  await said(page, '3 events.');
  const posts = page.getByLabel('Take as the sample');
  expect(await posts.getByRole('option').count()).toBe(2);
  await posts.selectOption('r-1');
  await said(page, 'No event, 1 would be refused.');
  const mapping = page.getByRole('textbox', { name: 'Mapping' });
  await mapping.fill(`${await mapping.inputValue()}  - { type: park.started, when: { event: parked } }\n`);
  await said(page, '1 event.');
  await page.getByText('For the settings file').click();
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByText('Copied.', { exact: false }).waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^webhooks:\n  old-ivr:\n    subject: \{ path: call\.id \}\n[\s\S]*      - \{ type: park\.started, when: \{ event: parked \} \}\n$/);
  await page.context().close();
});

test.each([360, 720, 3840])('does not scroll sideways at %i pixels', async (width) => {
  const page = await open(width);
  await said(page, '3 events.');
  await page.getByText('For the settings file').click();
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  await page.context().close();
});

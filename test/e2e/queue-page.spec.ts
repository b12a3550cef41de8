import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { madeUpBoard } from './made-up-board.js';

const board = madeUpBoard(60);
const open = (hash: string, width = 1440): Promise<Page> => board.open(hash, { width });

test('one click on the board opens a queue: who waits in it, its agents, its day, and its service level nine ways', async () => {
  const page = await open('#/');
  await page.getByRole('link', { name: 'Technical support: its page' }).click();
  await page.getByRole('heading', { name: /^Technical support/, level: 1 }).waitFor();
  expect(new URL(page.url()).hash).toBe('#/queues/technical');
  await page.getByText('target 80 % within 0:20').waitFor();
  const levels = page.getByRole('region', { name: 'Service levels, scrolls sideways' });
  await levels.getByRole('row').nth(9).waitFor();
  expect(await levels.getByRole('row').count()).toBe(10);
  await levels.getByRole('row', { name: /removed in threshold .*Amazon Connect \(Service level X\)/ }).waitFor();
  // Those of another queue alone are not in it.
  const places = await page.locator('[data-list=lanes] .place').allTextContents();
  expect(places.filter((place) => !place.includes('Technical support') && !place.includes('Ringing'))).toEqual([]);
  await page.context().close();
});

test('agents\' time of the queue stands beside them, and each number of it opens', async () => {
  const page = await open('#/queues/technical');
  const time = page.getByRole('list', { name: 'Agents\' time today' });
  await time.getByRole('link', { name: '78.0 % occupancy' }).waitFor();
  await time.getByRole('link', { name: /^lunch \d/ }).click();
  await page.waitForFunction('location.hash.startsWith("#/metric/time_away?queue=technical&since=today&away=lunch")');
  await page.context().close();
});

test('the day can be cut finer, keeps that in the address, and is taken away as a file', async () => {
  const page = await open('#/queues/billing');
  const day = page.getByRole('region', { name: 'Today' });
  await day.getByRole('link', { name: 'Quarter-hours' }).click();
  await page.waitForFunction('location.hash === "#/queues/billing?by=quarter"');
  await day.getByRole('columnheader', { name: 'Turned away' }).or(day.getByText('Nobody has come today.')).first().waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('region', { name: 'Service level, nine ways' }).getByRole('button', { name: 'CSV' }).click()]);
  expect(readFileSync(await download.path(), 'utf8').split('\r\n')[0]).toBe('\ufeffCounted as,%,Formula,Who shows it so');
  await page.context().close();
});

test('a queue that one may not see is told so, with the way to those one may', async () => {
  const page = await open('#/queues/payroll');
  await page.getByText('There is no queue “payroll”, or it is outside what you may see.').waitFor();
  await page.getByRole('link', { name: 'The queues there are' }).click();
  await page.getByRole('link', { name: 'Billing: its page' }).waitFor();
  await page.context().close();
});

test.each([360, 1024, 3840])('fits %i pixels', async (width) => {
  const page = await open('#/queues/billing', width);
  await page.getByRole('heading', { name: 'Service level, nine ways' }).waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  await page.context().close();
});

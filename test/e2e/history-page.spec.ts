import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { madeUpBoard } from './made-up-board.js';

const board = madeUpBoard(10);
const open = (hash: string, width = 1440): Promise<Page> => board.open(hash, { width });

test('a number over seven days is drawn, stands in a table beneath, held against the week before, and can be taken away', async () => {
  const page = await open('#/history');
  await page.getByRole('img', { name: 'Served in time over time; the same numbers are in the table below' }).waitFor();
  const table = page.getByRole('table', { name: 'Served in time, All queues together' });
  expect(await table.getByRole('row').count()).toBe(8);
  expect(await table.getByRole('row').nth(1).innerText()).toMatch(/so far\s+[\d.]+ %\s+\w{3} \d+ \w{3}\s+[\d.]+ %\s+([+−][\d.]+|0) points/);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()]);
  expect(readFileSync(await download.path(), 'utf8').split('\r\n')[0]).toBe('\ufeffDay,Served in time,Against,Then,Change');
  await page.context().close();
});

test('what is chosen stands in the address, and the address opens the same anew', async () => {
  const page = await open('#/history');
  await page.getByRole('combobox', { name: 'Of', exact: true }).selectOption('Billing');
  await page.getByRole('combobox', { name: 'Over' }).selectOption('today');
  await page.getByRole('combobox', { name: 'Against' }).selectOption('nothing');
  await page.waitForFunction('location.hash === "#/history?queue=billing&days=1&against=none"');
  const again = await open(new URL(page.url()).hash);
  await again.getByRole('table', { name: 'Served in time, Billing' }).waitFor();
  expect(await again.getByRole('columnheader').allTextContents()).toEqual(['From', 'Served in time']);
  await page.context().close();
  await again.context().close();
});

test('is drawn by teams, numbers and reasons for being away, by half-hours, and by when contacts ended', async () => {
  const page = await open('#/history?days=1&by=half-hour');
  await page.getByRole('combobox', { name: 'Of', exact: true }).selectOption('each number by itself');
  await page.getByRole('row', { name: /^Service line \(\+49301234\) [\d.]+ %/ }).waitFor();
  await page.getByRole('link', { name: 'Service line (+49301234)' }).click();
  await page.getByRole('table', { name: 'Served in time, Number +49301234' }).waitFor();
  expect(await page.getByRole('rowheader').filter({ hasText: ':30' }).count()).toBeGreaterThan(0);
  await page.getByRole('combobox', { name: 'Counted' }).selectOption('when it ended');
  await page.waitForFunction('location.hash === "#/history?days=1&by=half-hour&entry=%2B49301234&attribution=disconnect"');
  await page.getByRole('link', { name: 'Served in time', exact: true }).click();
  await page.waitForFunction('location.hash.startsWith("#/metric/served_in_time?since=today&entry=%2B49301234&attribution=disconnect")');
  await page.evaluate('location.hash = "#/history?metric=time_away&away=*"');
  await page.getByRole('row', { name: /^no reason told \d/ }).waitFor();
  await page.getByRole('combobox', { name: 'Of', exact: true }).selectOption('each team by itself');
  await page.getByRole('columnheader', { name: 'Team' }).waitFor();
  await page.context().close();
});

test('each queue stands by itself, all in one table', async () => {
  const page = await open('#/history?queue=*&metric=asa');
  await page.getByRole('row', { name: /^Fraud line \d:\d\d/ }).waitFor();
  expect(await page.getByRole('img', { name: /^Average speed of answer over time/ }).count()).toBe(8);
  await page.getByRole('link', { name: 'Returns' }).click();
  await page.waitForFunction('location.hash.includes("queue=returns")');
  await page.context().close();
});

import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { FeedLine } from '../../src/contract/board.js';
import { until } from '../support/until.js';
import { madeUpBoard } from './made-up-board.js';

const board = madeUpBoard(1);
/** Notes what the page shows and sounds, and lets a test say whether the page is in front. */
const before = `
  window.shown = []; window.notes = 0; window.front = true;
  window.Notification = class { static permission = 'granted'; static requestPermission = async () => 'granted'; constructor(title, { body }) { window.shown.push(title + ' / ' + body); } close() {} };
  document.hasFocus = () => window.front;
  const make = AudioContext.prototype.createOscillator;
  AudioContext.prototype.createOscillator = function () { window.notes += 1; return make.call(this); };
`;
const open = (hash: string, role: 'supervisor' | 'wall' = 'supervisor'): Promise<Page> => board.open(hash, { role, before });
let raised = 0;
function raise(more: Partial<FeedLine>): void {
  raised += 1;
  board.tell({
    id: `told-${raised}`, kind: 'alert', rule: 'long-wait', title: 'Long wait', severity: 'severe', because: `Alice Agent let caller ${raised} wait`, action: 'Move an agent.', place: { queue: { id: 'billing', name: 'Billing' } },
    contacts: [`call-${raised}`], count: 1, since: Date.now(), raisedAt: Date.now(), state: 'live', ...more,
  });
}
const choose = async (page: Page, ...labels: readonly string[]): Promise<void> => {
  await page.getByText('Live', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Alarms are off' }).click();
  for (const label of labels) await page.getByLabel(label).check();
};
const lookAway = (page: Page): Promise<unknown> => page.evaluate('window.front = false');
const shown = (page: Page): Promise<readonly string[]> => page.evaluate('window.shown') as Promise<readonly string[]>;

test('who looks elsewhere is told of the queue they chose, without a word of who called or served', async () => {
  const page = await open('#/');
  await choose(page, 'by a notification of this computer');
  await page.getByText('Queues: any').click();
  await page.locator('#bell').getByLabel('Billing').check();
  await lookAway(page);
  raise({ place: { queue: { id: 'returns', name: 'Returns' } } });
  raise({ severity: 'warning' });
  raise({ count: 3, kind: 'incident' });
  await until(async () => (await shown(page)).length > 0);
  expect(await shown(page)).toEqual(['Severe: Long wait / Billing, 3 callers']);
  await page.context().close();
});

test('in front of the board nothing comes, nor within the hour for which it is muted; it is kept over a reload', async () => {
  const page = await open('#/');
  await choose(page, 'by a notification of this computer');
  raise({});
  await page.locator('[data-list=feed]').getByText(`let caller ${raised} wait`).waitFor();
  await page.getByRole('button', { name: 'Mute for an hour' }).click();
  await page.reload();
  await page.getByRole('button', { name: /^Muted until \d\d:\d\d/ }).waitFor();
  await lookAway(page);
  raise({});
  await page.locator('[data-list=feed]').getByText(`let caller ${raised} wait`).waitFor();
  expect(await shown(page)).toEqual([]);
  await page.getByRole('button', { name: /^Muted until/ }).click();
  await page.getByRole('button', { name: 'No longer mute' }).click();
  raise({});
  await until(async () => (await shown(page)).length > 0);
  await page.context().close();
});

test('also what the choice of queues hides on the board is told', async () => {
  const page = await open('#/?queues=returns');
  await choose(page, 'by a notification of this computer');
  await lookAway(page);
  // The page begins to listen to all queues with that choice, which takes it a moment.
  await until(async () => {
    raise({});
    return (await shown(page)).length > 0;
  });
  expect((await shown(page))[0]).toBe('Severe: Long wait / Billing');
  await page.context().close();
});

test('a test sounds once it was chosen, and on the wall it sounds though the wall is in front', async () => {
  const page = await open('#/wall', 'wall');
  await choose(page, 'by a sound; on the wall always');
  await page.getByRole('button', { name: 'Test' }).click();
  await until(async () => await page.evaluate('window.notes') === 3);
  raise({});
  await until(async () => await page.evaluate('window.notes') === 6);
  await page.context().close();
});

import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { madeUpBoard } from './made-up-board.js';

const board = madeUpBoard(10);

test('an administrator changes an option and replays it by keyboard: progress, what it came to, and calls that open', async () => {
  const page = await board.open('#/lab?rule=long-wait', { role: 'admin' });
  const after = page.getByLabel(/of Waits too long/).first();
  await after.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('90');
  await page.keyboard.press('Enter');
  await page.getByRole('progressbar', { name: 'How far the replay is' }).waitFor();
  await page.getByRole('heading', { name: 'Against what customers later showed' }).waitFor();
  expect(await page.getByText(/^Of [\d,]+ contacts the draft flags/).textContent()).toMatch(/added, 4 gone/);
  expect(await page.evaluate('location.hash')).toMatch(/run=run-\d+/);
  await page.getByText('By after as a table').click();
  expect(await page.getByRole('row', { name: /^90 / }).textContent()).toContain('90');
  const curve = page.getByRole('region', { name: 'By after', exact: true });
  await page.getByText('By after as a table').click();
  const [download] = await Promise.all([page.waitForEvent('download'), curve.getByRole('button', { name: 'CSV' }).click()]);
  const rows = readFileSync(await download.path(), 'utf8').split('\r\n');
  // Folded away or not: the file is the same.
  expect([download.suggestedFilename().replace(/-\d.*/, ''), rows[0], rows.some((row) => row.startsWith('90,'))]).toEqual(['earshot-lab-by-after', '\ufeffafter,Flagged,"Of those, shown afterwards"', true]);
  await page.getByRole('link', { name: /open c-1$/ }).click();
  await page.waitForFunction('location.hash.startsWith("#/contact/c-1")');
  await page.context().close();
});

test('a value beyond its limits is refused at its place, and the draft goes back to what is in force', async () => {
  const page = await board.open('#/lab?rule=long-wait', { role: 'admin' });
  const after = page.getByLabel(/of Waits too long/).first();
  await after.fill('-5');
  await after.blur();
  await page.getByRole('alert').filter({ hasText: 'Write a number from' }).waitFor();
  await after.fill('45');
  await after.blur();
  await page.getByRole('button', { name: 'Back to what is in force' }).click();
  expect(await after.inputValue()).toBe('120');
  await page.context().close();
});

test('a rule about all callers at once is replayed by days of queues, and says from what', async () => {
  const page = await board.open('#/lab?rule=queue-starving', { role: 'admin' });
  await page.getByRole('button', { name: 'Replay' }).click();
  await page.getByText(/^Of [\d,]+ days of queues the draft flags/).waitFor();
  await page.getByText(/from when each caller came into a queue and left it/).waitFor();
  expect(await page.getByRole('heading', { name: 'Against what customers later showed' }).count()).toBe(0);
  await page.context().close();
});

test('a supervisor looks at what came of it, and starts nothing', async () => {
  const page = await board.open('#/lab?rule=long-wait&run=run-0');
  await page.getByText(/calls to look at/).waitFor();
  expect([await page.getByRole('button', { name: 'Replay' }).count(), await page.getByLabel(/of Waits too long/).first().isDisabled()]).toEqual([0, true]);
  await page.context().close();
});

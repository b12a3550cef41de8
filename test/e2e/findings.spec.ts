import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { madeUpBoard } from './made-up-board.js';

const board = madeUpBoard(10);
const open = (hash: string, { width = 1440, role = 'supervisor' as 'supervisor' | 'owner' | 'admin' } = {}): Promise<Page> => board.open(hash, { width, role });

test('is come to by its link in the head, and narrowed in the address', async () => {
  const page = await open('');
  await page.getByRole('button', { name: 'Improve' }).click();
  await page.getByRole('link', { name: 'Findings' }).click();
  await page.getByText('Agents blocked by policy: Rebate').first().waitFor();
  const [whose] = await page.locator('[data-list=findings] li', { hasText: 'Agents blocked by policy' }).locator('.who').allTextContents();
  expect(whose).toMatch(/^Marketing · nobody named who answers for it · since /);
  await page.getByLabel('State').selectOption('closed');
  await page.waitForFunction('location.hash === "#/findings?state=closed"');
  expect(await page.locator('[data-list=findings] .title').allTextContents()).toEqual(['Long hold: Support']);
  await page.context().close();
});

test('opens by keyboard, shows before and since with its numbers, and each call leads to its timeline', async () => {
  const page = await open('#/findings');
  await page.locator('[data-list=findings] a').first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Before and since' }).waitFor();
  expect(await page.locator('circle').count()).toBe(38);
  await page.getByText('The same as a table').click();
  expect(await page.locator('details table tbody tr').count()).toBe(38);
  await page.getByText('entered Billing 3 times in 1:10').click();
  await page.waitForFunction('location.hash.startsWith("#/contact/c-0?on=findings")');
  await page.context().close();
});

test('takes down what its owner says', async () => {
  const page = await open('#/findings/x', { role: 'admin' });
  await page.getByLabel('A remark').fill('The agency is told');
  await page.getByRole('button', { name: 'Add it' }).click();
  await page.getByText('The agency is told').waitFor();
  expect(await page.getByLabel('A remark').inputValue()).toBe('');
  await page.context().close();
});

test('an owner who signs in sees findings, where minutes go, and nothing else, and of a call what happened', async () => {
  const page = await open('', { role: 'owner' });
  await page.waitForFunction('location.hash === "#/findings"');
  expect(await page.getByRole('navigation', { name: 'Pages' }).getByRole('link').allTextContents()).toEqual(['Findings', 'Minutes']);
  expect(await page.getByText('Connecting').count()).toBe(0);
  await page.goto(`${board.url}#/findings/x`);
  await page.getByText('entered Billing 3 times in 1:10').click();
  await page.locator('details li', { hasText: '0:09 Entered Billing' }).waitFor();
  await page.context().close();
});

test('an owner writes down what they expect, and from then on sees what is beside it', async () => {
  const page = await open('#/findings', { role: 'owner' });
  const pane = page.getByRole('region', { name: 'What you expect' });
  const contained = pane.getByRole('listitem').filter({ hasText: 'Contained in the menus' });
  await contained.getByText('nothing expected yet').waitFor();
  expect(await pane.getByLabel('Satisfied, 4 and 5 of 5').inputValue()).toBe('85');
  await pane.getByText('is 64 % (56–72)').waitFor();
  await pane.getByLabel('Contained in the menus').fill('a lot');
  await pane.getByRole('button', { name: 'Write it down' }).click();
  await pane.getByRole('alert').getByText('“Contained in the menus” is no percentage.').waitFor();
  await pane.getByLabel('Contained in the menus').fill('30');
  await page.keyboard.press('Enter');
  await pane.getByText('Written down.').waitFor();
  expect(await contained.innerText()).toMatch(/is 42 % \(39–45\)\s+n 1,000\s+more than expected/);
  await page.reload();
  await contained.getByText('more than expected').waitFor();
  expect(await pane.getByLabel('Contained in the menus').inputValue()).toBe('30');
  expect(await page.getByRole('alert').count()).toBe(0);
  await pane.getByLabel('Contained in the menus').fill('');
  await page.keyboard.press('Enter');
  await contained.getByText('nothing expected yet').waitFor();
  await page.context().close();
});

test('is where an owner alone writes what they expect', async () => {
  const page = await open('#/findings', { role: 'admin' });
  await page.getByRole('heading', { name: 'This week' }).waitFor();
  expect(await page.getByRole('region', { name: 'What you expect' }).count()).toBe(0);
  await page.context().close();
});

test('fits a phone for an owner too', async () => {
  const page = await open('#/findings', { width: 360, role: 'owner' });
  await page.getByRole('button', { name: 'Write it down' }).waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  await page.context().close();
});

test.each(['#/findings', '#/findings/x'])('%s fits a phone', async (hash) => {
  const page = await open(hash, { width: 360 });
  await page.getByRole('heading', { name: hash.endsWith('x') ? 'What to do' : 'This week' }).waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  await page.context().close();
});

import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { madeUpBoard } from './made-up-board.js';

const board = madeUpBoard(20);
const open = (hash: string, width = 1440): Promise<Page> => board.open(hash, { width });
const hashOf = (page: Page): string => new URL(page.url()).hash;

test('a view is kept under a name, opened from another page, and forgotten', async () => {
  const page = await open('#/?queues=billing,returns&tab=agents');
  await page.getByText('2 queues').first().waitFor();
  await page.keyboard.press('v');
  await page.getByLabel('Keep this view as').fill('Mornings');
  await page.keyboard.press('Enter');
  await page.getByText('Kept as “Mornings”.').waitFor();
  await page.goto(`${board.url}#/flags`);
  await page.reload();
  await page.getByRole('button', { name: 'Views and links' }).click();
  await page.getByRole('link', { name: 'Mornings' }).click();
  await page.waitForURL((url) => url.hash === '#/?tab=agents&queues=billing,returns');
  await page.getByRole('button', { name: 'Mornings and links' }).click();
  await page.getByRole('button', { name: 'Forget Mornings' }).click();
  await page.getByText('None yet.').waitFor();
  await page.context().close();
});

test('how the queues are read, sorted and what is sought stands in the address, and opens the same for another', async () => {
  const page = await open('#/');
  await page.getByRole('button', { name: 'today' }).click();
  await page.getByRole('button', { name: /^Lost %/ }).click();
  await page.getByRole('button', { name: /^Lost %/ }).click();
  await page.getByLabel('Find a contact').fill('menu');
  await page.waitForURL((url) => url.hash === '#/?window=today&sort=-lost&find=menu');
  const theirs = await open(hashOf(page));
  await theirs.getByRole('columnheader', { name: /^Lost %/ }).waitFor();
  expect(await theirs.getByRole('columnheader', { name: /^Lost %/ }).getAttribute('aria-sort')).toBe('ascending');
  expect(await theirs.getByRole('button', { name: 'today' }).getAttribute('aria-pressed')).toBe('true');
  expect(await theirs.getByLabel('Find a contact').inputValue()).toBe('menu');
  await page.context().close();
  await theirs.context().close();
});

test('a number that is opened on the wall leaves the wall beneath it', async () => {
  const page = await open('#/wall');
  await page.getByRole('link', { name: 'Lost today', exact: true }).click();
  await page.getByRole('dialog').waitFor();
  expect(await page.getByRole('region', { name: 'Queues with the most trouble' }).count()).toBe(1);
  const again = await open(hashOf(page));
  await again.getByRole('dialog').waitFor();
  expect(await again.getByRole('region', { name: 'Queues with the most trouble' }).count()).toBe(1);
  await page.context().close();
  await again.context().close();
});

import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { madeUpBoard } from './made-up-board.js';

const board = madeUpBoard(10);
const open = (hash: string, width = 1440): Promise<Page> => board.open(hash, { width });

test('says who needs someone and why, opens the journey that says so, and comes back, all by keyboard', async () => {
  const page = await open('#/');
  await page.getByRole('link', { name: 'Customers', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('2 customers who need someone, the most pressing first').waitFor();
  const first = page.locator('[data-list=customers] > li').first();
  expect(await first.innerText()).toMatch(/77[\s\S]*caller _ann[\s\S]*here now[\s\S]*promise broken yesterday[\s\S]*not resolved[\s\S]*third call about Bill too high in 6 days/);
  await page.getByRole('link', { name: 'caller _ann' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^Caller _ann/ }).waitFor();
  expect(await page.evaluate('document.activeElement.tagName')).toBe('H2');
  await page.getByText('not resolved, as the customer said; the agent had said: resolved').waitFor();
  expect(await page.getByText('Promised').locator('xpath=following-sibling::dd[1]').innerText()).toMatch(/^refund for .*, broken$/);
  await page.goBack();
  await page.getByText('2 customers who need someone').waitFor();
  await page.context().close();
});

test('keeps in the address what was chosen, and tells how it is ranked', async () => {
  const page = await open('#/customers');
  await page.getByRole('combobox', { name: 'Queue' }).selectOption('billing');
  await page.getByText('1 customer who needs someone').waitFor();
  expect(new URL(page.url()).hash).toBe('#/customers?queue=billing');
  await page.getByText('How this is ranked').click();
  await page.getByRole('cell', { name: '10 for each time before, at most 40' }).waitFor();
  await page.getByRole('link', { name: 'Doing well' }).click();
  await page.getByText('0 customers doing well').waitFor();
  expect(new URL(page.url()).hash).toBe('#/customers?queue=billing&view=well');
  await page.context().close();
});

test('says so where nothing is known of a customer', async () => {
  const page = await open('#/customers/tel_nobody');
  await page.getByRole('alert').getByText('Nothing is known of this customer.').waitFor();
  await page.context().close();
});

test.each([360, 720, 1440])('does not scroll sideways at %i pixels', async (width) => {
  const page = await open('#/customers/tel_ann', width);
  await page.getByRole('heading', { name: /^Caller _ann/ }).waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  await page.goto(`${board.url}#/customers`);
  await page.getByText('2 customers who need someone').waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  await page.context().close();
});

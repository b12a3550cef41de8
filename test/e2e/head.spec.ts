import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { madeUpBoard } from './made-up-board.js';

const board = madeUpBoard(10);
const open = (hash: string, width = 1440): Promise<Page> => board.open(hash, { width, role: 'admin' });
const linesOfHead = '(() => { const head = document.querySelector(".head"); return [...head.children].map((each) => Math.round(each.getBoundingClientRect().bottom)); })()';

test('a word opens its pages by keyboard, Esc closes it and gives the focus back, and the page that is open is named', async () => {
  const page = await open('#/flags');
  const word = page.getByRole('button', { name: /^Improve/ });
  await word.focus();
  expect(await word.getAttribute('aria-expanded')).toBe('false');
  await page.keyboard.press('Enter');
  expect(await word.getAttribute('aria-expanded')).toBe('true');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Menus');
  await page.keyboard.press('Escape');
  expect(await word.getAttribute('aria-expanded')).toBe('false');
  expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Improve');
  await word.click();
  await page.getByRole('link', { name: 'Findings' }).click();
  await page.getByRole('button', { name: 'Improve , open: Findings' }).waitFor();
  expect(await page.getByRole('link', { name: 'Findings' }).count()).toBe(0);
  await page.context().close();
});

test('it closes when the reader goes on to something else', async () => {
  const page = await open('#/flags');
  const word = page.getByRole('button', { name: 'Set up' });
  await word.click();
  await page.getByRole('link', { name: 'Sources' }).waitFor();
  await page.getByRole('heading', { name: 'Newest first' }).click();
  expect(await word.getAttribute('aria-expanded')).toBe('false');
  await page.context().close();
});

test.each([1280, 1440, 2560])('all of it stands in one line at %i pixels', async (width) => {
  const page = await open('#/findings', width);
  await page.getByText('This week').first().waitFor();
  const bottoms = await page.evaluate(linesOfHead) as number[];
  expect(Math.max(...bottoms) - Math.min(...bottoms)).toBeLessThan(20);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  await page.context().close();
});

test('on a phone all pages lie beneath one word, with the board among them', async () => {
  const page = await open('#/findings', 360);
  await page.getByRole('button', { name: /^Pages/ }).click();
  expect(await page.getByRole('navigation', { name: 'Pages' }).getByRole('link').allTextContents()).toEqual(expect.arrayContaining(['Board', 'Customers', 'Flags', 'Findings', 'Settings']));
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  await page.getByRole('link', { name: 'Board', exact: true }).click();
  await page.getByRole('heading', { name: 'Queues' }).waitFor();
  await page.context().close();
});

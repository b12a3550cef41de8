import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { madeUpBoard } from './made-up-board.js';

const board = madeUpBoard(30);
const open = ({ hash = '', width = 1440, signedIn = true } = {}): Promise<Page> => board.open(hash, { width, role: signedIn ? 'supervisor' : null });

describe('the page', () => {
  test('lets nobody in without a password and says what was wrong', async () => {
    const page = await open({ signedIn: false });
    await page.getByLabel('Name').fill('ann');
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('That name and password do not match.').waitFor();
    await page.getByLabel('Password').fill('earshot');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Queues' }).waitFor();
    await page.context().close();
  });

  test('is walked by keyboard: j to a contact, Enter opens it, Esc closes it and gives the focus back', async () => {
    const page = await open();
    await page.locator('[data-list=lanes] a').first().waitFor();
    await page.keyboard.press('j');
    const contact = await page.evaluate('document.activeElement.getAttribute("href")');
    expect(contact).toMatch(/^#\/contact\//);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Events' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe(contact);
    await page.context().close();
  });

  test('keeps the filter in the address and asks for that view', async () => {
    const page = await open({ hash: '#/?queues=billing' });
    await page.getByRole('link', { name: 'Billing', exact: true }).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(1);
    await page.getByRole('link', { name: 'Billing', exact: true }).click();
    await page.getByRole('link', { name: 'Returns', exact: true }).waitFor();
    expect(new URL(page.url()).hash).toBe('#/');
    await page.context().close();
  });

  test('opens who waits from the number that says how many', async () => {
    const page = await open();
    await page.getByRole('link', { name: /^Waiting \d+: the contacts behind it$/ }).click();
    const list = page.getByRole('dialog', { name: /^Contacts waiting now/ });
    await list.getByText(/\d+ contacts? as of/).waitFor();
    expect(new URL(page.url()).hash).toBe('#/contacts?channel=voice&state=waiting');
    await list.locator('[data-item]').first().click();
    await page.getByRole('heading', { name: 'Events' }).waitFor();
    await page.keyboard.press('Escape');
    await list.waitFor();
    await page.context().close();
  });

  test('takes a person off the call-back list when they were reached', async () => {
    const page = await open();
    const first = page.locator('[data-list=recovery] li', { has: page.getByRole('button', { name: /^Reached/ }) }).first();
    const who = await first.locator('a').first().textContent();
    await first.getByRole('button', { name: /^Calling/ }).click();
    await first.getByText('being called').waitFor();
    await first.getByRole('link', { name: '+12025550123' }).waitFor();
    await first.getByRole('button', { name: /^Reached/ }).click();
    await page.locator('[data-list=recovery] a', { hasText: String(who) }).waitFor({ state: 'detached' });
    await page.context().close();
  });

  test.each([360, 390, 720, 1280, 3840])('does not scroll sideways at %i pixels', async (width) => {
    const page = await open({ width });
    await page.getByRole('heading', { name: 'Queues' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  test('says since when it is not live, and comes back by itself', async () => {
    const page = await open();
    await page.getByRole('heading', { name: 'Queues' }).waitFor();
    await board.stop();
    await page.getByText(/Not live since \d\d:\d\d:\d\d/).waitFor();
    const shown = await page.locator('.clock').textContent();
    await new Promise((later) => setTimeout(later, 1_500));
    expect(await page.locator('.clock').textContent()).toBe(shown);
    await board.start();
    await page.getByText('Not live since').waitFor({ state: 'detached' });
    await page.context().close();
  });
});

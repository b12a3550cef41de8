import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { madeUpBoard } from './made-up-board.js';

const board = madeUpBoard(30);
const open = (hash: string, width = 1440): Promise<Page> => board.open(hash, { width });

describe('the page of what customers say', () => {
  test('is reached from the head, and shows both sides of the same contacts in a table that can be read aloud', async () => {
    const page = await open('');
    await page.getByRole('button', { name: 'Improve' }).click();
    await page.getByRole('link', { name: 'Voice' }).click();
    const pane = page.getByRole('region', { name: 'Resolved? Agents against customers' });
    const table = pane.getByRole('table', { name: /^Settled: ended before .*, 312 contacts$/ });
    await table.waitFor();
    expect(await table.getByRole('row').nth(1).innerText()).toMatch(/Agent: yes\s+190\s+61\s+closed, not solved/);
    await pane.getByText('Agents 80 % (72–88), customers 65 % (57–73), gap +15 (+9 to +21) points. Agents call more resolved than customers show.').waitFor();
    await pane.getByText('78 said it themselves; the others came back or did not. Of these 78 alone: agents 85 % (77–93), customers 60 % (52–68), gap +24 (+13 to +34) points.').first().waitFor();
    await pane.getByRole('table', { name: /^As it stands, provisional/ }).waitFor();
    await pane.getByRole('radio', { name: 'by reason' }).check();
    await pane.getByRole('rowheader', { name: 'Rebate' }).waitFor();
    expect(await pane.getByRole('rowheader', { name: 'Billing' }).count()).toBe(0);
    await page.context().close();
  });

  test('hides what thirty contacts or ten answers are missing for, with the reason', async () => {
    const page = await open('#/voice');
    const sales = page.getByRole('row', { name: /^Sales/ }).first();
    await sales.waitFor();
    expect(await sales.innerText()).toMatch(/Sales\s*provisional\s+24\s+from 30 on/);
    expect(await page.getByRole('row', { name: /^Bob Byrne/ }).innerText()).toMatch(/13\s+from 30 on/);
    await page.getByText('too few to say').waitFor();
    await page.getByText('31 of 100 answers wanted').waitFor();
    await page.getByRole('link', { name: 'Why callers get lost' }).click();
    await page.getByText('Everyone who called and met Menu maze. 31 of 100 answers wanted, ends with').waitFor();
    await page.getByText('8 answers so far; from ten on there is something to say.').waitFor();
    await page.context().close();
  });

  test('sets what is expected beside what is, and answers beside what they can say of everyone', async () => {
    const page = await open('#/voice');
    const beliefs = page.getByRole('region', { name: 'Expected, and what is' });
    await beliefs.getByText('less than expected').waitFor();
    expect(await beliefs.getByRole('listitem').first().innerText()).toMatch(/Satisfied, 4 and 5 of 5 The whole center\s+expected 85 %\s+is 64 % \(56–72\)\s+n 110/);
    const weighed = page.getByRole('region', { name: 'What the answers say of everyone' });
    await weighed.getByText('effective sample 71, of 94 % of contacts: of the others fewer than five answered').waitFor();
    await weighed.getByText('19 to 85 %').waitFor();
    await weighed.getByText('4 strata, 1,600 contacts').click();
    await weighed.getByRole('rowheader', { name: 'No queue' }).waitFor();
    await page.context().close();
  });

  test('opens one programme with whom it asks, its answers, what the same day flatters, and their own words', async () => {
    const page = await open('#/voice?days=7');
    await page.getByRole('link', { name: 'After a call' }).click();
    expect(new URL(page.url()).hash).toBe('#/voice/after-call?days=7');
    await page.getByText('20 % of contacts through Billing or Sales, 30 min after they end; 25 % of these 2 days after instead.').waitFor();
    await page.getByText('+14 (−6 to +32) points').waitFor();
    await page.getByText('The menu sent me in circles, then it was quick.').waitFor();
    await page.getByRole('link', { name: 'All that customers say' }).click();
    await page.getByRole('region', { name: 'What customers are asked' }).waitFor();
    await page.context().close();
  });

  test('is one click from each customer who was not heard, and back', async () => {
    const page = await open('#/voice');
    const list = page.locator('[data-list=unheard]');
    await list.waitFor();
    expect(await list.locator('li').count()).toBe(8);
    await list.locator('[data-item]').first().click();
    await page.getByRole('heading', { name: 'Events' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await list.waitFor();
    await page.getByRole('button', { name: 'Show all 14' }).click();
    expect(await list.locator('li').count()).toBe(14);
    await page.context().close();
  });

  test.each([360, 720, 1440])('does not scroll sideways at %i pixels', async (width) => {
    for (const hash of ['#/voice', '#/voice/after-call']) {
      const page = await open(hash, width);
      await page.getByRole('heading', { name: 'Voice' }).waitFor();
      await page.getByText(/Response/).first().waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      await page.context().close();
    }
  });
});

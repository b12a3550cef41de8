import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { unnamedFloor } from '../../src/domain/floor.js';
import { seconds } from '../../src/domain/time.js';
import { openBrowser } from '../e2e/browser.js';
import { StoryApi } from '../support/api.js';
import { caller, enters, hangsUp, presses, queues, reaches } from '../support/story.js';

const noon = Date.parse('2026-03-02T12:30:00Z');
const number = '+49301234';
const quiet = '+49305678';
const api = new StoryApi({
  ...unnamedFloor, entries: {
    [number]: { name: 'Service <line>', public: 'on', embedIn: ['https://www.example.com'] }, [quiet]: { name: 'Quiet line', public: 'on', calendar: 'never' }, '+49300000': { name: 'Secret line', public: 'off' },
  }, calendars: { never: { hours: {}, holidays: [] } },
}, noon);
/** Sixty in the hour before; of another number, ten. */
const calls = [number, quiet].flatMap((to) => Array.from({ length: to === number ? 60 : 10 }, (_, nth) => caller({ id: `${to}-${nth}`, begins: noon - seconds(5_000 - nth), to, from: `7f${nth}` })
  .at(2, enters('main')).at(7, presses('1')).at(8, queues('sales')).at(68, reaches('Anna Agent', 'sales')).at(100, hangsUp())));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser: Browser;

beforeAll(async () => {
  for (const event of calls.flatMap(({ events }) => events).toSorted((a, b) => a.time - b.time)) await api.story.arrive(event.time, [event]);
  await api.story.tick(noon);
  await api.settle();
  await api.open();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await api.close();
});

test('tells anybody how to reach a person, without a count, a name or a customer in it', async () => {
  const { status, body, headers } = await api.ask<string>(undefined, `/reach/${encodeURIComponent(number)}`);
  expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'text/html; charset=utf-8', 'public, max-age=60']);
  expect(body).toContain('<li>Press <kbd>1</kbd>.</li>');
  expect(body).toContain('The menu takes 10 seconds that way.');
  expect(body).toContain('At any time: half of all callers reached a person within 70 seconds of calling, nine of ten within 70 seconds.');
  expect(body).not.toMatch(/Anna|sales|7f\d|script|60|Closed/);
});

test('tells nothing of few, and that it is closed', async () => {
  const { body } = await api.ask<string>(undefined, `/reach/${encodeURIComponent(quiet)}`);
  expect(body).toContain('<strong>Closed now.</strong>');
  expect(body).toContain('Which keys lead to a person soonest is not known');
  expect(body).toContain('Not known: too few calls show it.');
  expect(body).not.toMatch(/Anna|sales|7f\d|script/);
});

test('is nowhere for a number that is not switched on, just as for one that is not ours', async () => {
  const [off, unknown] = [await api.ask<string>(undefined, '/reach/%2B49300000'), await api.ask<string>(undefined, '/reach/constructor')];
  expect([off.status, unknown.status, off.body === unknown.body, off.body.includes('Secret')]).toEqual([404, 404, true, false]);
});

test('may be framed by whom the settings name, and by nobody else; nothing may run in it', async () => {
  const [framed, unframed] = [await api.ask(undefined, `/reach/${encodeURIComponent(number)}`), await api.ask(undefined, `/reach/${encodeURIComponent(quiet)}`)];
  expect(framed.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors https:\/\/www\.example\.com$/);
  expect(unframed.headers['content-security-policy']).toMatch(/frame-ancestors 'none'$/);
});

test.each([360, 1_280])('reads well at %i pixels without a script, and axe finds nothing', async (width) => {
  const context = await browser.newContext({ viewport: { width, height: 700 }, bypassCSP: true });
  const page = await context.newPage();
  await page.setContent((await api.ask<string>(undefined, `/reach/${encodeURIComponent(number)}`)).body);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('How to reach a person at Service <line>');
  await page.addScriptTag({ content: axe });
  const { violations } = await page.evaluate('axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })') as AxeResults;
  expect(violations.map(({ id }) => id)).toEqual([]);
  await context.close();
});

test('answers so many a minute and asks the others to come back', async () => {
  const all = await Promise.all(Array.from({ length: 1_600 }, async () => api.ask(undefined, `/reach/${encodeURIComponent(quiet)}`)));
  const refused = all.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
});

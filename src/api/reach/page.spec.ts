import { expect, test } from '@jest/globals';
import { about, reachPage, STYLE_HASH } from './page.js';
import type { Reach } from './page.js';

const reach: Reach = {
  number: '+493012345', name: 'Service line', isOpen: true, hour: 'Tuesdays from 14:00 to 15:00',
  way: { steps: [{ is: 'press', key: '2' }, { is: 'wait' }, { is: 'press', key: '0' }], ms: 38_000 }, usual: { half: 150_000, nineOfTen: 540_000 }, now: { half: 61_000, nineOfTen: 100_000 },
};
const textOf = (page: string): string => page.replaceAll(/<style>.*?<\/style>/gsu, '').replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ').trim();

test('says which keys, how long the menu takes, and how long it usually takes', () => {
  expect(textOf(reachPage(reach))).toContain('Call +493012345 . Press 2 . Wait; no key is needed. Press 0 . Then you are in the queue, or with a person. The menu takes 40 seconds that way.');
  expect(textOf(reachPage(reach))).toContain('Usually at this time (Tuesdays from 14:00 to 15:00): half of all callers reached a person within 70 seconds of calling, nine of ten within 2 minutes. At any time: half of all callers reached a person within 3 minutes of calling, nine of ten within 9 minutes.');
});

test('says what is not known, and that it is closed', () => {
  const text = textOf(reachPage({ ...reach, isOpen: false, way: undefined, usual: undefined, now: undefined }));
  expect(text).toContain('Closed now.');
  expect(text).toContain('Which keys lead to a person soonest is not known: too few calls show it.');
  expect(text).toContain('How long it takes Not known: too few calls show it.');
});

test('takes nothing that is called something for markup', () => {
  const page = reachPage({ ...reach, name: '<img src=x onerror="alert(1)">', number: '"><script>', way: { steps: [{ is: 'press', key: '<' }], ms: 1 } });
  expect(page).not.toMatch(/<img|<script|href="tel:"/);
  expect(page).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;');
});

test('rounds up, so that no one\'s own time is told', () => {
  expect([0, 9_000, 10_001, 90_000, 90_001, 600_000, 600_001].map(about)).toEqual(['10 seconds', '10 seconds', '20 seconds', '90 seconds', '2 minutes', '10 minutes', '11 minutes']);
});

test('has one style and names its hash for the policy', async () => {
  const style = /<style>(.*?)<\/style>/su.exec(reachPage(reach))?.[1] ?? '';
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))).toString('base64');
  expect(hash).toBe(STYLE_HASH);
});

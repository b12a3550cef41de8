import { expect, test } from '@jest/globals';
import type { JourneyContact } from '../../../contract/customers.js';
import { lineOf, resolutionSays, toneOf } from './journey.js';

const DAY = 86_400_000;
const NOW = 100 * DAY + DAY / 2;
const contact = (id: string, startedAt: number, more: Partial<JourneyContact> = {}): JourneyContact => ({
  contact: id, startedAt, direction: 'inbound', channel: 'voice', outcome: '', flags: [], queues: [], agents: [], cards: [], promises: [], prompts: [], surveys: [], resolution: { is: 'unknown', says: 'nobody said' }, ...more,
});

test('says what is known of the resolution, and how', () => {
  expect(resolutionSays({ is: 'stated', by: 'customer', resolved: 'no', against: 'yes' })).toBe('not resolved, as the customer said; the agent had said: resolved');
  expect(resolutionSays({ is: 'inferred', resolved: 'yes', says: 'did not come back within 7 days' })).toBe('resolved, it seems: did not come back within 7 days');
  expect(resolutionSays({ is: 'unknown', says: 'under way' })).toBe('unknown: under way');
  expect([toneOf({ is: 'unknown', says: '' }), toneOf({ is: 'stated', by: 'agent', resolved: 'partly' })]).toEqual(['neutral', 'warn']);
});

const dayBegan = (at: number): number => at - (at % DAY);

test('puts contacts, promises and days on one line to scale', () => {
  const line = lineOf([contact('a', NOW - 4 * DAY), contact('b', NOW - DAY, { promises: [{ madeAt: NOW - DAY, due: NOW + DAY, state: 'open' }] })], NOW, dayBegan);
  expect([line.from, line.to]).toEqual([NOW - 4 * DAY - DAY / 8, NOW + DAY]);
  const [a, b] = line.marks.map(({ at }) => at);
  expect(a).toBeCloseTo(0.125 / 5.125, 5);
  expect(b).toBeCloseTo(3.125 / 5.125, 5);
  expect(line.promises).toEqual([{ from: b, to: 1, state: 'open' }]);
  expect(line.strokes.map(({ instant }) => instant / DAY)).toEqual([97, 98, 99, 100, 101]);
});

test('draws the hours of a short journey, and few strokes for a long one', () => {
  expect(lineOf([contact('a', NOW - 20 * 60_000)], NOW, dayBegan).strokes.map(({ instant }) => (instant % DAY) / 60_000)).toEqual([11 * 60, 11 * 60 + 15, 11 * 60 + 30, 11 * 60 + 45].filter((minute) => minute > 11 * 60 - 2));
  expect(lineOf([contact('a', NOW - DAY)], NOW, dayBegan).strokes.map(({ isDay }) => isDay)).toContain(true);
  expect(lineOf([contact('a', NOW - 400 * DAY)], NOW, dayBegan).strokes.length).toBeLessThanOrEqual(12);
});

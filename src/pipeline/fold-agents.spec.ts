import { expect, test } from '@jest/globals';
import { StoryStreet } from '../../test/support/street.js';
import type { EarshotEvent } from '../domain/event.js';
import { DAY, HOUR, MINUTE } from '../domain/time.js';

const MONDAY = Date.parse('2026-03-02T00:00:00Z');
let told = 0;
const is = (state: 'available' | 'away' | 'offline', at: number): EarshotEvent => {
  told += 1;
  return { id: `s${told}`, source: 'story', subject: 'anna', time: at, type: 'agent.state', data: { state } };
};
/** Hours per state of each day, as they are counted. */
function hoursOf(street: StoryStreet, day: number): Record<string, number> {
  const sums = street.memory.unsaved.sums('arrival', 'agent/anna', MONDAY + day * DAY, MONDAY + (day + 1) * DAY);
  return Object.fromEntries(Object.entries(sums).filter(([measure]) => measure !== 'state.offline').map(([measure, value]) => [measure.slice(6), (value ?? 0) / HOUR]));
}

test('who works past midnight begins the next day as the last one ended', async () => {
  const street = new StoryStreet();
  await street.arrive(MONDAY + 22 * HOUR, [is('available', MONDAY + 22 * HOUR)]);
  await street.arrive(MONDAY + DAY + 2 * HOUR, [is('offline', MONDAY + DAY + 2 * HOUR)]);
  await street.tick(MONDAY + 2 * DAY);
  expect([hoursOf(street, 0), hoursOf(street, 1)]).toEqual([{ available: 2 }, { available: 2 }]);
});

test('who was not heard of for long was not there, even where no source said so', async () => {
  const street = new StoryStreet();
  await street.arrive(MONDAY + 7 * HOUR, [is('available', MONDAY + 7 * HOUR)]);
  await street.tick(MONDAY + DAY + HOUR);
  await street.arrive(MONDAY + 2 * DAY + 8 * HOUR, [is('away', MONDAY + 2 * DAY + 8 * HOUR)]);
  await street.arrive(MONDAY + 2 * DAY + 9 * HOUR, [is('offline', MONDAY + 2 * DAY + 9 * HOUR)]);
  await street.tick(MONDAY + 3 * DAY);
  expect([hoursOf(street, 0), hoursOf(street, 1), hoursOf(street, 2)]).toEqual([{ available: 17 }, {}, { away: 1 }]);
});

test('a late word about yesterday changes yesterday and how today began', async () => {
  const street = new StoryStreet();
  await street.arrive(MONDAY + 20 * HOUR, [is('available', MONDAY + 20 * HOUR)]);
  await street.arrive(MONDAY + DAY + 6 * HOUR, [is('away', MONDAY + DAY + 6 * HOUR)]);
  await street.arrive(MONDAY + DAY + 6 * HOUR + MINUTE, [is('offline', MONDAY + 21 * HOUR), is('offline', MONDAY + DAY + 7 * HOUR)]);
  await street.tick(MONDAY + 2 * DAY);
  expect([hoursOf(street, 0), hoursOf(street, 1)]).toEqual([{ available: 1 }, { away: 1 }]);
});

test('an event that comes twice counts once', async () => {
  const street = new StoryStreet();
  const event = is('available', MONDAY + 20 * HOUR);
  for (const at of [20, 21, 22]) await street.arrive(MONDAY + at * HOUR, [event]);
  await street.arrive(MONDAY + 23 * HOUR, [is('offline', MONDAY + 23 * HOUR)]);
  expect(hoursOf(street, 0)).toEqual({ available: 3 });
});

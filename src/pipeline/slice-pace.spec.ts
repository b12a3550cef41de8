import { expect, test } from '@jest/globals';
import { SECOND } from '../domain/time.js';
import { SLICE_EVERY, SlicePace } from './slice-pace.js';

const NOW = Date.UTC(2026, 10, 2);

function writtenIn(seconds: number, contacts: number): number {
  const pace = new SlicePace();
  pace.took(0, NOW);
  let slices = 0;
  for (let now = NOW; now < NOW + seconds * SECOND; now += 5) {
    while (pace.isDue(now)) {
      pace.took(contacts, now);
      slices += 1;
    }
  }
  return slices;
}

test('small slices come one in its time', () => {
  expect(writtenIn(8, 10)).toBeLessThanOrEqual(8 * SECOND / SLICE_EVERY + 17);
  expect(writtenIn(8, 10)).toBeGreaterThanOrEqual(8 * SECOND / SLICE_EVERY - 1);
});

test('large ones come as seldom as their contacts are many', () => {
  const more = writtenIn(40, 2_500) - writtenIn(20, 2_500);
  expect(more * 2_500 / 20).toBeLessThanOrEqual(5_000 * 1.05);
  expect(more * 2_500 / 20).toBeGreaterThanOrEqual(5_000 * 0.95);
});

test('what was held up is made good, but not all of a long time', () => {
  const pace = new SlicePace();
  pace.took(0, NOW);
  const later = NOW + 60 * SECOND;
  let atOnce = 0;
  while (pace.isDue(later)) {
    pace.took(1, later);
    atOnce += 1;
  }
  expect(atOnce).toBeGreaterThan(8);
  expect(atOnce).toBeLessThan(20);
});

test('a clock that is set back by an hour keeps none waiting, and lets none come faster', () => {
  const pace = new SlicePace();
  pace.took(2_500, NOW);
  let slices = 0;
  for (let now = NOW - 60 * 60 * SECOND; now < NOW - 60 * 60 * SECOND + 20 * SECOND; now += 5) {
    while (pace.isDue(now)) {
      pace.took(2_500, now);
      slices += 1;
    }
  }
  expect(slices).toBe(40);
});

import { expect, test } from '@jest/globals';
import { Recent } from './recent.js';

const filled = (count: number, most: number): Recent<number> => {
  const recent = Recent.empty<number>(most);
  for (let index = 0; index < count; index += 1) recent.set(String(index), index);
  return recent;
};

test('knows what was noted, the newest word of it', () => {
  const recent = filled(1_000, 10_000);
  recent.set('3', -3);
  expect([recent.get('3'), recent.get('4'), recent.get('999'), recent.get('1000')]).toEqual([-3, 4, 999, undefined]);
});

test('a copy goes its own way, and leaves what it was made from as it was', () => {
  const recent = filled(300, 10_000);
  const copy = recent.copy();
  for (let index = 0; index < 600; index += 1) copy.set(String(index), -index);
  expect([recent.get('7'), recent.get('599'), copy.get('7'), copy.get('599')]).toEqual([7, undefined, -7, -599]);
});

test('forgets what was noted longest ago, and not what was noted again', () => {
  const recent = filled(1_000, 1_000);
  recent.set('0', 0);
  for (let index = 1_000; index < 1_400; index += 1) recent.set(String(index), index);
  expect([recent.get('0'), recent.get('1'), recent.get('1399')]).toEqual([0, undefined, 1_399]);
});

test('holds no more than it may, and a little of what is new', () => {
  const recent = filled(20_000, 1_000);
  const held = Array.from({ length: 20_000 }, (_, index) => recent.get(String(index))).filter((value) => value !== undefined);
  expect(held.length).toBeLessThanOrEqual(1_000 + 256);
  expect(held.length).toBeGreaterThanOrEqual(1_000);
});

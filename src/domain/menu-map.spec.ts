import { expect, test } from '@jest/globals';
import { caller, contactOf, enters, hangsUp, presses, queues } from '../../test/support/story.js';
import type { Story } from '../../test/support/story.js';
import { contributionsOfSteps } from './contributions/steps.js';
import { unnamedFloor } from './floor.js';
import { mapOf } from './menu-map.js';
import type { MenuMap } from './menu-map.js';
import type { Sums } from './metric.js';
import { shortestWay } from './shortest-way.js';
import { readStepKey } from './step-key.js';

/** What so many callers with these stories come to. */
function mapAfter(...stories: readonly (readonly [count: number, story: Story])[]): MenuMap {
  const sums = new Map<string, Record<string, number>>();
  for (const [count, story] of stories) {
    for (const { key, tally } of contributionsOfSteps(contactOf(story), unnamedFloor)) {
      if (!key.startsWith('voice/step/')) continue;
      const known = sums.get(key) ?? {};
      for (const [measure, value] of Object.entries(tally) as [string, number][]) known[measure] = (known[measure] ?? 0) + count * value;
      sums.set(key, known);
    }
  }
  return mapOf([...sums].map(([key, each]) => ({ step: readStepKey(key), sums: each as Sums })));
}

const straight = caller({ to: '+1 (256)/55' }).at(0, enters('main')).at(7, presses('2')).at(8, enters('billing')).at(19, presses('0')).at(20, queues('billing')).at(60, hangsUp());
const lost = caller({ to: '+1 (256)/55' }).at(0, enters('main')).at(9, presses('3')).at(10, enters('loans')).at(30, enters('main')).at(50, hangsUp());

test('the map says how often each place was come to, who hung up there and who was there before', () => {
  const { places, edges } = mapAfter([30, straight], [10, lost]);
  expect(places.map(({ place, visits, hungUp, again }) => [place, visits, hungUp, again])).toEqual([
    ['node:main', 50, 10, 10], ['start', 40, 0, 0], ['node:billing', 30, 0, 0], ['queue:billing', 30, 0, 0], ['node:loans', 10, 0, 0], ['hung-up', 10, 0, 0],
  ]);
  expect(edges.find(({ to }) => to === 'node:billing')).toMatchObject({ from: 'node:main', passes: 30, key: '2' });
});

test('the shortest way goes over steps that enough callers took', () => {
  const straightWay = shortestWay(mapAfter([30, straight], [10, lost]));
  expect(straightWay).toMatchObject({ places: ['start', 'node:main', 'node:billing', 'queue:billing'], keys: ['2', '0'] });
  expect(straightWay?.ms).toBeGreaterThan(15_000);
  expect(straightWay?.ms).toBeLessThan(25_000);
  expect(shortestWay(mapAfter([19, straight], [10, lost]))).toBeUndefined();
});

test('the shortest of several ways is the quickest, not that of the fewest steps', () => {
  const waits = caller().at(0, enters('main')).at(90, queues('service')).at(99, hangsUp());
  const quick = caller().at(0, enters('main')).at(3, presses('1')).at(4, enters('more')).at(8, presses('0')).at(9, queues('service')).at(99, hangsUp());
  expect(shortestWay(mapAfter([50, waits], [25, quick]))).toMatchObject({ places: ['start', 'node:main', 'node:more', 'queue:service'], keys: ['1', '0'] });
});

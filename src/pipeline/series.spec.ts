import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Measure } from '../domain/metric.js';
import { Series } from './series.js';

const measures = ['offered', 'answered'] as const satisfies readonly Measure[];
const step = fc.integer({ min: 0, max: 60 });
const asked = fc.record({ is: fc.constant('asked' as const), first: step, length: fc.integer({ min: 0, max: 60 }) });
const heard = fc.record({ is: fc.constant('heard' as const), when: step, measure: fc.constantFrom(...measures), value: fc.integer({ min: -3, max: 9 }) });
const emptied = fc.record({ is: fc.constant('emptied' as const), when: step });

test('whatever was asked before, a window comes to what its cells hold now', () => {
  fc.assert(fc.property(fc.array(fc.oneof({ weight: 3, arbitrary: heard }, { weight: 2, arbitrary: asked }, { weight: 1, arbitrary: emptied }), { minLength: 40, maxLength: 200 }), (happens) => {
    const series = new Series();
    const plain = new Map<number, Record<string, number>>();
    for (const each of happens) {
      if (each.is === 'heard') {
        const cell = series.open(each.when);
        cell.set(each.measure, (cell.get(each.measure) ?? 0) + each.value);
        const known = plain.get(each.when) ?? {};
        plain.set(each.when, { ...known, [each.measure]: (known[each.measure] ?? 0) + each.value });
      } else if (each.is === 'emptied') {
        series.delete(each.when);
        plain.delete(each.when);
      } else {
        const within = [...plain].filter(([when]) => when >= each.first && when < each.first + each.length).map(([, cell]) => cell);
        const sums: Record<string, number> = {};
        for (const cell of within) for (const [measure, value] of Object.entries(cell)) sums[measure] = (sums[measure] ?? 0) + value;
        expect(series.sums(each.first, each.first + each.length)).toEqual(sums);
        expect(series.reaches(each.first)).toBe([...plain.keys()].some((when) => when >= each.first));
      }
    }
  }), { numRuns: 300 });
});

test('who asked may change what they were told: the next is told the sums again', () => {
  const series = new Series();
  for (let when = 0; when < 40; when += 1) series.open(when).set('offered', 1);
  const told = series.sums(0, 40) as { offered: number };
  told.offered = 0;
  expect(series.sums(0, 40)).toEqual({ offered: 40 });
});

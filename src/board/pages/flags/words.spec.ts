import { expect, test } from '@jest/globals';
import { sayMark } from '../../net/mark.js';
import { flagsQueryOf, hasMark, hitRate, shareOf } from './words.js';

test('asks for what the address says, of so many days', () => {
  expect(flagsQueryOf({ rule: 'menu-maze', queue: 'bill ing', mark: 'none' }, 1, 86_400_000)).toEqual(['from=0', 'rule=menu-maze', 'queue=bill%20ing']);
});

test('says a share, and nothing of nothing', () => {
  expect([shareOf(1, 8), shareOf(0, 0)]).toEqual(['12.5 %', '–']);
});

test('says how many of the marked were right, and nothing where nobody marked one', () => {
  expect([hitRate({ acted: 2, useful: 1, noise: 1 }), hitRate({ acted: 0, useful: 0, noise: 0 })]).toEqual(['75.0 %', '–']);
});

test('says who marked it and what was done, and lets through those with the chosen mark', () => {
  const mark = { mark: 'acted', by: 'ann', at: 0, did: 'moved two agents' } as const;
  expect([sayMark(mark), sayMark({ mark: 'noise', by: 'ann', at: 0 }), sayMark(undefined)]).toEqual(['Acted, ann: moved two agents', 'Noise, ann', '']);
  expect([hasMark(mark, 'acted'), hasMark(mark, 'none'), hasMark(undefined, 'none'), hasMark(undefined, 'acted'), hasMark(mark, undefined)]).toEqual([true, false, true, false, true]);
});

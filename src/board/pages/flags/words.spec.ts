import { expect, test } from '@jest/globals';
import { sayMark } from '../../net/mark.js';
import { flagsQueryOf, hasMark, shareOf } from './words.js';

test('asks for what the address says, of so many days', () => {
  expect(flagsQueryOf({ rule: 'menu-maze', queue: 'bill ing', mark: 'none' }, 1, 86_400_000)).toEqual(['from=0', 'rule=menu-maze', 'queue=bill%20ing']);
});

test('says a share, and nothing of nothing', () => {
  expect([shareOf(1, 8), shareOf(0, 0)]).toEqual(['12.5 %', '–']);
});

test('says who marked it and what was done, and lets through those with the chosen mark', () => {
  const mark = { mark: 'acted', by: 'ann', at: 0, did: 'moved two agents' } as const;
  expect([sayMark(mark), sayMark({ mark: 'noise', by: 'ann', at: 0 }), sayMark(undefined)]).toEqual(['Acted, ann: moved two agents', 'Noise, ann', '']);
  expect([hasMark(mark, 'acted'), hasMark(mark, 'none'), hasMark(undefined, 'none'), hasMark(undefined, 'acted'), hasMark(mark, undefined)]).toEqual([true, false, true, false, true]);
});

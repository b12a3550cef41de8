import { expect, test } from '@jest/globals';
import { asksForCallback, caller, contactOf, hangsUp, isCalledBack, isTried, leavesQueue, queues, wantsNoCallback } from '../../../test/support/story.js';
import { unnamedFloor } from '../floor.js';
import { seconds } from '../time.js';
import { contributionsOfCallBack } from './call-backs.js';
import { contributionsOf } from './contact.js';

const due = seconds(3_600);
const asked = caller().at(0, queues('bill')).at(60, leavesQueue('bill', 'callback'), asksForCallback(due)).at(61, hangsUp());
const told = (story: typeof asked): unknown[] => contributionsOfCallBack(contactOf(story)).filter(({ key }) => key === 'voice/queue/bill').map(({ at, tally }) => [at, tally]);

test('counts a call-back when it was asked for, and its promise when it is due', () => {
  expect(told(asked)).toEqual([[seconds(60), { callBacks: 1, callBacksWaiting: 1 }], [due, { callBacksDue: 1 }]]);
  expect(told(asked.at(660, isTried()).at(700, isCalledBack()))).toEqual([
    [seconds(60), { callBacks: 1, callBacksTried: 1, callBackWaitMs: seconds(600), callBacksReached: 1 }], [due, { callBacksDue: 1, callBacksKept: 1 }],
  ]);
});

test('one that was tried late was not kept, and one that was taken back before its time is no promise', () => {
  expect(told(asked.at(3_601, isTried())).at(-1)).toEqual([due, { callBacksDue: 1 }]);
  expect(told(asked.at(100, wantsNoCallback()))).toEqual([[seconds(60), { callBacks: 1 }]]);
  expect(told(asked.at(3_601, wantsNoCallback())).at(-1)).toEqual([due, { callBacksDue: 1 }]);
});

test('is among what a contact counts, whose stay in the queue is no abandon', () => {
  const keys = contributionsOf(contactOf(asked), unnamedFloor).filter(({ key, attribution }) => key === 'voice/queue/bill' && attribution === 'arrival');
  const sums = keys.map(({ tally }) => tally);
  expect(sums).toContainEqual({ callBacks: 1, callBacksWaiting: 1 });
  expect(sums.find(({ offered }) => offered === 1)).toMatchObject({ flowByChoice: 1, callback: 1 });
  expect(sums.some(({ abandoned }) => abandoned !== undefined)).toBe(false);
});

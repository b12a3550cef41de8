import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { Due } from './due.js';

test('tells what comes due in this second or came due before, each once', () => {
  const due = new Due();
  due.add('a', seconds(1.5));
  due.add('b', seconds(3));
  due.add('never', Infinity);
  expect([due.take(seconds(0.9)), due.take(seconds(1.2)), due.take(seconds(2)), due.take(seconds(9)), due.take(seconds(99))]).toEqual([[], ['a'], [], ['b'], []]);
});

test('tells at once what is noted late', () => {
  const due = new Due();
  due.take(seconds(10));
  due.add('late', seconds(2));
  expect(due.take(seconds(10.2))).toEqual(['late']);
});

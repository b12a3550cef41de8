import { expect, test } from '@jest/globals';
import { HOUR, SECOND } from '../domain/time.js';
import { Agenda } from './agenda.js';

test('what is due is taken once, in its second', () => {
  const agenda = new Agenda<string>();
  agenda.put('early', 2_500);
  agenda.put('late', 9_000);
  expect(agenda.take(2_900)).toEqual([]);
  expect(agenda.take(3_000)).toEqual(['early']);
  expect(agenda.take(3_000)).toEqual([]);
  expect(agenda.take(20_000)).toEqual(['late']);
});

test('the instant last said counts, and the one before holds nothing', () => {
  const agenda = new Agenda<object>();
  const call = {};
  agenda.put(call, HOUR);
  agenda.put(call, 5 * SECOND);
  expect(agenda.take(5 * SECOND)).toEqual([call]);
  expect(agenda.take(Infinity)).toEqual([]);
});

test('one that is put off is not due before', () => {
  const agenda = new Agenda<string>();
  agenda.put('call', 5 * SECOND);
  agenda.put('call', HOUR);
  expect(agenda.take(6 * SECOND)).toEqual([]);
  expect(agenda.take(HOUR)).toEqual(['call']);
});

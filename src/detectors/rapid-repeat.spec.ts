import { expect, test } from '@jest/globals';
import { caller, ends, flagsOfJourney, hangsUp, leavesQueue, queues, reaches } from '../../test/support/story.js';
import type { Caller } from '../../test/support/story.js';
import { MINUTE, seconds } from '../domain/time.js';
import { rapidRepeat } from './rapid-repeat.js';

const rule = [rapidRepeat];
const call = (id: string, begins: number, more: Caller = {}) => caller({ id, begins, from: 'a7f3', ...more }).at(5, reaches('anna', 'support')).at(60, hangsUp());
const lost = caller({ id: 'lost', from: 'a7f3' }).at(0, queues('support')).at(60, hangsUp());

test('flags the third contact in half an hour, while it is up', () => {
  const third = caller({ id: 'third', begins: 25 * MINUTE, from: 'a7f3', to: '+4930' });
  const flags = flagsOfJourney([call('first', 0), call('second', 10 * MINUTE), third], rule);
  expect(flags).toEqual([{
    rule: 'rapid-repeat', contact: 'third', subject: 'contact', since: 25 * MINUTE, severity: 'warning', because: 'third contact in 25 min', place: { entry: '+4930' },
  }]);
  expect(flagsOfJourney([call('first', 0), call('second', 10 * MINUTE), third.at(90, hangsUp())], rule).map(({ until }) => until)).toEqual([25 * MINUTE + seconds(90)]);
});

test('flags who is back within ten minutes after giving up or being turned away', () => {
  const away = caller({ id: 'away', from: 'a7f3' }).at(0, queues('support')).at(60, leavesQueue('support', 'timeout')).at(61, ends('system'));
  const told = [lost, away].flatMap((story) => flagsOfJourney([story, call('again', 5 * MINUTE)], rule, { floor: { queues: { support: { name: 'Support' } } } }));
  expect(told.map(({ because, severity }) => [because, severity])).toEqual([['back 4 min after hanging up in Support', 'warning'], ['back 3 min after being turned away in Support', 'warning']]);
});

test('is severe within five minutes after a drop', () => {
  const broken = caller({ id: 'broken', from: 'a7f3' }).at(0, reaches('anna', 'support')).at(60, ends('customer', '41'));
  const back = (begins: number) => flagsOfJourney([broken, call('again', begins)], rule).map(({ severity, because }) => [severity, because]);
  expect([back(3 * MINUTE), back(9 * MINUTE)]).toEqual([[['severe', 'back 2 min after being cut off in support']], [['warning', 'back 8 min after being cut off in support']]]);
});

test('stays quiet for two contacts, concurrent ones, call-backs, and numbers that are listed out', () => {
  expect(flagsOfJourney([call('first', 0), call('second', 2 * MINUTE)], rule)).toEqual([]);
  const open = ['a', 'b', 'c'].map((id, place) => caller({ id, begins: place * MINUTE, from: 'a7f3' }));
  expect(flagsOfJourney(open, rule)).toEqual([]);
  expect(flagsOfJourney([lost, call('back', 3 * MINUTE, { direction: 'callback', to: 'a7f3' })], rule)).toEqual([]);
  expect(flagsOfJourney([lost, call('again', 3 * MINUTE)], rule, { floor: { listedOut: ['a7f3'] } })).toEqual([]);
});

test('takes the flag back when it shows late that the first one was answered', () => {
  expect(flagsOfJourney([lost.at(30, reaches('bert', 'support')), call('again', 5 * MINUTE)], rule)).toEqual([]);
});

import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { caller, flagsOf, hangsUp, leavesQueue, partsFrom, queues, reaches } from '../../test/support/story.js';
import { pingPong } from './ping-pong.js';

const rule = [pingPong];
const away = caller().at(0, queues('sales')).at(20, reaches('anna', 'sales')).at(60, partsFrom('anna', 'transfer')).at(60, queues('support')).at(90, reaches('bert', 'support'));
const back = away.at(180, partsFrom('bert', 'transfer')).at(190, queues('sales'));

test('flags the way back to the first queue, for as long as someone can act', () => {
  expect(flagsOf(back, rule, { floor: { queues: { sales: { name: 'Sales' } } } })).toEqual([{
    rule: 'ping-pong', subject: 'contact', since: seconds(190), severity: 'warning',
    because: 'sent back to Sales in 3:10: was with Sales, support and Sales', place: { queue: 'sales' },
  }]);
  expect(flagsOf(back.at(250, hangsUp()), rule).map(({ until }) => until)).toEqual([seconds(850)]);
});

test('flags the way back to an agent where no queue is known, and is severe from the second on', () => {
  const names = ['anna', 'bert', 'anna', 'bert'];
  const story = names.reduce((told, name, place) => told.at(place * 60, reaches(name)).at(place * 60 + 59, partsFrom(name, 'transfer')), caller());
  expect(flagsOf(story, rule)).toEqual([{
    rule: 'ping-pong', subject: 'contact', since: seconds(120), severity: 'severe',
    because: 'sent back to bert in 3:00: was with anna, bert, anna and bert', place: { agent: 'bert' },
  }]);
});

test('stays quiet for two queues, and for the same one twice in a row', () => {
  expect(flagsOf(away, rule)).toEqual([]);
  const again = caller().at(0, queues('sales')).at(20, leavesQueue('sales', 'exit-key')).at(30, queues('sales')).at(40, leavesQueue('sales', 'exit-key')).at(50, queues('sales'));
  expect(flagsOf(again, rule)).toEqual([]);
});

test('stays quiet for parallel queues and for an agent who asks another', () => {
  const both = caller().at(0, queues('sales', { visit: 'a' }), queues('support', { visit: 'b' })).at(20, leavesQueue('sales', 'withdrawn', { visit: 'a' })).at(25, queues('sales', { visit: 'c' }));
  expect(flagsOf(both, rule)).toEqual([]);
  const consults = caller().at(0, reaches('anna')).at(30, reaches('bert')).at(60, partsFrom('bert')).at(90, reaches('bert')).at(99, partsFrom('bert'));
  expect(flagsOf(consults, rule)).toEqual([]);
});

test('takes the flag back when it shows late that the place was kept', () => {
  const waits = caller().at(0, queues('sales')).at(20, leavesQueue('sales', 'overflow')).at(20, queues('support')).at(50, leavesQueue('support', 'overflow')).at(50, queues('sales', { visit: 'third' }));
  expect(flagsOf(waits, rule)).toHaveLength(1);
  expect(flagsOf(waits.at(10, queues('sales', { visit: 'third' })), rule)).toEqual([]);
});

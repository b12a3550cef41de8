import { expect, test } from '@jest/globals';
import { seconds } from '../domain/time.js';
import { caller, flagsOf, hangsUp, reaches, sounds } from '../../test/support/story.js';
import { turningNegative } from './turning-negative.js';

const rule = [turningNegative];
const pleased = caller().at(0, reaches('anna', 'support')).at(10, sounds(0.3)).at(20, sounds(0.1));
const turned = pleased.at(60, sounds(-0.2)).at(70, sounds(-0.6)).at(80, sounds(-1));

test('flags a mood that turns, until it is better or for ten minutes after the end', () => {
  expect(flagsOf(turned, rule, { floor: { agents: { anna: { name: 'Anna' } } } })).toEqual([{
    rule: 'turning-negative', subject: 'contact', since: seconds(80), severity: 'warning',
    because: 'sounded -0.6 over 3 remarks, 0.2 before, with Anna', place: { agent: 'anna', queue: 'support' },
  }]);
  expect(flagsOf(turned.at(120, hangsUp()), rule).map(({ until }) => until)).toEqual([seconds(720)]);
  expect(flagsOf(turned.at(90, sounds(0.2)).at(100, sounds(0.4)), rule).map(({ until }) => until)).toEqual([seconds(100)]);
});

test('stays quiet for who was displeased from the first word, for one bad remark, and for how the agent sounds', () => {
  const angry = [-0.8, -0.7, -0.9, -0.8].reduce((told, score, place) => told.at(place * 10, sounds(score)), caller().at(0, reaches('anna')));
  expect(flagsOf(angry, rule)).toEqual([]);
  expect(flagsOf(pleased.at(60, sounds(-0.9)).at(70, sounds(0.2)).at(80, sounds(0.1)), rule)).toEqual([]);
  const agent = [-0.8, -0.7, -0.9].reduce((told, score, place) => told.at(60 + place, { type: 'speech.sentiment', data: { score, of: 'agent' } }), pleased);
  expect(flagsOf(agent, rule)).toEqual([]);
});

test('takes the flag back when a remark between is reported late', () => {
  expect(flagsOf(turned.at(75, sounds(0.8)), rule)).toEqual([]);
});

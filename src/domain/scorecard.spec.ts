import { expect, test } from '@jest/globals';
import { spreadMeasure } from './spread.js';
import type { StepCount } from './menu-map.js';
import { scorecardOf, shownBy } from './scorecard.js';
import type { Scored, Verdict } from './scorecard.js';
import { caller, contactOf } from '../../test/support/story.js';
import { seconds } from './time.js';

const nothing: Scored = { ways: {}, steps: [], declared: {} };
const step = (to: string, sums: StepCount['sums'], after = 6): StepCount => ({ step: { flow: undefined, flowVersion: undefined, from: 'node:main', to }, sums: { steps: 30, [spreadMeasure('stepped', seconds(after))]: 30, ...sums } });
const verdict = (point: string, scored: Partial<Scored>): readonly [Verdict | undefined, string | undefined, string | undefined] => {
  const line = scorecardOf({ ...nothing, ...scored }).find((each) => each.point === point);
  return [line?.verdict, line?.by, line?.because];
};

test('asks where nothing tells, on all nine points', () => {
  expect(scorecardOf(nothing).map(({ verdict: told }) => told)).toEqual(Array.from({ length: 9 }, () => 'ask'));
});

test('believes the owner where no event tells, and the events before the owner', () => {
  expect(verdict('language', { declared: { language: true } })).toEqual(['pass', 'settings', 'as its owner declares']);
  expect(verdict('language', { declared: { language: false } })[0]).toBe('fail');
  expect(verdict('zero', { declared: { zero: true }, steps: [step('node:main', { 'key.0': 25 })] })).toEqual(['fail', 'events', '0 led to a queue or a person 0 times of 25']);
});

test('passes a menu from which 0 leads out nearly always', () => {
  expect(verdict('zero', { steps: [step('queue:support', { 'key.0': 19 }), step('node:main', { 'key.0': 1 })] })).toEqual(['pass', 'events', '0 led to a queue or a person 19 times of 20']);
  expect(verdict('zero', { steps: [step('queue:support', { 'key.0': 19 })] })[0]).toBe('ask');
});

test('counts who was told, asked again and sent away', () => {
  expect(verdict('estimate', { ways: { 'std.waited': 40, 'std.told': 36 } })[0]).toBe('pass');
  expect(verdict('estimate', { ways: { 'std.waited': 40, 'std.told': 35 } })[0]).toBe('fail');
  expect(verdict('asked-once', { ways: { 'std.slots': 200, 'std.askedAgain': 2 } })[0]).toBe('pass');
  expect(verdict('asked-once', { ways: { 'std.slots': 200, 'std.askedAgain': 3 } })).toEqual(['fail', 'events', '3 of 200 were asked for the same thing again']);
  expect(verdict('forgiving', { ways: { 'std.erred': 50, 'std.errorEnded': 20 } })).toEqual(['fail', 'events', '20 of 50 who were not heard or understood were sent away']);
});

test('takes a call-back that someone took for an offer, and none for nothing', () => {
  expect(verdict('call-back', { ways: { 'std.longWait': 9, 'std.calledBack': 1 } })[0]).toBe('pass');
  expect(verdict('call-back', { ways: { 'std.longWait': 900 } })[0]).toBe('ask');
});

test('hears from the keys how long prompts are, and whether they can be interrupted', () => {
  const keys = { 'key.1': 30 };
  expect(verdict('short-prompts', { steps: [step('node:billing', keys, 6)] })[0]).toBe('pass');
  expect(verdict('short-prompts', { steps: [step('node:billing', keys, 15)] })[0]).toBe('ask');
  expect(verdict('short-prompts', { steps: [step('node:billing', keys, 40)] })[0]).toBe('fail');
  expect(verdict('interruptible', { steps: [step('node:billing', keys, 1.5)] })[0]).toBe('pass');
  expect(verdict('interruptible', { steps: [step('node:billing', keys, 6)] })[0]).toBe('ask');
});

test('one call shows what it keeps and what it breaks', () => {
  const story = caller().at(0, { type: 'ivr.node.entered', data: { node: 'main' } }).at(4, { type: 'ivr.input', data: { node: 'main', kind: 'key', key: '0' } }).at(5, { type: 'ivr.no-match', data: { node: 'main' } })
    .at(30, { type: 'contact.ended', data: { by: 'system' } });
  expect(shownBy(contactOf(story))).toEqual({ zero: false, forgiving: false });
});

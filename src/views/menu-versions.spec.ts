import { expect, test } from '@jest/globals';
import type { StepCount } from '../domain/menu-map.js';
import { spreadMeasure } from '../domain/spread.js';
import { versionsOf, worseNow } from './menu-versions.js';

/** So many calls of a version of the bank's flow, of whom so many hung up and the others reached a queue. */
function calls(version: string | undefined, all: number, hungUp: number): readonly StepCount[] {
  const step = (from: string, to: string, steps: number): StepCount => ({ step: { flow: 'bank', flowVersion: version, from, to }, sums: { steps } });
  return [step('start', 'node:main', all), step('node:main', 'hung-up', hungUp), step('node:main', 'queue:support', all - hungUp)];
}
const told = (...steps: readonly (readonly StepCount[])[]): readonly string[] => versionsOf(steps.flat()).map(({ version, before }) => `${version} beside ${before?.version ?? 'nothing'}: ${before?.changes.map(({ what, is }) => `${what} ${is}`).join(', ') ?? ''}`);

test('says that a version is worse than the one before it, as people number them', () => {
  expect(told(calls('9', 400, 20), calls('10', 300, 45))).toEqual(['9 beside nothing: ', '10 beside 9: hung-up worse, reached worse']);
  expect(versionsOf([...calls('9', 400, 20), ...calls('10', 300, 45)])[1]?.before?.changes[0]).toEqual({ what: 'hung-up', from: 0.05, to: 0.15, is: 'worse' });
});

test('says that it is better, and nothing where chance would do', () => {
  expect(told(calls('1', 400, 60), calls('2', 400, 20), calls('3', 390, 21))).toEqual(['1 beside nothing: ', '2 beside 1: hung-up better, reached better', '3 beside 2: ']);
});

test('raises the alarm for the newest version only, and not for one that was replaced', () => {
  expect(worseNow(versionsOf([...calls('9', 400, 20), ...calls('10', 300, 45)])).map(({ version }) => version)).toEqual(['10']);
  expect(worseNow(versionsOf([...calls('9', 400, 20), ...calls('10', 300, 45), ...calls('11', 300, 15)]))).toEqual([]);
  expect(worseNow(versionsOf([...calls('9', 400, 20), ...calls('10', 300, 45), ...calls('11', 5, 0)])).map(({ version }) => version)).toEqual(['10']);
});

test('lets a version speak from twenty calls on, and looks past one with fewer', () => {
  expect(told(calls('1', 400, 20), calls('2', 19, 19), calls('3', 19, 19))).toEqual(['1 beside nothing: ', '2 beside 1: ', '3 beside 1: ']);
  expect(told(calls('1', 400, 20), calls('2', 10, 9), calls('3', 300, 60))[1]).toBe('3 beside 1: hung-up worse, reached worse');
});

test('has nothing to compare where no version is told', () => {
  expect(told(calls(undefined, 100, 5))).toEqual(['null beside nothing: ']);
});

test('says that a version takes longer to a person, by the median and beyond chance', () => {
  const timed = (version: string, quick: number, slow: number): readonly StepCount[] => [{ step: { flow: 'bank', flowVersion: version, from: 'start', to: 'node:main' }, sums: { steps: quick + slow, [spreadMeasure('toHuman', 40_000)]: quick, [spreadMeasure('toHuman', 95_000)]: slow } }];
  const [, second] = versionsOf([...timed('1', 80, 20), ...timed('2', 30, 70)]).toSorted((a, b) => ((a.version ?? '') < (b.version ?? '') ? -1 : 1));
  expect(second?.before?.changes.map(({ what, is }) => [what, is])).toEqual([['to-human', 'worse']]);
  expect(versionsOf([...timed('1', 80, 20), ...timed('2', 75, 25)]).flatMap(({ before }) => before?.changes ?? [])).toEqual([]);
  expect(versionsOf([...timed('1', 80, 20), ...timed('2', 4, 15)]).flatMap(({ before }) => before?.changes ?? [])).toEqual([]);
});

test('says that more ask for a person where none is offered', () => {
  const asked = (version: string, pleas: number): readonly StepCount[] => [...calls(version, 400, 20), { step: { flow: 'bank', flowVersion: version, from: 'node:main', to: 'node:loans' }, sums: { steps: 0, zeroOuts: pleas } }];
  expect(told(asked('1', 10), asked('2', 60))).toEqual(['1 beside nothing: ', '2 beside 1: zero-out worse']);
  expect(versionsOf(asked('1', 10)).map(({ zeroOutShare }) => zeroOutShare)).toEqual([0.025]);
});

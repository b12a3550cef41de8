import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { fcrByAgent } from './fcr-by-agent.js';

const sums = { 'fcr.any.never.agent.yes': 30, 'fcr.any.never.agent.no': 10, 'fcr.any.10d.agent.no': 10, 'fcr.any.1d.agent.yes': 99 } as const;

test('is the share of yes among first contacts', () => {
  expect(fcrByAgent.value(readingOf(sums))).toBe(0.6);
  expect(fcrByAgent.value({ ...readingOf(sums), returning: { within: '30d', scope: 'any' } })).toBe(0.75);
});

test('says nothing where nobody said anything', () => {
  expect(fcrByAgent.value(readingOf({ 'fcr.any.never.never': 20 }))).toBeNull();
});

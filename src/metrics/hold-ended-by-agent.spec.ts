import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { holdEndedByAgent } from './hold-ended-by-agent.js';

test('is of the segments with a hold', () => {
  expect(holdEndedByAgent.value(readingOf({ segments: 9, held: 4, 'onHold.agent': 1 }))).toBe(0.25);
});

test('says nothing where no hold was told', () => {
  expect(holdEndedByAgent.value(readingOf({ segments: 9 }))).toBeNull();
});

import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { resolvedAgents } from './resolved-agents.js';

const sums = { 'gap.yes.said.yes': 10, 'gap.yes.said.no': 4, 'gap.yes.any.never': 10, 'gap.yes.any.10d': 2, 'gap.yes.any.1d': 4, 'gap.no.said.yes': 1, 'gap.no.any.never': 3, 'gap.no.any.2d': 6 } as const;

test('is the share that agents call resolved', () => {
  expect(resolvedAgents.value(readingOf(sums))).toBe(30 / 40);
});

test('says nothing of fewer than thirty', () => {
  expect(resolvedAgents.value(readingOf({ 'gap.yes.said.no': 29 }))).toBeNull();
});

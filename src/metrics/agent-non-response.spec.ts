import { expect, test } from '@jest/globals';
import { readingOf } from '../../test/support/readings.js';
import { agentNonResponse } from './agent-non-response.js';

test('is of the offers that the agent could have taken', () => {
  expect(agentNonResponse.value(readingOf({ 'offer.answered': 6, 'offer.timeout': 1, 'offer.rejected': 1, 'offer.unreachable': 5, 'offer.busy': 5 }))).toBe(0.25);
});

test('says nothing where no phone rang', () => {
  expect(agentNonResponse.value(readingOf({ answered: 3 }))).toBeNull();
});

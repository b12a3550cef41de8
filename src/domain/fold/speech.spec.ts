import { expect, test } from '@jest/globals';
import { seconds } from '../time.js';
import { caller, contactOf, hearsNothingFor, sounds } from '../../../test/support/story.js';

test('keeps silences and moods, those of the customer only', () => {
  const story = caller().at(40, hearsNothingFor(12.5)).at(50, sounds(-0.4)).at(51, { type: 'speech.sentiment', data: { score: 1, of: 'agent' } });
  const { silences, moods } = contactOf(story);
  expect({ silences, moods }).toEqual({ silences: [{ at: seconds(40), lasted: 12_500 }], moods: [{ at: seconds(50), score: -0.4 }] });
});

test('keeps a hundred of each at most', () => {
  const long = Array.from({ length: 150 }).reduce<ReturnType<typeof caller>>((told, _, place) => told.at(place, sounds(0), hearsNothingFor(1)), caller());
  expect([contactOf(long).moods.length, contactOf(long).silences.length]).toEqual([100, 100]);
});

import { expect, test } from '@jest/globals';
import { caller, contactOf, isBackWith, isHeldBy, isTransferred, isWrappedUp, partsFrom, reaches, wrapsUp } from '../../../test/support/story.js';
import type { Story } from '../../../test/support/story.js';
import { seconds } from '../time.js';
import { tallySegment } from './segment.js';

const tallyOf = (story: Story) => contactOf(story).segments.map((segment) => tallySegment(segment, segment.leftAt ?? 0));
const talks = caller().at(0, reaches('anna'));

test('talk excludes hold', () => {
  expect(tallyOf(talks.at(10, isHeldBy('anna')).at(40, isBackWith('anna')).at(60, partsFrom('anna')))).toEqual([{ segments: 1, talkMs: seconds(30), holdMs: seconds(30), holds: 1 }]);
});

test('wrap-up is unknown, not 0, until its end is known', () => {
  const left = talks.at(60, partsFrom('anna'));
  expect(tallyOf(left.at(60, wrapsUp('anna')))).toEqual([{ segments: 1, talkMs: seconds(60) }]);
  expect(tallyOf(left.at(60, wrapsUp('anna')).at(75, isWrappedUp('anna')))).toEqual([{ segments: 1, talkMs: seconds(60), wrapUpMs: seconds(15), wrapUpKnown: 1 }]);
  expect(tallyOf(left.at(60, wrapsUp('anna'), isWrappedUp('anna')))).toEqual([{ segments: 1, talkMs: seconds(60), wrapUpMs: 0, wrapUpKnown: 1 }]);
});

test('short is under ten seconds of talk', () => {
  expect([tallyOf(talks.at(9.999, partsFrom('anna')))[0]?.shortAnswered, tallyOf(talks.at(10, partsFrom('anna')))[0]?.shortAnswered]).toEqual([1, undefined]);
});

test('counts a transfer on the part that was left', () => {
  expect(tallyOf(talks.at(60, isTransferred('blind', 'b')).at(60, partsFrom('anna', 'transfer')).at(90, reaches('bert')).at(120, partsFrom('bert'))).map((each) => each.transferred)).toEqual([1, undefined]);
});

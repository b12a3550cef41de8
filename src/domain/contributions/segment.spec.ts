import { expect, test } from '@jest/globals';
import { caller, contactOf, ends, hangsUp, isBackWith, isHeldBy, isTransferred, isWrappedUp, partsFrom, reaches, wrapsUp } from '../../../test/support/story.js';
import type { Story } from '../../../test/support/story.js';
import { seconds } from '../time.js';
import { spreadMeasure, spreadOf } from '../spread.js';
import { tallySegment } from './segment.js';

const wholeOf = (story: Story) => contactOf(story).segments.map((segment) => tallySegment(segment, segment.leftAt ?? 0, contactOf(story).endedBy));
/** But for what is counted by bucket. */
const tallyOf = (story: Story) => wholeOf(story).map((tally) => Object.fromEntries(Object.entries(tally).filter(([measure]) => spreadOf(measure) === undefined)));
const talks = caller().at(0, reaches('anna'));

test('talk excludes hold', () => {
  expect(tallyOf(talks.at(10, isHeldBy('anna')).at(40, isBackWith('anna')).at(60, partsFrom('anna')))).toEqual([{ segments: 1, talkMs: seconds(30), holdMs: seconds(30), holds: 1, held: 1 }]);
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

test('handling is talk, hold and what is known of wrap-up, by bucket', () => {
  const left = talks.at(10, isHeldBy('anna')).at(20, isBackWith('anna')).at(60, partsFrom('anna'), wrapsUp('anna'));
  expect([left, left.at(100, isWrappedUp('anna'))].map((story) => Object.keys(wholeOf(story)[0] ?? {}).filter((measure) => spreadOf(measure) === 'handled'))).toEqual([[spreadMeasure('handled', seconds(60))], [spreadMeasure('handled', seconds(100))]]);
});

test.each([
  ['the caller hangs up on hold', talks.at(10, isHeldBy('anna')).at(40, hangsUp()), 'onHold.customer'],
  ['the agent ends a call that is on hold', talks.at(10, isHeldBy('anna')).at(40, partsFrom('anna', 'agent')).at(40, ends('agent')), 'onHold.agent'],
  ['the line breaks on hold', talks.at(10, isHeldBy('anna')).at(40, partsFrom('anna', 'system')).at(40, ends('system')), 'onHold.system'],
  ['nobody says who ended it on hold', talks.at(10, isHeldBy('anna')).at(40, partsFrom('anna')), 'onHold.unknown'],
  ['the caller was back from hold', talks.at(10, isHeldBy('anna')).at(30, isBackWith('anna')).at(40, hangsUp()), undefined],
  ['the agent passes on whom they hold', talks.at(10, isHeldBy('anna')).at(40, isTransferred('consult', 'b')).at(40, partsFrom('anna', 'transfer')), undefined],
])('%s', (_, story, expected) => {
  expect(Object.keys(tallyOf(story)[0] ?? {}).find((measure) => measure.startsWith('onHold.'))).toBe(expected);
});

import { expect, test } from '@jest/globals';
import { changesOf, percentText } from './expected.js';

const lines = [{ what: 'csat', title: 'Satisfied', metric: 'csat_5', expected: 0.29, found: null }, { what: 'containment', title: 'Contained', metric: 'containment', expected: null, found: null }];

test.each([
  [{ csat: '90' }, { csat: 0.9 }], [{ csat: '57,5 %', containment: ' 7% ' }, { csat: 0.575, containment: 0.07 }], [{ csat: '' }, { csat: null }],
  [{ csat: '29', containment: '' }, {}], [{ csat: '0', containment: '100' }, { csat: 0, containment: 1 }],
])('takes %j for what differs: %j', (typed, value) => {
  expect(changesOf(lines, typed)).toEqual({ ok: true, value });
});

test.each(['101', '-5', 'much', '1e1', '8 5'])('takes %s for no percentage', (containment) => {
  expect(changesOf(lines, { containment })).toEqual({ ok: false, reason: '“Contained” is no percentage.' });
});

test('writes a share as a percentage without what floating point adds', () => {
  expect([0.29, 0.575, 0, 1, null].map(percentText)).toEqual(['29', '57.5', '0', '100', '']);
});

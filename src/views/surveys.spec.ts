import { expect, test } from '@jest/globals';
import { unnamedFloor } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { noSurveys } from '../domain/survey.js';
import type { Result } from '../ports/surveys.js';
import type { Programme } from '../domain/survey.js';
import { askedWhom } from './asked-whom.js';
import { everything } from './scope.js';
import { programmesOf, resultsOf, seesResult } from './surveys.js';

const common = { channel: 'sms', questions: ['csat-5'], share: 1, delayMs: 0, expiresMs: 1 } as const;
const floor: Floor = {
  ...unnamedFloor, queues: { a: { team: 'x' }, b: { team: 'y' } },
  surveys: { ...noSurveys, sender: '+1', programmes: { calls: { kind: 'persistent', name: 'After a call', ...common }, study: { kind: 'pulsed', quota: 2, until: 100, ...common } } },
};
const titles = new Map([['menu-maze', 'Menu maze']]);
const result = (more: Partial<Result>): Result => ({ programme: 'calls', isLater: false, delivery: 'delivered', expiresAt: 0, answers: {}, ...more });
const none = new Map<string, number>();
const times = (count: number, more: Partial<Result>): Result[] => Array.from({ length: count }, () => result(more));

test('counts where invitations are, and the share of those asked who answered, with its interval', () => {
  const [calls] = programmesOf([
    ...times(6, { outcome: 'answered', answers: { 'csat-5': 5 } }), ...times(2, { outcome: 'partial', answers: { resolved: 'no' } }), ...times(10, { outcome: 'expired' }),
    ...times(2, { outcome: 'stopped' }), ...times(3, { delivery: 'sent', expiresAt: 1 }), ...times(5, { outcome: 'answered', answers: { 'csat-5': 5 }, expiresAt: 1 }), result({ delivery: 'planned' }), result({ delivery: 'unknown', outcome: 'expired' }), result({ delivery: 'failed' }),
  ], none, floor, titles, 0);
  expect(calls).toMatchObject({ name: 'After a call', running: true, funnel: { planned: 1, cancelled: 0, failed: 1, unclear: 1, open: 3, answered: 11, partial: 2, expired: 10, stopped: 2 }, answers: 13, steps: { invited: 30, delivered: 25, started: 13, completed: 11 } });
  expect(calls?.responded).toEqual({ value: 0.4, low: expect.closeTo(0.2188, 4), high: expect.closeTo(0.6134, 4), count: 8, of: 20 });
});

test('a study runs until its end or its quota', () => {
  const running = (now: number, answers: number): boolean | undefined =>
    // Of the time that is looked at there is one.
    programmesOf([result({ programme: 'study', answers: { 'csat-5': 3 } })], new Map([['study', answers]]), floor, titles, now).find(({ programme }) => programme === 'study')?.running;
  expect([running(99, 1), running(100, 1), running(99, 2)]).toEqual([true, false, false]);
});

test('what is no longer among the settings is shown as gone', () => {
  expect(programmesOf([result({ programme: 'old' })], none, floor, titles, 0).find(({ programme }) => programme === 'old')).toMatchObject({ kind: 'gone', running: false });
});

test('reads each question as the field does, and says nothing under ten answers', () => {
  const marks = [10, 10, 9, 9, 8, 7, 7, 6, 3, 0];
  const { questions } = resultsOf('calls', [...marks.map((mark) => result({ answers: { 'nps-10': mark } })), ...times(9, { answers: { 'csat-5': 5 } })], [], none, floor, titles, 0);
  expect(questions.map(({ question, n, mean, nps, share }) => [question, n, mean, nps, share.value])).toEqual([['csat-5', 9, null, null, null], ['nps-10', 10, 6.9, 10, 0.4]]);
  expect(questions[0]?.counts).toEqual({ 5: 9 });
});

test('keeps answers of the same day apart from those of days later', () => {
  const told = resultsOf('calls', [...times(10, { answers: { resolved: 'yes' } }), ...times(10, { isLater: true, answers: { resolved: 'no' } })], [], none, floor, titles, 0);
  expect([told.questions[0]?.share.value, told.later[0]?.share.value]).toEqual([1, 0]);
  expect(told.flatters).toEqual([{ question: 'resolved', value: 1, low: expect.closeTo(0.6075, 3), high: 1 }]);
  expect(resultsOf('calls', [...times(10, { answers: { resolved: 'yes' } }), ...times(9, { isLater: true, answers: { resolved: 'no' } })], [], none, floor, titles, 0).flatters).toEqual([{ question: 'resolved', value: null, low: null, high: null }]);
});

test('says in a sentence whom it asks', () => {
  const asks = (rule: Programme): string => askedWhom(rule, { ...floor, queues: { a: { name: 'Sales' } }, nodes: { bill: { name: 'My bill' } } }, titles);
  expect([
    asks({ kind: 'persistent', ...common, share: 0.2, delayMs: 1_800_000, queues: ['a', 'b'], later: { share: 0.25, afterMs: 172_800_000 } }), asks({ kind: 'persistent', ...common }),
    asks({ kind: 'periodic', ...common, share: 0.025 }), asks({ kind: 'pulsed', ...common, quota: 5 }),
    asks({ kind: 'pulsed', ...common, quota: 5, share: 0.5, entries: ['+4930'], regions: ['+49', '+43', '+41'], queues: ['a'], reasons: ['bill'], flags: ['menu-maze', 'other'] }),
    asks({ kind: 'pulsed', ...common, quota: 5, nodes: ['bill', 'cards'], flags: ['menu-maze'] }),
  ]).toEqual([
    '20 % of contacts through Sales or b, 30 min after they end; 25 % of these 2 days after instead.', 'Every contact, 0 s after it ends.', '2.5 % of people, once a quarter.', 'Everyone who called.',
    '50 % of those who called +4930 from +49, +43 or +41 through Sales about My bill and met Menu maze or other.',
    'Everyone who called, came by My bill or cards in the menu and met Menu maze.',
  ]);
});

test('is a reader\'s by the queue that it is about', () => {
  const mine = { allowed: { queues: ['a'], teams: null }, chosen: { queues: null, teams: null } };
  expect([{ queue: 'a' }, { queue: 'b' }, {}].map((each) => seesResult(mine, floor, each))).toEqual([true, false, false]);
  expect(seesResult(everything, floor, {})).toBe(true);
});

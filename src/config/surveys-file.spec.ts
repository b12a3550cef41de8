import { expect, test } from '@jest/globals';
import { noSurveys } from '../domain/survey.js';
import { DAY, HOUR, MINUTE } from '../domain/time.js';
import { detectors } from '../detectors/index.js';
import { parseFloor } from './floor-file.js';
import { surveyProblems } from './survey-problems.js';

const head = 'company: Example\n  sender: "+15005550006"\n  allow: ["+1", "+49"]\n  ';
const read = (surveys: string): ReturnType<typeof parseFloor> => parseFloor(`zone: Europe/Berlin\nsurveys:\n  ${surveys}`);
const problemsOf = (surveys: string): string => {
  const floor = read(surveys);
  return floor.ok ? 'none' : floor.reason;
};

test('without the section nobody is asked', () => {
  const floor = parseFloor('zone: Europe/Berlin');
  expect(floor.ok && floor.value.surveys).toEqual(noSurveys);
});

test('reads the three kinds of programmes', () => {
  const floor = read(`${head}programmes:
    calls: { kind: persistent, queues: [service], share: 20%, delay: 10m, expires: 1d, questions: [resolved, csat-5, free], later: { share: 25%, after: 2d } }
    year: { kind: periodic, share: 0.02, questions: [nps-10] }
    rebate: { kind: pulsed, nodes: [bills], flags: [menu-maze], regions: ["+49"], quota: 50, from: 2026-11-01, until: 2026-11-30, questions: [ces-7] }`);
  expect(floor.ok && floor.value.surveys).toEqual({
    ...noSurveys, company: 'Example', sender: '+15005550006', allow: ['+1', '+49'],
    programmes: {
      calls: { kind: 'persistent', channel: 'sms', queues: ['service'], share: 0.2, delayMs: 10 * MINUTE, expiresMs: DAY, questions: ['resolved', 'csat-5', 'free'], later: { share: 0.25, afterMs: 48 * HOUR } },
      year: { kind: 'periodic', channel: 'sms', share: 0.02, delayMs: 30 * MINUTE, expiresMs: 2 * DAY, questions: ['nps-10'] },
      rebate: {
        kind: 'pulsed', channel: 'sms', share: 1, nodes: ['bills'], flags: ['menu-maze'], regions: ['+49'], quota: 50, questions: ['ces-7'], delayMs: 30 * MINUTE, expiresMs: 2 * DAY,
        from: Date.parse('2026-10-31T23:00:00Z'), until: Date.parse('2026-11-30T23:00:00Z'),
      },
    },
  });
});

test.each([
  ['programmes: { calls: { kind: persistent, share: 1, questions: [csat-5] } }', 'surveys.sender: is missing'],
  ['sender: "+15005550006"\n  allow: ["+1"]', 'surveys.company: is missing'],
  ['sender: "+15005550006"\n  company: Example', 'surveys.allow: is missing'],
  ['sender: "0301234"', 'surveys.sender: is neither a number'],
  ['allow: [+1]', 'surveys.allow.0: is read as a number; write it in quotes'],
  [`${head}hours: 20:00-09:00`, 'surveys.hours: closes before it opens'],
  [`${head}programmes: { calls: { kind: persistent, share: 1, questions: [nps-10] } }`, 'belongs into a periodic programme'],
  [`${head}programmes: { calls: { kind: persistent, share: 1, questions: [free, csat-5] } }`, 'has the free line before the end'],
  [`${head}programmes: { calls: { kind: persistent, share: 1, channel: voice, questions: [csat-5, free] } }`, 'which a call cannot take down'],
  [`${head}programmes: { calls: { kind: persistent, share: 1, questions: [csat-5, csat-5] } }`, 'asks the same thing twice'],
  [`${head}programmes: { calls: { kind: persistent, share: 1, delay: 3d, questions: [csat-5] } }`, 'a number is kept for 72'],
  [`${head}programmes: { calls: { kind: persistent, share: 120%, questions: [csat-5] } }`, 'is no share'],
  [`${head}programmes: { calls: { kind: often, share: 1, questions: [csat-5] } }`, 'persistent, periodic or pulsed'],
  [`${head}programmes: { calls: { kind: pulsed, questions: [csat-5] } }`, 'surveys.programmes.calls.quota'],
  [`${head}topics: { Router!: [router] }`, 'surveys.topics.Router!: is counted as router; write it so'],
  [`${head}topics: { router: ["*"] }`, 'surveys.topics.router.0: is no word'],
  [`${head}programmes: { calls: { kind: persistent, share: 1, question: [csat-5] } }`, 'surveys.programmes.calls'],
])('refuses %p', (surveys, problem) => {
  expect(problemsOf(surveys)).toContain(problem);
});

test('reads what free lines may be about', () => {
  const floor = read(`${head}topics: { router: [router, WLAN-Box], late delivery: ["deliver*"] }`);
  expect(floor.ok && floor.value.surveys.topics).toEqual({ router: ['router', 'WLAN-Box'], 'late delivery': ['deliver*'] });
});

test('a study of a flag that no rule raises is told, with the rule that was meant', () => {
  const study = { kind: 'pulsed', channel: 'sms', questions: ['ces-7'], share: 1, delayMs: 0, expiresMs: HOUR, quota: 1 } as const;
  expect(surveyProblems({ ...noSurveys, programmes: { it: { ...study, flags: ['menu-mace', 'long-wait'] } } }, detectors)).toEqual([
    'surveys.programmes.it.flags: there is no rule "menu-mace"; did you mean "menu-maze"?',
  ]);
});

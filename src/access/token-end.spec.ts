import { expect, test } from '@jest/globals';
import { DAY } from '../domain/time.js';
import { endOf } from './token-end.js';

const now = Date.UTC(2026, 2, 1);

test.each([
  [{}, now + 365 * DAY], [{ days: '1' }, now + DAY], [{ days: '3650' }, now + 3_650 * DAY],
  [{ expires: '2027-01-31' }, Date.UTC(2027, 0, 31)], [{ expires: '2027-01-31T18:00:00+01:00' }, Date.UTC(2027, 0, 31, 17)],
])('a token ends when it was said to, else after a year: %j', (asked, at) => {
  expect(endOf(asked, now)).toEqual({ ok: true, value: at });
});

test.each([
  [{ days: '0' }, '"0" is no number of days.'], [{ days: '3651' }, '"3651" is no number of days.'], [{ days: '1.5' }, '"1.5" is no number of days.'], [{ days: 'never' }, '"never" is no number of days.'],
  [{ expires: 'tomorrow' }, '"tomorrow" is no day or instant.'], [{ expires: '2027-13-41' }, '"2027-13-41" is no day or instant.'], [{ days: '3', expires: '2027-01-31' }, 'A token has one end.'],
])('refuses an end that cannot be understood: %j', (asked, why) => {
  const end = endOf(asked, now);
  expect(end.ok ? '' : JSON.stringify(end)).toContain(JSON.stringify(why).slice(1, -1));
});

import { expect, test } from '@jest/globals';
import { windowOf } from './window.js';

const now = Date.parse('2026-03-29T09:50:12Z');

test('is today in the zone up to the end of this quarter-hour, unless the query says otherwise', () => {
  expect(windowOf({}, 'Europe/Berlin', now)).toEqual({ ok: true, value: { from: Date.parse('2026-03-28T23:00:00Z'), to: Date.parse('2026-03-29T10:00:00Z'), zone: 'Europe/Berlin' } });
  expect(windowOf({ zone: 'America/New_York' }, 'Europe/Berlin', now)).toMatchObject({ ok: true, value: { from: Date.parse('2026-03-29T04:00:00Z') } });
});

test('refuses what lies between quarter-hours, and offers the two beside it', () => {
  expect(windowOf({ from: Date.parse('2026-03-29T09:05:00Z') }, 'UTC', now)).toEqual({ ok: false, reason: {
    status: 400, what: 'The parameter "from" cannot be 2026-03-29T09:05:00.000Z: what is counted is kept by quarter-hours.', do: 'Write 2026-03-29T09:00:00.000Z or 2026-03-29T09:15:00.000Z.',
  } });
});

test('refuses an empty window, one that is too long, and a zone that there is not', () => {
  expect(windowOf({ from: now - now % 900_000, to: 0 }, 'UTC', now)).toMatchObject({ ok: false, reason: { what: 'The window is empty: "from" is not before "to".' } });
  expect(windowOf({ from: 0 }, 'UTC', now)).toMatchObject({ ok: false, reason: { what: 'The window is longer than 92 days.' } });
  expect(windowOf({ zone: 'Berlin' }, 'UTC', now)).toMatchObject({ ok: false, reason: { what: 'The parameter "zone" cannot be "Berlin".' } });
});

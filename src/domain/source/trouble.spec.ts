import { expect, test } from '@jest/globals';
import { MINUTE, SECOND } from '../time.js';
import { troubleOf } from './trouble.js';
import type { Figures } from './trouble.js';

const NOON = Date.parse('2026-06-01T12:00:00Z');
const usual = { perHour: 2_520, by: 'weeks', of: 4 } as const;
const well: Figures = { at: NOON, hearing: { is: 'heard', since: NOON - SECOND }, skewMs: 40, medianLagMs: 120, lately: { events: 400, refused: 0, minutes: 10, isWhole: true }, usual };
const line = { platform: 'Asterisk', place: 'pbx:5038', isUp: true, since: NOON } as const;
const says = (change: Partial<Figures>) => {
  const trouble = troubleOf({ ...well, ...change });
  return trouble === undefined ? undefined : `${trouble.is}: ${trouble.says}`;
};

test('says nothing of a source that is well', () => {
  expect([says({}), says({ hearing: { is: 'quiet', since: 0 }, usual: undefined, lately: { events: 0, refused: 0, minutes: 10, isWhole: true } })]).toEqual([undefined, undefined]);
});

test('says for how long nothing came, and by which measure that is too long', () => {
  const hearing = { is: 'silent', since: NOON - 12.5 * MINUTE } as const;
  expect([says({ hearing }), says({ hearing, firmMs: 30_000 }), says({ hearing, usual: undefined })]).toEqual([
    'silent: Nothing has come for 12:30; usually 42 events a minute at this hour.',
    'silent: Nothing has come for 12:30; the settings call it silent after 0:30.',
    'silent: Nothing has come for 12:30; before that, events came steadily; what is usual at this hour is not known yet.',
  ]);
  expect(troubleOf({ ...well, hearing, line })?.do).toContain('The line is up');
});

test('says why a line is down, in its own words', () => {
  expect(says({ hearing: { is: 'gap', since: NOON }, line: { ...line, isUp: false, why: 'No connection to Asterisk at pbx:5038 (ECONNREFUSED). Check the address.' } })).toBe('down: No connection to Asterisk at pbx:5038 (ECONNREFUSED). Check the address.');
});

test('tells a clock that is ahead from events that come late', () => {
  expect([says({ skewMs: -90_000 }), says({ skewMs: 90_000 }), says({ skewMs: 90_000, line }), says({ skewMs: -3_000 }), says({ medianLagMs: 100_000 })]).toEqual([
    'clock: Its clock is 1:30 ahead of this server\'s.',
    'clock: Its events come 1:30 late at the soonest: its clock is behind, or it holds them back.',
    'clock: Its clock is 1:30 behind this server\'s.',
    undefined,
    'late: Half of its events come more than 1:40 late.',
  ]);
});

test('says what could not be read, and when it sends far less or more than usual', () => {
  expect([says({ lately: { events: 40, refused: 18, minutes: 10, isWhole: false } }), says({ lately: { events: 30, refused: 0, minutes: 10, isWhole: true } }), says({ lately: { events: 3_000, refused: 2, minutes: 10, isWhole: true } })]).toEqual([
    'refused: 18 of its last 58 things could not be read.',
    'few: It sends 3 events a minute; usual at this hour are 42 events a minute.',
    'many: It sends 300 events a minute; usual at this hour are 42 events a minute.',
  ]);
  expect(says({ lately: { events: 30, refused: 0, minutes: 10, isWhole: false } })).toBeUndefined();
});

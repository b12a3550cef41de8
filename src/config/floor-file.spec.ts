import { expect, test } from '@jest/globals';
import { unnamedFloor } from '../domain/floor.js';
import { parseFloor } from './floor-file.js';

test('an empty file is a floor without names', () => {
  expect(parseFloor('')).toEqual({ ok: true, value: unnamedFloor });
});

test('reads durations with units, shares in percent and opening hours', () => {
  const read = parseFloor(`
zone: Europe/Berlin
country: uk
queues:
  support: { name: Support, team: desk, calendar: day, dayStartsAt: '06:15', answerWithin: 1.5m, shortAbandon: 500ms, serviceLevel: 75% }
teams: { desk: { name: Front desk } }
calendars: { day: { hours: { mon: [08:00-12:00, 13:00-24:00] }, holidays: [2026-12-25] } }
targets: { answerWithin: 30 }
`);
  expect(read).toEqual({
    ok: true,
    value: {
      ...unnamedFloor, zone: 'Europe/Berlin', country: 'GB',
      queues: { support: { name: 'Support', team: 'desk', calendar: 'day', dayStartsAt: 375, answerWithinMs: 90_000, shortAbandonMs: 500, serviceLevel: 0.75 } },
      teams: { desk: { name: 'Front desk' } },
      calendars: { day: { hours: { mon: [[480, 720], [780, 1_440]] }, holidays: ['2026-12-25'] } },
      targets: { answerWithinMs: 30_000, shortAbandonMs: 5_000, serviceLevel: 0.8 },
    },
  });
});

test('takes a number that is called as it is written, and a key as a key', () => {
  const read = parseFloor('entries: { +4930123456: { name: Hotline }, 0800123: { name: Free } }\nnodes: { 1: { human: 0 } }');
  expect(read.ok && [read.value.entries, read.value.nodes]).toEqual([{ '+4930123456': { name: 'Hotline' }, '0800123': { name: 'Free' } }, { 1: { human: '0' } }]);
});

test('takes the zone from elsewhere only where the file names none', () => {
  const zones = [parseFloor('country: DE', 'Asia/Tokyo'), parseFloor('{ zone: Europe/Berlin }', 'Asia/Tokyo')];
  expect(zones.map((read) => read.ok && read.value.zone)).toEqual(['Asia/Tokyo', 'Europe/Berlin']);
});

test('tells every mistake together, names that lead nowhere among them', () => {
  const read = parseFloor(`
zone: Europe/Berln
queues: { support: { answerWithin: soon, serviceLevel: 150%, owner: bilings } }
owners: { billing: {} }
entries: { main: { calendar: constructor } }
colour: red
`);
  expect(read.ok ? [] : read.reason.split('; ')).toEqual([
    'zone: is no IANA time zone such as Europe/Berlin',
    expect.stringMatching(/^queues\.support\.answerWithin: /),
    'queues.support.serviceLevel: is no share such as 80% or 0.8',
    'colour: there is no such setting',
    'entries.main.calendar: there is no calendar "constructor" in this file',
    'queues.support.owner: there is no owner "bilings" in this file',
    'did you mean "billing"?',
  ]);
});

test.each([
  ['calendars: { day: { hours: { mon: [22:00-06:00] } } }', 'calendars.day.hours.mon.0: closes before it opens'],
  ['calendars: { day: { hours: { mon: [08:00-24:30] } } }', 'calendars.day.hours.mon.0: is no span such as 08:00-18:00'],
  ['country: QQ', 'country: is no country code such as DE, GB or US'],
  ['queues: [support]', 'queues: '],
  ['queues: { support: {}, support: {} }', 'it is not valid YAML: Map keys must be unique'],
  ['- a list', 'the file: '],
  ['alertBudget: 0', 'alertBudget: '],
  ['alertBudget: many', 'alertBudget: is no number'],
  ['calendars: { day: {} }', 'calendars.day.hours: is missing'],
])('refuses %s', (text, reason) => {
  const read = parseFloor(text);
  expect(read.ok ? 'nothing was refused' : read.reason.slice(0, reason.length)).toBe(reason);
});

test('reads which numbers have a public page, and whose pages may frame it', () => {
  const read = parseFloor('entries: { "+4930123456": { public: true, embedIn: ["https://www.example.com"] }, "+4930123457": { public: off } }');
  expect(read.ok && [read.value.entries['+4930123456']?.public, read.value.entries['+4930123457']?.public, read.value.entries['+4930123456']?.embedIn]).toEqual(['on', 'off', ['https://www.example.com']]);
  for (const wrong of ['public: perhaps', 'embedIn: ["http://example.com"]', 'embedIn: ["https://example.com; script-src *"]', 'embedIn: ["https://example.com/page"]']) expect(parseFloor(`entries: { "+4930123456": { ${wrong} } }`).ok).toBe(false);
});

test('reads what a number is said to keep of the standard, and says where a point is none', () => {
  const read = parseFloor('entries: { "+4930123456": { standard: { language: true, short-prompts: false } } }');
  expect(read.ok && read.value.entries['+4930123456']?.standard).toEqual({ language: true, 'short-prompts': false });
  expect(parseFloor('entries: { "+4930123456": { standard: { languages: true } } }').ok).toBe(false);
  expect(parseFloor('entries: { "+4930123456": { standard: { language: yes } } }').ok).toBe(false);
});

test('reads a draft in shadow with the time since when, which it needs', () => {
  const read = parseFloor('flags: { long-wait: { options: { after: 60 }, shadow: { since: 2026-03-01T10:30:00+01:00, options: { after: 90 } } } }');
  expect(read.ok && read.value.flags).toEqual({ 'long-wait': { options: { after: 60 }, shadow: { since: Date.parse('2026-03-01T09:30:00Z'), options: { after: 90 } } } });
  expect(parseFloor('flags: { long-wait: { shadow: { since: monday } } }')).toEqual({ ok: false, reason: 'flags.long-wait.shadow.since: is no time with its zone such as 2026-03-01T09:30:00Z' });
});

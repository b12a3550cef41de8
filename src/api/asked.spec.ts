import { expect, test } from '@jest/globals';
import { readParameters } from './asked.js';
import { contactsQuery, flagMark, flagsQuery, metricsQuery } from './parameters.js';

const problem = (schema: Parameters<typeof readParameters>[0], given: unknown): string => {
  const read = readParameters(schema, given);
  return read.ok ? 'taken' : `${read.reason.status}: ${read.reason.what} ${read.reason.do}`;
};

test('reads times as RFC 3339 and as milliseconds, with the plus that an address turned into a space', () => {
  const nine = Date.parse('2026-03-01T09:00:00Z');
  for (const from of ['2026-03-01T09:00:00Z', '2026-03-01T10:00:00+01:00', '2026-03-01T10:00:00 01:00', String(nine)]) {
    expect(readParameters(contactsQuery, { from })).toEqual({ ok: true, value: { from: nine, limit: 50 } });
  }
});

test('says which parameter is wrong, what it is, and what to write', () => {
  expect(problem(contactsQuery, { from: 'yesterday' })).toBe('400: The parameter "from" cannot be "yesterday". Write a time with its zone, such as 2026-03-01T09:30:00Z or 2026-03-01T10:30:00+01:00, or milliseconds since 1970.');
  expect(problem(contactsQuery, { limit: '0' })).toBe('400: The parameter "limit" cannot be "0". Write a whole number from 1 to 200.');
  expect(problem(contactsQuery, { state: 'closed' })).toBe('400: The parameter "state" cannot be "closed". Write open, waiting, menu, trouble or ended.');
  expect(problem(contactsQuery, { cursor: 'page2' })).toBe('400: The parameter "cursor" cannot be "page2". Send "next" of the page before as it is, or leave it out to begin anew.');
  expect(problem(flagsQuery, { retracted: 'yes' })).toBe('400: The parameter "retracted" cannot be "yes". Write true or false.');
  expect(problem(contactsQuery, { queue: '' })).toBe('400: The parameter "queue" cannot be "". Write a name, or leave the parameter out.');
});

test('refuses what it does not know, and names the nearest', () => {
  expect(problem(metricsQuery, { atribution: 'arrival' })).toMatch(/^400: There is no parameter "atribution" here\. Did you mean "attribution"\? There are: queue, entry, /);
});

test('refuses what is given twice', () => {
  expect(problem(contactsQuery, { queue: ['a', 'b'] })).toBe('400: The parameter "queue" is given more than once. Give it once.');
  expect(problem(contactsQuery, { state: ['open', 'ended'] })).toBe('400: The parameter "state" is given more than once. Give it once.');
});

test('tells all problems at once', () => {
  expect(problem(contactsQuery, { limit: 'x', stat: 'open' })).toMatch(/"limit" cannot be "x"\. There is no parameter "stat"/);
});

test('says what is wrong with a body that is nothing at all', () => {
  for (const given of [null, undefined, 'text', 7, [1]]) expect(problem(flagMark, given)).toMatch(/^400: /);
});

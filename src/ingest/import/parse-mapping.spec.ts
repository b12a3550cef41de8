import { describe, expect, test } from '@jest/globals';
import { parseMapping } from './parse-mapping.js';

const least = {
  source: 'pbx',
  times: { zone: 'UTC', format: 'iso' },
  contact: { id: { columns: ['id'] }, start: { column: 'start' } },
  outcome: { column: 'result', values: { ok: 'answered' } },
};

function problemsOf(given: unknown): Record<string, string> {
  const parsed = parseMapping(given);
  return parsed.ok ? {} : Object.fromEntries(parsed.reason.map(({ path, problem }) => [path, problem]));
}

describe('a mapping', () => {
  test('needs no more than a source, times, an id, a start and an outcome', () => {
    const parsed = parseMapping(least);
    expect(parsed.ok && parsed.value.file).toEqual({ delimiter: ',', quote: '"', skipLines: 0, header: true, encoding: 'utf-8' });
  });

  test('reports everything that is wrong with its shape together, each with its path', () => {
    expect(problemsOf({
      ...least,
      source: '',
      contact: { id: { columns: [] }, start: { colum: 'start' }, direction: { always: 'sideways' } },
      outcome: { column: 'result', values: { ok: 'answerd' } },
      quue: {},
    })).toEqual({
      source: 'must not be empty',
      'contact.id.columns': 'must not be empty',
      'contact.start.column': 'is missing: add it',
      'contact.start.colum': 'is not known here: remove it, or use one of column, format, zone, date, none',
      'contact.direction.always': 'must be one of inbound, outbound, callback, internal',
      'outcome.values.ok': 'must be one of answered, abandoned, timeout, empty, full, unavailable, closed, exit-key, voicemail, callback, overflow, transferred, withdrawn',
      quue: 'is not known here: remove it, or use one of source, file, times, contact, menu, queue, agent, outcome, exclude',
    });
  });

  test('reports everything that cannot work together', () => {
    expect(problemsOf({
      ...least,
      file: { header: false, encoding: 'klingon' },
      times: { zone: 'Mars/Base', format: 'HH:mm' },
      queue: { name: { always: 'Support' }, left: { after: 'agent.connected', column: 'wait', unit: 'seconds' } },
    })).toEqual({
      'file.columns': 'is missing: a file without header needs the names of its columns, in order',
      'file.encoding': '"klingon" is no known encoding: use for example utf-8, utf-16le, latin1, windows-1252',
      'times.zone': '"Mars/Base" is no known time zone: use a name such as Europe/Berlin or UTC',
      'times.format': '"HH:mm" has no date: add it, or declare times.date {column, format}',
      'queue.left.after': 'agent.connected does not come before queue.left: count from an earlier moment',
      'queue.entered': 'is missing: a stay in a queue needs the moment it began',
    });
  });

  test('that is no object says so', () => {
    expect(problemsOf('x')).toEqual({ '(the whole file)': 'must be of type object, received string' });
  });

  test('refuses a condition that asks nothing and a pattern that is none', () => {
    expect(problemsOf({ ...least, exclude: [{ label: 'x', when: { column: 'a' } }, { label: 'y', when: { any: [{ column: 'b', matches: '(' }] } }] })).toEqual({
      'exclude.0.when': 'asks nothing: give one of is, not, matches, above, below',
      'exclude.1.when.any.0.matches': 'is not a regular expression',
    });
  });
});

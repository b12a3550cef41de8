import { describe, expect, test } from '@jest/globals';
import { readCloudEvent } from './cloud-event.js';

const now = Date.parse('2026-03-01T12:00:00Z');
const envelope = { specversion: '1.0', id: 'e1', source: 'ivr', type: 'queue.entered', subject: 'call-1', time: '2026-03-01T09:30:00.250Z' };
const sent = (more: object): ReturnType<typeof readCloudEvent> => readCloudEvent({ ...envelope, ...more }, now);
const refusalOf = (more: object): string => {
  const read = sent(more);
  return read.ok ? 'nothing was refused' : read.reason;
};
const dataOf = (more: object): unknown => {
  const read = sent(more);
  return read.ok ? read.value.data : read.reason;
};
/** As it comes over the wire: in code `__proto__` would mean something else. */
const fromText = (data: string): unknown => dataOf({ data: JSON.parse(data) as unknown });
function nested(depth: number): unknown {
  return depth === 0 ? 1 : { a: nested(depth - 1) };
}

test('reads an event, and lets attributes pass that it does not use', () => {
  expect(sent({ data: { queue: 'support' }, sequence: '00012', traceparent: '00-1', datacontenttype: '2026-01-01' })).toEqual({
    ok: true,
    value: { id: 'e1', source: 'ivr', subject: 'call-1', time: Date.parse('2026-03-01T09:30:00.250Z'), sequence: 12, type: 'queue.entered', data: { queue: 'support' } },
  });
});

test('reads a time with an offset, and nanoseconds', () => {
  expect([sent({ time: '2026-03-01T10:30:00+01:00', data: { queue: 'a' } }), sent({ time: '2026-03-01T09:30:00.123456789Z', data: { queue: 'a' } })].map((read) => read.ok && read.value.time))
    .toEqual([Date.parse('2026-03-01T09:30:00Z'), Date.parse('2026-03-01T09:30:00.123Z')]);
});

test('reads each day of a year, and no other', () => {
  for (const year of [2025, 2024]) {
    for (let month = 1; month <= 12; month += 1) {
      for (let day = 1; day <= 32; day += 1) {
        const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const isDate = new Date(Date.UTC(year, month - 1, day)).getUTCMonth() === month - 1 && day > 0;
        expect([date, sent({ time: `${date}T09:30:00Z`, data: { queue: 'a' } }).ok]).toEqual([date, isDate]);
      }
    }
  }
});

test.each(['acme.sneeze', 'com.amazonaws.Contact_Event', 'Sneeze', 'constructor', 'other'])('keeps an event of the unknown type %s as it is', (type) => {
  expect(sent({ type, data: { a: [1] } })).toMatchObject({ ok: true, value: { type: 'other', sentType: type, data: { a: [1] } } });
});

test('keeps fields that the type does not name', () => {
  expect(dataOf({ data: { queue: 'support', skill: 'cards', leg: 'l1' } })).toEqual({ queue: 'support', skill: 'cards', leg: 'l1' });
});

test('takes null for absent, in the envelope as in the data', () => {
  expect(sent({ type: 'agent.offered', sequence: null, data: { agent: 'anna', queue: null } })).toMatchObject({ ok: true, value: { data: { agent: 'anna' } } });
  expect(dataOf({ type: 'ivr.no-input', data: null })).toEqual({});
});

test('does not tell null from absent where something must be given', () => {
  expect(refusalOf({ data: { queue: null } })).toMatch(/^data\.queue: /);
});

describe('refuses', () => {
  test.each([
    [{ specversion: '0.3' }, 'specversion: must be "1.0"'],
    [{ time: '2026-03-01 09:30' }, 'time: must be an RFC 3339 time with a zone'],
    [{ time: '2026-03-01T09:30:00' }, 'time: must be an RFC 3339 time with a zone'],
    [{ time: '2026-03-02T12:00:01Z' }, 'time: 2026-03-02T12:00:01Z lies more than a day in the future; set the sender\'s clock'],
    [{ time: '1969-12-31T23:59:59Z' }, 'time: 1969-12-31T23:59:59Z lies before 1970'],
    [{ type: 'queue entered' }, 'type: must be a name such as "queue.entered"'],
    [{ id: '', subject: 'x'.repeat(257) }, 'id: '],
    [{ sequence: 'first' }, 'sequence: must be a whole number'],
    [{ data: [1] }, 'data: must be an object'],
    [{ data: {} }, 'data.queue: '],
    [{ type: 'queue.left', data: { reason: 'bored' } }, 'data.reason: '],
    [{ type: 'acme.sneeze', data: nested(40) }, 'data: is nested deeper than 32 levels'],
    [{ type: 'acme.sneeze', data: { words: 'x'.repeat(70_000) } }, 'data: holds more than 65536 characters and values'],
    [{ data: { queue: 'support', list: Array.from({ length: 70_000 }, () => 0) } }, 'data: holds more than 65536 characters and values'],
  ])('%j', (more, reason) => {
    expect(refusalOf(more).slice(0, reason.length)).toBe(reason);
  });

  test('more attributes than anyone sends, before they are read', () => {
    const many = Object.fromEntries(Array.from({ length: 2_000 }, (_, place) => [`k${place}`, null]));
    expect(refusalOf({ ...many, specversion: '2' })).toBe('the event: holds 2006 attributes; 256 are the most');
  });

  test.each([undefined, null, 5, 'text', [envelope]])('%j, which is no event', (given) => {
    expect(readCloudEvent(given, now).ok).toBe(false);
  });

  test('several mistakes together', () => {
    expect(refusalOf({ specversion: '2', subject: undefined, data: 5 }).split('; ').map((each) => each.split(':')[0])).toEqual(['specversion', 'subject', 'data']);
  });
});

describe('strange texts', () => {
  test('keeps NUL and half surrogate pairs as they were sent', () => {
    expect(fromText(String.raw`{"queue": "a\u0000b", "note": "\ud800"}`)).toEqual({ queue: 'a\0b', note: '\ud800' });
  });

  test('never lets data change what objects are', () => {
    const data = fromText('{"queue": "a", "__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}') as Record<string, unknown>;
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
    expect([({} as Record<string, unknown>)['polluted'], data['polluted'], data['queue']]).toEqual([undefined, undefined, 'a']);
  });

  test('reads the deepest nesting that JSON can write without falling over', () => {
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    expect(fromText(`{"queue": "a", "deep": ${deep}}`)).toBe('data: is nested deeper than 32 levels');
  });
});

import { expect, test } from '@jest/globals';
import type { EntryContent } from '../ports/event-log.js';
import { decode, encode } from './entry-codec.js';

const nasty = {
  kind: 'events',
  history: false,
  events: [{ id: '\u0000\ud800', source: 's', type: 'other', sentType: 'x', time: 1, subject: '💥', data: JSON.parse('{"__proto__": {"a": 1}}') }],
} satisfies EntryContent;

test('gives back what it was given, NUL, half surrogates and __proto__ included', () => {
  expect(decode(encode(nasty), 1)).toEqual(nasty);
  expect(Object.keys((decode(encode(nasty), 1) as typeof nasty).events[0]!.data)).toEqual(['__proto__']);
});

test('refuses an entry that a newer Earshot wrote', () => {
  expect(() => decode(Buffer.from('{"v":99,"kind":"tick"}'), 7)).toThrow(
    "The log's entry 7 was written in format 99, this Earshot reads up to 1. Start the newer version again.",
  );
});

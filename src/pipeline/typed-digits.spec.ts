import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EarshotEvent } from '../domain/event.js';
import { seconds } from '../domain/time.js';
import { TypedDigits } from './typed-digits.js';

let made = 0;
const event = <Type extends 'ivr.input' | 'ivr.node.entered' | 'ivr.no-match'>(type: Type, at: number, data: object, subject = 'c'): EarshotEvent =>
  ({ id: `e${(made += 1)}`, source: 'ivr', type, time: seconds(at), subject, data }) as EarshotEvent;
const presses = (at: number, key: string, node = 'main'): EarshotEvent => event('ivr.input', at, { node, kind: 'key', key });
const enters = (at: number, node: string): EarshotEvent => event('ivr.node.entered', at, { node });
const keysOf = (events: readonly EarshotEvent[]): string => events.map(({ data }) => ('key' in data ? data.key : 'kind' in data ? '·' : '|')).join('');
/** Each in a post of its own. */
const oneByOne = (typed: TypedDigits, events: readonly EarshotEvent[]): readonly EarshotEvent[] => events.flatMap((each) => typed.without([each]));
const number = (digits: string, from = 0, apart = 0.4): EarshotEvent[] => Array.from(digits).map((digit, place) => presses(from + place * apart, digit));

test('takes the digits out of a number that is typed digit by digit', () => {
  expect(keysOf(oneByOne(new TypedDigits(), number('4111111111111111')))).toBe('4···············');
  expect(keysOf(new TypedDigits().without(number('4111111111111111')))).toBe('················');
});

test('leaves choices as they are: another menu, another try after a wrong key, a slow hand', () => {
  expect(keysOf(oneByOne(new TypedDigits(), [enters(0, 'main'), presses(2, '1'), enters(3, 'billing'), presses(4, '2', 'billing')]))).toBe('|1|2');
  expect(keysOf(oneByOne(new TypedDigits(), [presses(2, '9'), event('ivr.no-match', 3, { node: 'main' }), presses(5, '1')]))).toBe('9|1');
  expect(keysOf(oneByOne(new TypedDigits(), [presses(2, '9'), presses(9, '1')]))).toBe('91');
  expect(keysOf(oneByOne(new TypedDigits(), [presses(2, '1', 'main'), presses(4, '2', 'billing')]))).toBe('12');
});

test('takes a refusal at the very instant of the key for one that came after it', () => {
  expect(keysOf(oneByOne(new TypedDigits(), [presses(2, '0'), event('ivr.no-match', 2, { node: 'main' }), presses(4, '9')]))).toBe('0|9');
});

test('hears a caller who hammers on 0', () => {
  expect(keysOf(oneByOne(new TypedDigits(), number('0000')))).toBe('0000');
});

test('judges what is sent again, or late, by when it was pressed', () => {
  const typed = new TypedDigits();
  const digits = number('12345678');
  oneByOne(typed, digits);
  expect(keysOf(oneByOne(typed, [enters(60, 'balance'), ...digits.slice(1)]))).toBe('|·······');
  expect(keysOf(oneByOne(new TypedDigits(), digits.toReversed()))).toBe('8·······');
});

test('tells callers apart', () => {
  const typed = new TypedDigits();
  expect(keysOf(oneByOne(typed, [event('ivr.input', 1, { kind: 'key', key: '1' }, 'a'), event('ivr.input', 2, { kind: 'key', key: '2' }, 'b')]))).toBe('12');
});

test('never lets more than one digit of a number through, in any order, in posts of any size', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 19 }), fc.double({ min: 0.05, max: 2, noNaN: true }), fc.integer({ min: 1, max: 4 }), fc.boolean(), (digits, apart, size, isBackwards) => {
    const events = number(digits.map((digit) => (digit === 0 ? 5 : digit)).join(''), 0, apart);
    const sent = isBackwards ? events.toReversed() : events;
    const typed = new TypedDigits();
    const kept: EarshotEvent[] = [];
    for (let at = 0; at < sent.length; at += size) kept.push(...typed.without(sent.slice(at, at + size)));
    expect(keysOf(kept).replaceAll('·', '').length).toBeLessThanOrEqual(1);
  }));
});

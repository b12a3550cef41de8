import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyArrival } from '../../test/support/any-events.js';
import { kept } from '../../test/support/story.js';
import type { EarshotEvent } from './event.js';
import { keep, KEPT_EVENTS } from './kept.js';

const tick = (time: number, more: object = {}): EarshotEvent => ({ id: `e${time}`, source: 's', type: 'message.sent', time, subject: 'call', data: {}, ...more }) as EarshotEvent;
const idsOf = (events: readonly EarshotEvent[]) => events.map((event) => event.id);

test('says what adding an event did', () => {
  const all = kept([]);
  expect([tick(1), tick(3), tick(2), tick(3), tick(3, { sequence: 1 })].map((event) => keep(all, event))).toEqual(['appended', 'appended', 'inserted', 'same', 'inserted']);
  expect(idsOf(all.events)).toEqual(['e1', 'e2', 'e3']);
});

test('the greater content of one event wins, whichever came first', () => {
  const early = tick(5, { id: 'x' });
  const late = tick(9, { id: 'x' });
  expect([kept([early, late]), kept([late, early])]).toEqual([{ events: [late], truncated: false }, { events: [late], truncated: false }]);
});

test('of two that nobody dated the one that came first holds, and one with a time of its own holds against both', () => {
  const first = tick(5, { id: 'x', undated: true });
  const retry = tick(9, { id: 'x', undated: true });
  const dated = tick(7, { id: 'x' });
  const all = fc.shuffledSubarray([first, retry, first], { minLength: 3 });
  fc.assert(fc.property(all, (events) => {
    expect(kept(events).events).toEqual([first]);
    expect(kept([...events, dated]).events).toEqual([dated]);
    expect(kept([dated, ...events]).events).toEqual([dated]);
  }));
});

test('keeps the first five hundred and the end', () => {
  const many = Array.from({ length: KEPT_EVENTS }, (_, time) => tick(time));
  const all = kept(many);
  expect(all.truncated).toBe(false);
  expect(keep(all, tick(900))).toBe('cut');
  expect(keep(all, tick(1_000, { type: 'contact.ended' }))).toBe('appended');
  expect(keep(all, tick(0.5))).toBe('inserted');
  expect([all.truncated, all.events.length, all.events.at(-1)?.type, all.events.at(-2)?.id]).toEqual([true, KEPT_EVENTS + 1, 'contact.ended', `e${KEPT_EVENTS - 2}`]);
});

test('which events are kept does not depend on the order in which they came', () => {
  const many = fc.shuffledSubarray(Array.from({ length: 30 }, (_, time) => tick(time, time === 25 ? { type: 'contact.ended' } : {})), { minLength: 30 });
  fc.assert(fc.property(many, (events) => {
    const all = kept([]);
    for (const event of events) keep(all, event, 20);
    expect(idsOf(all.events)).toEqual([...Array.from({ length: 20 }, (_, time) => `e${time}`), 'e25']);
  }), { numRuns: 100 });
});

test('events that arrive in any order, twice or with lesser content, are kept the same', () => {
  fc.assert(fc.property(anyArrival, ({ events, arrived }) => {
    expect(kept(arrived)).toEqual(kept(events));
  }), { numRuns: 200 });
});

test('many events are looked for by their ids, and kept the same', () => {
  const many = Array.from({ length: 60 }, (_, place) => tick(place, { id: `e${place % 50}`, source: `s${place % 2}` }));
  const sources = fc.shuffledSubarray([...many, ...many.map((event) => ({ ...event, source: 's2' })), ...many], { minLength: 180 });
  const inOrder = kept([...many, ...many.map((event) => ({ ...event, source: 's2' }))]);
  fc.assert(fc.property(sources, (events) => {
    expect(kept(events).events).toEqual(inOrder.events);
  }), { numRuns: 50 });
});

test('an event that was cut is looked at anew when it comes again', () => {
  const all = kept([]);
  for (let time = 0; time < 50; time += 1) keep(all, tick(time), 40);
  expect([keep(all, tick(45), 40), keep(all, tick(3), 40), keep(all, tick(2, { id: 'e30' }), 40), keep(all, tick(45), 40)]).toEqual(['cut', 'same', 'same', 'cut']);
});

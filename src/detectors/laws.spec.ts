import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyArrival, anyEvents } from '../../test/support/any-events.js';
import { answerOf, contactOf, flagsOf, flagsOfJourney } from '../../test/support/story.js';
import { SECOND } from '../domain/time.js';
import { detectors } from './index.js';

const ofContact = detectors.filter((rule) => rule.of === 'contact');
const seconds = fc.integer({ min: 0, max: 1_200 });

test('every rule answers the same whatever order the events arrive in, twice or not', () => {
  fc.assert(fc.property(anyArrival, seconds, ({ events, arrived }, now) => {
    expect(flagsOf(arrived, ofContact, { now })).toEqual(flagsOf(events, ofContact, { now }));
  }), { numRuns: 300 });
});

test('no answer changes before the instant at which its rule asks to be woken', () => {
  fc.assert(fc.property(anyEvents, seconds, seconds, (events, after, later) => {
    const from = contactOf(events).lastAt / SECOND + after;
    for (const rule of ofContact) {
      const { raised, askAgainAt } = answerOf(events, rule, { now: from });
      const to = Math.min(from + later, askAgainAt === undefined ? Infinity : (askAgainAt - 1) / SECOND);
      expect(answerOf(events, rule, { now: to }).raised).toEqual(raised);
      if (askAgainAt !== undefined) expect(askAgainAt).toBeGreaterThan(from * SECOND);
    }
  }), { numRuns: 300 });
});

test('only the event types that a rule names change its answer', () => {
  fc.assert(fc.property(anyEvents, seconds, fc.nat(), (events, now, pick) => {
    const left = events.filter((_, place) => place !== pick % events.length);
    const type = events[pick % events.length]?.type;
    if (left.length === 0 || contactOf(left).startedAt !== contactOf(events).startedAt) return;
    for (const rule of ofContact) {
      if (rule.on.some((each) => each === type)) continue;
      expect([rule.id, type, answerOf(left, rule, { now })]).toEqual([rule.id, type, answerOf(events, rule, { now })]);
    }
  }), { numRuns: 500 });
});

test('every rule stops asking to be woken', () => {
  fc.assert(fc.property(anyEvents, (events) => {
    for (const rule of ofContact) {
      let now = contactOf(events).lastAt;
      for (let wakes = 0; ; wakes += 1) {
        const { askAgainAt } = answerOf(events, rule, { now: now / SECOND });
        if (askAgainAt === undefined) break;
        expect(wakes).toBeLessThan(100);
        now = askAgainAt;
      }
    }
  }), { numRuns: 100 });
});

test('one flag per subject, notes are over when they begin, and no flag begins in the future of what was heard', () => {
  fc.assert(fc.property(anyEvents, seconds, (events, after) => {
    const heard = contactOf(events).lastAt;
    const now = heard / SECOND + after;
    for (const rule of ofContact) {
      const flags = flagsOf(events, [rule], { now });
      expect(new Set(flags.map((flag) => flag.subject)).size).toBe(flags.length);
      for (const flag of flags) {
        expect(flag.since).toBeLessThanOrEqual(now * SECOND);
        expect(flag.until ?? Infinity).toBeGreaterThanOrEqual(flag.since);
        if (rule.class === 'note') expect(flag.until).toBe(flag.since);
        expect(flag.because).not.toMatch(/undefined|NaN|Infinity/);
      }
    }
  }), { numRuns: 300 });
});

test('a journey is the same whichever contact was heard of first', () => {
  const rules = detectors.filter((rule) => rule.of === 'journey');
  const stories = fc.array(anyEvents, { minLength: 1, maxLength: 5 }).map((all) => all.map((events, place) => ({
    events: events.map((event) => ({ ...event, subject: `call-${place}` })), at: () => { throw new Error('told'); },
  })));
  fc.assert(fc.property(stories, (told) => {
    expect(flagsOfJourney(told.toReversed(), rules)).toEqual(flagsOfJourney(told, rules));
  }), { numRuns: 100 });
});

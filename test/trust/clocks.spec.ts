import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EarshotEvent } from '../../src/domain/event.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import { foldContact } from '../../src/domain/fold/fold.js';
import { HOUR, MINUTE, QUARTER } from '../../src/domain/time.js';
import type { Instant, Millis } from '../../src/domain/time.js';
import { LATE_BOUND } from '../../src/pipeline/sealed.js';
import { Stamper } from '../../src/store/stamper.js';
import { anyAfternoon } from '../support/any-floor.js';
import { MemoryStore } from '../support/memory-store.js';
import { outcomeOf, StoryStreet } from '../support/street.js';
import { kept } from './summary/kept.js';

/** Afternoons a property. */
const RUNS = Number(process.env['EARSHOT_TEST_CLOCKS'] ?? 40);
const SKEW = 5 * MINUTE;
const JUMP = HOUR;
/** Of `anyAfternoon`: its events lie within forty minutes from here. */
const START = 1_780_000_000_000;
const OVER = START + HOUR;

/** Every call comes to an end: what somebody who still waits is shown depends on now, and is to. */
const anyEndedAfternoon = anyAfternoon.map((events) => [
  ...events.map((event) => ('due' in event.data && typeof event.data.due === 'number' ? { ...event, data: { ...event.data, due: START + event.data.due } } as EarshotEvent : event)),
  ...[...new Set(events.filter(({ type }) => type === 'contact.started').map(({ subject }) => subject))].map((subject): EarshotEvent => ({ id: `${subject}-over`, source: 'story', subject, type: 'contact.ended', time: START + 50 * MINUTE, data: {} })),
]);

describe('clocks that are wrong', () => {
  test('a sender whose clock is off by five minutes has the flags and sums that it would have', async () => {
    await fc.assert(fc.asyncProperty(anyEndedAfternoon, fc.integer({ min: -SKEW, max: SKEW }), async (events, skew) => {
      const right = await live(events);
      const wrong = await live(events, { clockOf: () => skew });
      expect(await toldBy(wrong)).toEqual(await toldBy(right));
    }), { numRuns: RUNS });
    kept('sender clocks ± 5 min', `${RUNS} afternoons`, '0 wrong flags, the same sums');
  }, 60_000 + RUNS * 2_000);

  test('senders whose clocks differ tell of no negative duration', async () => {
    const clocks = fc.record({ ivr: fc.integer({ min: -SKEW, max: SKEW }), queue: fc.integer({ min: -SKEW, max: SKEW }), agent: fc.integer({ min: -SKEW, max: SKEW }) });
    await fc.assert(fc.asyncProperty(anyEndedAfternoon, clocks, async (events, skews) => {
      const clockOf = ({ type }: EarshotEvent): Millis => skews[type.split('.')[0] as keyof typeof skews] ?? 0;
      const street = await live(events, { clockOf });
      expect(negativeIn([...street.memory.contacts.values()].map(({ kept: { events: own } }) => foldContact(own)))).toEqual([]);
      const { readings } = await outcomeOf(street) as { readings: readonly { value: number }[] };
      expect(readings.filter(({ value }) => value < 0)).toEqual([]);
      expect(street.memory.unfoldable).toBe(0);
    }), { numRuns: RUNS });
    kept('clocks of several senders that differ by up to 10 min', `${RUNS} afternoons`, '0 negative durations');
  }, 60_000 + RUNS * 2_000);

  test('a server clock that jumps by an hour and back leaves the flags and sums as they are', async () => {
    const jumps = fc.record({ from: fc.integer({ min: 0, max: 40 }), long: fc.integer({ min: 1, max: 20 }), by: fc.constantFrom(-JUMP, JUMP) });
    await fc.assert(fc.asyncProperty(anyEndedAfternoon, jumps, async (events, { from, long, by }) => {
      const isWrong = (at: Instant): boolean => at >= START + from * MINUTE && at < START + (from + long) * MINUTE;
      const right = await live(events);
      const wrong = await live(events, { serverOf: (at) => (isWrong(at) ? by : 0) });
      expect(await toldBy(wrong)).toEqual(await toldBy(right));
      const stamps = wrong.entries.map(({ recordedAt }) => recordedAt);
      expect(stamps).toEqual(stamps.toSorted((a, b) => a - b));
    }), { numRuns: RUNS });
    kept('server clock jumps ± 1 h', `${RUNS} afternoons`, '0 wrong flags once it is right again, the same sums; its own time never runs backwards');
  }, 60_000 + RUNS * 2_000);
});

describe('days that are not like others', () => {
  const days = [
    ['clocks go forward in New York', 'America/New_York', '2026-03-08T06:30:00Z'], ['clocks go back in New York', 'America/New_York', '2026-11-01T05:30:00Z'],
    ['clocks go forward in Berlin', 'Europe/Berlin', '2026-03-29T00:30:00Z'], ['clocks go back in Lord Howe, by half an hour', 'Australia/Lord_Howe', '2026-04-04T14:30:00Z'],
    ['midnight before a leap day', 'UTC', '2028-02-28T23:30:00Z'], ['midnight after a leap day', 'UTC', '2028-02-29T23:30:00Z'],
  ] as const;

  test.each(days)('%s: the flags and sums of any other day', async (_, zone, begins) => {
    const by = Date.parse(begins) - START + (START % QUARTER);
    await fc.assert(fc.asyncProperty(anyEndedAfternoon, async (events) => {
      const ordinary = await live(events, { zone });
      const there = await live(events.map((event) => movedBy(event, by)), { zone, by });
      expect(await toldBy(there)).toEqual(await toldBy(ordinary));
    }), { numRuns: Math.ceil(RUNS / days.length) });
    kept('daylight saving, leap day', `${days.length} days × ${Math.ceil(RUNS / days.length)} afternoons`, 'flags and sums of any other day');
  }, 60_000 + RUNS * 2_000);
});

test('what comes later than the bound is counted as late and changes nothing; what comes within it counts', async () => {
  const street = new StoryStreet();
  const old = (id: string, time: Instant): EarshotEvent => ({ id, source: 'story', type: 'contact.started', subject: id, time, data: { direction: 'inbound' } });
  await street.arrive(OVER, [old('too-late', OVER - LATE_BOUND - 1), old('just-in-time', OVER - LATE_BOUND), old('now', OVER)]);
  expect([...street.memory.contacts.keys()]).toEqual(['just-in-time', 'now']);
  expect(street.memory.tooLate).toBe(1);
});

interface Clocks {
  /** What the sender's clock adds to the time of an event. */
  readonly clockOf?: (event: EarshotEvent) => Millis;
  /** What the server's clock adds at an instant. */
  readonly serverOf?: (at: Instant) => Millis;
  readonly zone?: string;
  /** How far the afternoon lies from that of the story. */
  readonly by?: Millis;
}

/** Told by another clock: what it promises for is by that clock, too. */
function movedBy(event: EarshotEvent, by: Millis): EarshotEvent {
  const { data } = event;
  return { ...event, time: event.time + by, ...('due' in data && typeof data.due === 'number' ? { data: { ...data, due: data.due + by } } : {}) } as EarshotEvent;
}

/** Each event arrives when it happens; the log's own stamper says what the server takes for now. */
async function live(events: readonly EarshotEvent[], { clockOf = () => 0, serverOf = () => 0, zone = 'UTC', by = 0 }: Clocks = {}): Promise<StoryStreet> {
  const street = new StoryStreet(new MemoryStore(), { ...unnamedFloor, zone });
  let now = START + by;
  const stamper = new Stamper({ clock: { now: () => now + serverOf(now) }, previous: 0, elapsed: () => now });
  for (const event of events.toSorted((a, b) => a.time - b.time)) {
    now = Math.max(now, event.time);
    await street.arrive(stamper.next(), [movedBy(event, clockOf(event))]);
  }
  now = OVER + 3 * HOUR + by;
  await street.tick(stamper.next());
  return street;
}

/** What was told in the end, without the instants that the clocks themselves move: who has which flag, and every sum. */
async function toldBy(street: StoryStreet): Promise<unknown> {
  const { flags, readings } = await outcomeOf(street) as { flags: readonly { contact: string; rule: string; because: string }[]; readings: readonly { attribution: string; key: string; measure: string; value: number }[] };
  const sums = new Map<string, number>();
  for (const { attribution, key, measure, value } of readings) {
    // Agents' days go on until now, whether summed by agent or by queue; what contacts add to them is among the contacts' own sums.
    if (!/^(agent|staff)/.test(key)) sums.set(`${attribution} ${key} ${measure}`, (sums.get(`${attribution} ${key} ${measure}`) ?? 0) + value);
  }
  return {
    // "promised for 20:26": a time or a day, which is another one by another clock.
    flags: flags.map(({ contact, rule, because }) => `${contact} ${rule} ${because.replace(/for \d[\d:-]+/, 'for a time')}`).toSorted(),
    sums: [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)),
  };
}

const spans = [['enteredAt', 'leftAt'], ['connectedAt', 'leftAt'], ['startedAt', 'endedAt'], ['at', 'endedAt'], ['from', 'to']] as const;

/** Every span in it that ends before it begins, and every length below nothing, by where it stands. */
function negativeIn(thing: unknown, where = ''): string[] {
  if (typeof thing !== 'object' || thing === null) return typeof thing === 'number' && where.endsWith('Ms') && thing < 0 ? [where] : [];
  const own = thing as Readonly<Record<string, unknown>>;
  const here = spans.filter(([from, to]) => typeof own[from] === 'number' && typeof own[to] === 'number' && (own[to] as number) < (own[from] as number)).map(([from, to]) => `${where}: ${to} before ${from}`);
  return [...here, ...Object.entries(own).flatMap(([name, each]) => negativeIn(each, `${where}.${name}`))];
}

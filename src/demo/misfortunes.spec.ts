import { describe, expect, test } from '@jest/globals';
import type { EarshotEvent } from '../domain/event.js';
import { MINUTE, seconds } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { readDemoFloor } from './demo-floor.js';
import { placeAt } from './menu.js';
import { simulate } from './simulate.js';

const floor = readDemoFloor();
const startAt = Date.UTC(2025, 10, 24, 10, 17);
const live = (at: Instant): boolean => at >= startAt && at <= startAt + 3 * MINUTE;

function opening(seed: number): EarshotEvent[] {
  const events: EarshotEvent[] = [];
  for (const event of simulate({ seed, startAt, floor })) {
    if (event.time > startAt + 10 * MINUTE) break;
    events.push(event);
  }
  return events;
}

/** From the opening to the closing event of each pair, by contact. */
function spans(events: readonly EarshotEvent[], opens: string, closes: string): { readonly from: EarshotEvent; readonly to: EarshotEvent | undefined }[] {
  const from = events.filter(({ type }) => type === opens);
  const closing = events.filter(({ type }) => type === closes);
  return from.map((event) => ({
    from: event,
    to: closing.find((other) => other.subject === event.subject && (other.sequence ?? 0) > (event.sequence ?? 0)),
  }));
}

/** The instants at which a contact saw something for the nth time. */
function nth(events: readonly EarshotEvent[], n: number, keyOf: (event: EarshotEvent) => string | undefined): Instant[] {
  const counts = new Map<string, number>();
  return events.flatMap((event) => {
    const key = keyOf(event);
    if (key === undefined) return [];
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === n ? [event.time] : [];
  });
}

const isLong = ({ from, to }: { from: EarshotEvent; to: EarshotEvent | undefined }): boolean =>
  live(from.time + seconds(120)) && (to === undefined || to.time > from.time + seconds(120));

describe.each([1, 2, 3])('within three minutes of the start with seed %i', (seed) => {
  const events = opening(seed);
  const visits = spans(events, 'queue.entered', 'queue.left');
  const endsIn = (reasons: readonly string[]): number =>
    visits.filter(({ from, to }) => to?.type === 'queue.left' && live(to.time) && reasons.includes(to.data.reason) && (to.data.reason !== 'abandoned' || to.time - from.time > seconds(5))).length;
  const queued = new Set(events.filter(({ type }) => type === 'queue.entered' || type === 'ivr.outcome').map(({ subject }) => subject));
  const endedInMenu = (by: string): boolean =>
    events.some((event) => event.type === 'contact.ended' && live(event.time) && event.data.by === by && !queued.has(event.subject));

  test('someone enters the same node for the third time', () => {
    expect(nth(events, 3, (event) => (event.type === 'ivr.node.entered' ? `${event.subject} ${event.data.node}` : undefined)).some(live)).toBe(true);
  });

  test('someone presses 0 where it is not offered', () => {
    expect(events.some((event) => event.type === 'ivr.input' && live(event.time) && event.data.key === '0' && !('0' in placeAt(event.data.node ?? '').choices))).toBe(true);
  });

  test('someone has waited for two minutes', () => {
    expect(visits.filter(isLong).length).toBeGreaterThanOrEqual(1);
  });

  test('someone hangs up in a queue, someone is turned away', () => {
    expect(endsIn(['abandoned'])).toBeGreaterThanOrEqual(1);
    expect(endsIn(['timeout', 'full'])).toBeGreaterThanOrEqual(1);
  });

  test('someone is passed on for the second time', () => {
    expect(nth(events, 2, (event) => (event.type === 'transfer.completed' ? event.subject : undefined)).some(live)).toBe(true);
  });

  test('someone has been on hold for two minutes', () => {
    expect(spans(events, 'hold.started', 'hold.ended').some(isLong)).toBe(true);
  });

  test('someone gives up in the menu, and the line goes dead on someone', () => {
    expect([endedInMenu('customer'), endedInMenu('system')]).toEqual([true, true]);
  });

  test('someone calls again, and an agent says that nothing was solved', () => {
    const again = nth(events, 2, (event) => (event.type === 'contact.started' && event.data.direction === 'inbound' ? event.data.from : undefined));
    expect(again.some(live)).toBe(true);
    expect(events.some((event) => event.type === 'wrapup.ended' && live(event.time) && event.data.resolved === 'no')).toBe(true);
  });

  test('five and more have waited too long in the Rebate queue within ten minutes', () => {
    const late = visits.filter(({ from, to }) => {
      const at = from.time + seconds(120);
      return from.type === 'queue.entered' && from.data.queue === 'rebate' && at > startAt - 5 * MINUTE && at < startAt + 5 * MINUTE && (to === undefined || to.time > at);
    });
    expect(late.length).toBeGreaterThanOrEqual(5);
  });
});

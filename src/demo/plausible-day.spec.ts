import { beforeAll, expect, test } from '@jest/globals';
import { targetsOf } from '../domain/floor.js';
import { DAY, HOUR, MINUTE } from '../domain/time.js';
import { readDemoFloor } from './demo-floor.js';
import { simulate, WARM_UP } from './simulate.js';

interface Stay {
  readonly queue: string;
  readonly at: number;
  reason?: string;
  waitMs?: number;
}

const floor = readDemoFloor();
const startAt = Date.UTC(2025, 10, 24, 9);
const stays = new Map<string, Stay>();
let calls = 0;
let chats = 0;
let known = 0;
let repeats = 0;
let tookMs = 0;
/** Contacts that are up, once a minute. */
const up: number[] = [];

beforeAll(() => {
  const numbers = new Set<string>();
  const began = process.cpuUsage();
  let open = 0;
  let minute = startAt;
  for (const event of simulate({ seed: 1, startAt, floor })) {
    if (event.time >= startAt - WARM_UP + DAY) break;
    for (; event.time > minute; minute += MINUTE) up.push(open);
    if (event.type === 'contact.started') {
      open++;
      if (event.data.channel === 'chat') chats++;
      else if (event.data.direction === 'inbound') calls++;
      if (event.data.direction !== 'inbound' || event.data.from === undefined) continue;
      known++;
      if (numbers.has(event.data.from)) repeats++;
      numbers.add(event.data.from);
    }
    if (event.type === 'contact.ended') open--;
    if (event.type === 'queue.entered') stays.set(event.data.visit ?? '', { queue: event.data.queue, at: event.time });
    const stay = event.type === 'queue.left' ? stays.get(event.data.visit ?? '') : undefined;
    if (event.type === 'queue.left' && stay !== undefined) {
      stay.reason = event.data.reason;
      stay.waitMs = event.time - stay.at;
    }
  }
  // Processor time: the wall clock would measure what else the machine is doing.
  const { user, system } = process.cpuUsage(began);
  tookMs = (user + system) / 1_000;
});

function voiceStays(keep: (stay: Stay) => boolean = () => true): number {
  return [...stays.values()].filter((stay) => stay.queue !== 'chat' && stay.reason !== undefined && keep(stay)).length;
}

test('a day takes less than five seconds of one processor', () => {
  expect(tookMs).toBeLessThan(5_000);
});

test('six to ten calls come a minute, and some chats', () => {
  expect(calls / (DAY / MINUTE)).toBeGreaterThan(6);
  expect(calls / (DAY / MINUTE)).toBeLessThan(10);
  expect(chats / (DAY / HOUR)).toBeGreaterThan(15);
});

test('twenty to forty contacts are up', () => {
  const mean = up.reduce((sum, count) => sum + count, 0) / up.length;
  expect(mean).toBeGreaterThan(19);
  expect(mean).toBeLessThan(40);
});

test('about four in five are answered in time', () => {
  const inTime = voiceStays(({ queue, reason, waitMs = 0 }) => reason === 'answered' && waitMs <= targetsOf(floor, queue).answerWithinMs);
  const chosen = voiceStays(({ reason }) => reason === 'exit-key' || reason === 'voicemail');
  const level = inTime / (voiceStays() - chosen - voiceStays(({ reason, waitMs = 0 }) => reason === 'abandoned' && waitMs <= 5_000));
  expect(level).toBeGreaterThan(0.75);
  expect(level).toBeLessThan(0.85);
});

test('five to eight in a hundred hang up in a queue', () => {
  const rate = voiceStays(({ reason }) => reason === 'abandoned') / voiceStays();
  expect(rate).toBeGreaterThan(0.045);
  expect(rate).toBeLessThan(0.08);
});

test('ten to twenty in a hundred have called before', () => {
  expect(repeats / known).toBeGreaterThan(0.1);
  expect(repeats / known).toBeLessThan(0.2);
});

test('the queues share the calls: three large ones and a small one', () => {
  const shareOf = (queue: string): number => voiceStays((stay) => stay.queue === queue) / voiceStays();
  for (const queue of ['service', 'billing', 'technical']) {
    expect([queue, shareOf(queue) > 0.22 && shareOf(queue) < 0.4]).toEqual([queue, true]);
  }
  expect(shareOf('rebate')).toBeGreaterThan(0.05);
  expect(shareOf('rebate')).toBeLessThan(0.15);
});

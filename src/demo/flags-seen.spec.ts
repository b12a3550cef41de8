import { expect, test } from '@jest/globals';
import { StoryStreet } from '../../test/support/street.js';
import { MemoryStore } from '../../test/support/memory-store.js';
import type { EarshotEvent } from '../domain/event.js';
import { MINUTE, SECOND } from '../domain/time.js';
import { readDemoFloor } from './demo-floor.js';
import { simulate } from './simulate.js';

const floor = readDemoFloor();
const startAt = Date.UTC(2025, 10, 24, 10, 17);

/** The rules that raised a flag in the first quarter of an hour. */
async function rulesSeen(seed: number): Promise<ReadonlySet<string>> {
  const street = new StoryStreet(new MemoryStore(), floor);
  let batch: EarshotEvent[] = [];
  let at = -Infinity;
  for (const event of simulate({ seed, startAt, floor })) {
    if (event.time > startAt + 15 * MINUTE) break;
    if (event.time > at + 2 * SECOND && batch.length > 0) {
      await street.arrive(at + 2 * SECOND, batch);
      batch = [];
    }
    if (batch.length === 0) at = event.time;
    batch.push(event);
  }
  return new Set(street.told.flatMap(({ kind, flag }) => (kind === 'raised' ? expected.filter((rule) => flag.includes(` ${rule} `)) : [])));
}

const expected = [
  'abandoned-in-menu', 'abandoned-in-queue', 'closed-too-soon', 'cut-short', 'dead-air', 'dead-end', 'dropped', 'dropped-return', 'hung-up-on-hold', 'long-hold',
  'long-wait', 'lost-in-transfer', 'menu-maze', 'menu-retries', 'misrouted', 'offer-mismatch', 'passed-around', 'ping-pong', 'queue-starving', 'rapid-repeat', 'repeat-contact',
  'turned-away', 'turning-negative', 'unresolved', 'zero-out',
];

test.each([1, 2])('who opens the demo sees most rules at work within a quarter of an hour, with seed %i', async (seed) => {
  const seen = await rulesSeen(seed);
  expect(expected.filter((rule) => !seen.has(rule))).toEqual([]);
}, 60_000);

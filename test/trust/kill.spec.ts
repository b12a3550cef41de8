import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EarshotEvent } from '../../src/domain/event.js';
import { simulate } from '../../src/demo/simulate.js';
import { readDemoFloor } from '../../src/demo/demo-floor.js';
import { HOUR, MINUTE, quarterOf } from '../../src/domain/time.js';
import { Earshot } from '../support/earshot.js';
import { StoryStreet } from '../support/street.js';

/** TRUST.md: 20 rounds in `npm run test:trust`, a short form in `npm test`. */
const ROUNDS = Number(process.env['EARSHOT_TEST_KILLS'] ?? 4);

/** Where the hour is moved to: inside the bound for late events. */
const base = quarterOf(Date.now() - 3 * HOUR);
const recent = recentEvents();
const earshot = await Earshot.prepare();
let key = '';
let token = '';

beforeAll(async () => {
  await earshot.start();
  key = await earshot.command('keys', 'create', '--source', 'kill-test');
  token = await earshot.command('tokens', 'create', '--role', 'supervisor');
}, 60_000);
afterAll(() => earshot.remove());

describe('kill -9 while events arrive', () => {
  test(`loses nothing acknowledged and counts nothing twice, over ${ROUNDS} kills`, async () => {
    const events = recent;
    const batches = inBatches(events, 40);
    const kills = new Set(Array.from({ length: ROUNDS }, (_, round) => Math.floor((round + 1) * batches.length / (ROUNDS + 1))));
    const sender = { acknowledged: 0 };
    for (const [index, batch] of batches.entries()) {
      const sent = insist(batch, sender);
      if (kills.has(index)) {
        await earshot.kill();
        await earshot.start();
      }
      await sent;
    }
    expect(sender.acknowledged).toBe(events.length);
    await earshot.caughtUp(token);
    expect(await countsOf(events)).toEqual(await reference(events));
  }, 240_000);

  test('a clean stop and a second start find everything again', async () => {
    const before = await earshot.get<{ items: unknown[] }>('/api/v1/flags?limit=200', token);
    await earshot.stop();
    await earshot.start();
    await earshot.caughtUp(token);
    const after = await earshot.get<{ items: unknown[] }>('/api/v1/flags?limit=200', token);
    expect(after.items.length).toBe(before.items.length);
    expect(await countsOf(recent)).toEqual(await reference(recent));
  }, 60_000);
});

/** Sends until it is acknowledged, as a sender must. */
async function insist(batch: readonly EarshotEvent[], sender: { acknowledged: number }): Promise<void> {
  for (;;) {
    const status = await earshot.post(batch, key);
    if (status === 200) {
      sender.acknowledged += batch.length;
      return;
    }
    if (status === 400 || status === 401 || status === 403) throw new Error(`The server refused a batch with ${status}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** An hour of a contact center that is over by now, so that nothing depends on when the test runs. */
function recentEvents(): readonly EarshotEvent[] {
  const startAt = quarterOf(Date.parse('2026-03-02T10:00:00Z'));
  const events: EarshotEvent[] = [];
  for (const event of simulate({ seed: 7, startAt, floor: readDemoFloor() })) {
    if (event.time > startAt + 20 * MINUTE) break;
    events.push(event);
  }
  return recently(events, startAt);
}

/** Moved to the last hours, inside the bound for late events. */
function recently(events: readonly EarshotEvent[], startAt: number): readonly EarshotEvent[] {
  const shift = base - startAt;
  return events.map((event) => ({ ...event, time: event.time + shift, data: shifted(event.data, shift) }) as EarshotEvent);
}

function shifted(data: object, shift: number): object {
  return 'due' in data && typeof data.due === 'number' ? { ...data, due: data.due + shift } : data;
}

async function countsOf(events: readonly EarshotEvent[]): Promise<Record<string, number>> {
  const from = quarterOf(Math.min(...events.map((event) => event.time)));
  const to = quarterOf(Math.max(...events.map((event) => event.time))) + HOUR;
  const { items } = await earshot.get<{ items: { id: string; value: number | null }[] }>(
    `/api/v1/metrics?from=${from}&to=${to}&metric=offered,answered,abandoned,direct,flowouts_involuntary,flowouts_by_choice&interval=none`, token);
  return Object.fromEntries(items.map(({ id, value }) => [id, value ?? 0]));
}

/** The same events folded at once, by nobody who can be killed. */
async function reference(events: readonly EarshotEvent[]): Promise<Record<string, number>> {
  const street = new StoryStreet();
  await street.arrive(Math.max(...events.map((event) => event.time)) + MINUTE, events);
  const { sums } = { sums: street.memory.unsaved.sums('arrival', 'voice/total', -Infinity, Infinity) };
  return {
    offered: sums.offered ?? 0, answered: sums.answered ?? 0, abandoned: sums.abandoned ?? 0, direct: sums.direct ?? 0,
    flowouts_involuntary: sums.flowInvoluntary ?? 0, flowouts_by_choice: sums.flowByChoice ?? 0,
  };
}

function inBatches(events: readonly EarshotEvent[], size: number): EarshotEvent[][] {
  return Array.from({ length: Math.ceil(events.length / size) }, (_, index) => events.slice(index * size, (index + 1) * size));
}

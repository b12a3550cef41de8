import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { KeyedPseudonyms } from '../../src/access/pseudonym.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import type { Flag } from '../../src/domain/flag.js';
import { protect } from '../../src/pipeline/protect.js';
import { simulate } from '../../src/demo/simulate.js';
import { readDemoFloor } from '../../src/demo/demo-floor.js';
import { HOUR, MINUTE, quarterOf } from '../../src/domain/time.js';
import { Earshot } from '../support/earshot.js';
import { StoryStreet } from '../support/street.js';
import { kept } from './summary/kept.js';

/** TRUST.md: 20 rounds in `npm run test:trust`, a short form in `npm test`. */
const ROUNDS = Number(process.env['EARSHOT_TEST_KILLS'] ?? 3);

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
    const expected = await reference(events);
    expect(await countsOf(events)).toEqual(expected.counts);
    expect(await flagsNow()).toEqual(expected.flags);
    expect(expected.flags.length).toBeGreaterThan(10);
    kept('kill -9 of the server while events arrive', `${ROUNDS} kills`, `${events.length} events acknowledged: 0 lost, 0 counted twice; ${expected.flags.length} flags as in the reference run`);
  }, 240_000);

  test('a clean stop and a second start find everything again', async () => {
    const before = await flagsNow();
    await earshot.stop();
    await earshot.start();
    await earshot.caughtUp(token);
    expect(await flagsNow()).toEqual(before);
    expect(await countsOf(recent)).toEqual((await reference(recent)).counts);
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

/** What cohorts show depends on when an entry was written, which the kills decide: the reference is told all at once. */
const ofCohorts = ['queue-starving', 'spike', 'offer-mismatch'];

/** Every flag of a contact or a customer that stands, page by page: whose, of which rule, since when. */
async function flagsNow(): Promise<string[]> {
  const flags: string[] = [];
  let next: string | null | undefined = '';
  while (typeof next === 'string') {
    const page: { items: Pick<Flag, 'contact' | 'rule' | 'since'>[]; next?: string | null } = await earshot.get(
      `/api/v1/flags?retracted=false&limit=50${next === '' ? '' : `&cursor=${encodeURIComponent(next)}`}`, token);
    flags.push(...page.items.filter(({ rule }) => !ofCohorts.includes(rule)).map(nameOf));
    next = page.next;
  }
  return flags.toSorted();
}

function nameOf({ contact, rule, since }: Pick<Flag, 'contact' | 'rule' | 'since'>): string {
  return `${contact} ${rule} ${since}`;
}

/** The same events folded at once, by nobody who can be killed. */
async function reference(events: readonly EarshotEvent[]): Promise<{ counts: Record<string, number>; flags: string[] }> {
  const pseudonyms = new KeyedPseudonyms(Buffer.alloc(32), () => 'US');
  const street = new StoryStreet();
  await street.arrive(Date.now(), events.map((event) => protect(event, pseudonyms)));
  const { memory } = street;
  const sums = memory.unsaved.sums('arrival', 'voice/total', -Infinity, Infinity);
  const flags = [...memory.contacts.values(), ...memory.journeys.values()].flatMap((held) => held.flags).filter((flag) => flag.retractedAt === undefined);
  return {
    counts: {
      offered: sums.offered ?? 0, answered: sums.answered ?? 0, abandoned: sums.abandoned ?? 0, direct: sums.direct ?? 0,
      flowouts_involuntary: sums.flowInvoluntary ?? 0, flowouts_by_choice: sums.flowByChoice ?? 0,
    },
    flags: flags.map(nameOf).toSorted(),
  };
}

function inBatches(events: readonly EarshotEvent[], size: number): EarshotEvent[][] {
  return Array.from({ length: Math.ceil(events.length / size) }, (_, index) => events.slice(index * size, (index + 1) * size));
}

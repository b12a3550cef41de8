import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { timeInStates } from '../../src/domain/agent.js';
import type { AgentState, EarshotEvent } from '../../src/domain/event.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.js';
import { PUT_ASIDE_AT } from '../../src/pipeline/put-aside.js';
import { restore, versionOf } from '../../src/pipeline/restore.js';
import { forgetSettled, saveAll, saveRows, saveSlice } from '../../src/pipeline/save.js';
import { SLICES, sliceOf } from '../../src/domain/slice.js';
import { readingsOf, StoryStreet } from '../support/street.js';

const MONDAY = Date.parse('2026-06-01T00:00:00Z');
const MORNING = MONDAY + 8 * HOUR;
const states = ['available', 'away', 'wrap-up', 'offline'] as const;

/** Away for one reason or another, and now and then in one queue alone. */
function becomes(state: AgentState, time: number, id: string): EarshotEvent {
  const about = { id, source: 'story', subject: 'Alice', time };
  const nth = time / SECOND % 110;
  if (nth === 20) return { ...about, type: 'agent.signed-in', data: { queues: ['support', 'sales'] } };
  return { ...about, type: 'agent.state', data: { state, ...(state === 'away' && { reason: nth % 20 === 0 ? 'lunch' : 'break' }), ...(nth === 50 && { queue: 'sales' }) } };
}

/** A thousand words about Alice in their order, the state changing with each. */
const shift = (length: number): EarshotEvent[] =>
  Array.from({ length }, (_, place) => becomes(states[place % 3] as AgentState, MORNING + place * 10 * SECOND, `e${place}`));

async function tell(street: StoryStreet, events: readonly EarshotEvent[]): Promise<void> {
  await street.arrive(Math.max(street.memory.now, ...events.map(({ time }) => time)), events);
}

const aliceIn = (street: StoryStreet) => street.memory.agents.get('Alice')?.days ?? [];
const keptIn = (street: StoryStreet): number => aliceIn(street).reduce((sum, { kept }) => sum + kept.events.length, 0);
const saveAlice = (street: StoryStreet): Promise<unknown> => saveSlice(street.memory, street.store, sliceOf('Alice'));
/** What is known of her: her time in states by day, and how she stands. */
const told = (street: StoryStreet): unknown => aliceIn(street).map(({ day }) => ({ day: day.day, times: timeInStates(day, day.to), standing: day.standing }));
const counted = async (street: StoryStreet): Promise<unknown> => (await readingsOf(street)).filter(({ key }) => key === 'agent/Alice' || key.startsWith('staff/'));

/** The same from whoever puts nothing aside. */
async function whole(batches: readonly (readonly EarshotEvent[])[]): Promise<{ readonly told: unknown; readonly counted: unknown }> {
  const street = new StoryStreet();
  for (const batch of batches) await tell(street, batch);
  return { told: told(street), counted: await counted(street) };
}

test('a long day stays small in memory, and counts what it counted', async () => {
  const street = new StoryStreet();
  const events = shift(2_000);
  for (let at = 0; at < events.length; at += 50) {
    await tell(street, events.slice(at, at + 50));
    forgetSettled(street.memory, street.memory.now);
    await saveAlice(street);
    expect(keptIn(street)).toBeLessThan(PUT_ASIDE_AT + 50);
  }
  expect({ told: told(street), counted: await counted(street) }).toEqual(await whole([events]));
});

test('what is put aside stays in memory until a save holds it', async () => {
  const street = new StoryStreet();
  await tell(street, shift(400));
  forgetSettled(street.memory, street.memory.now);
  street.store.refuseWith(new Error('away'));
  await expect(saveAlice(street)).rejects.toThrow('away');
  expect(aliceIn(street)[0]?.unstored.flatMap(({ events }) => events).length).toBeGreaterThan(100);
  street.store.refuseWith(undefined);
  await saveAlice(street);
  expect(aliceIn(street)[0]?.unstored).toEqual([]);
});

test.each([
  ['a late word', [becomes('offline', MORNING + 5 * SECOND, 'late')], 601],
  ['a second hearing', [becomes('away', MORNING + 40 * SECOND, 'e4')], 600],
  ['an id that comes again with another time', [becomes('offline', MORNING + 3 * HOUR, 'e7')], 600],
])('%s is found among what was put aside', async (_, late, kept) => {
  const street = new StoryStreet();
  const events = shift(600);
  await tell(street, events);
  forgetSettled(street.memory, street.memory.now);
  await saveAlice(street);
  expect(keptIn(street)).toBeLessThan(PUT_ASIDE_AT);
  await tell(street, late);
  expect(keptIn(street)).toBe(kept);
  expect({ told: told(street), counted: await counted(street) }).toEqual(await whole([events, late]));
});

test('what comes late for yesterday begins today anew, long as it is', async () => {
  const street = new StoryStreet();
  const batches = [[becomes('available', MONDAY - HOUR, 'before')], shift(600), [becomes('away', MONDAY - 30 * MINUTE, 'late')]];
  for (const batch of batches) {
    await tell(street, batch);
    forgetSettled(street.memory, street.memory.now);
    await saveAlice(street);
  }
  expect({ told: told(street), counted: await counted(street) }).toEqual(await whole(batches));
});

interface Word { readonly turn: number; readonly early: number; readonly far: number; readonly again: boolean }
const anyWord: fc.Arbitrary<Word> = fc.record({ turn: fc.nat({ max: 3 }), early: fc.integer({ min: -9, max: 9 }), far: fc.nat({ max: 1_500 }), again: fc.boolean() });
/** Hundreds of words in any order near their time, some hours late, some of the day before, some twice, some twice with another time. */
const anyDay = fc.array(anyWord, { minLength: 300, maxLength: 900 }).map((words) => words.flatMap(({ turn, early, far, again }, place) => {
  const time = MORNING + (place + early) * 30 * SECOND - (far === 0 ? 4 * HOUR : 0) - (far === 1 ? DAY : 0);
  const event = becomes(states[turn] as AgentState, time, `e${place}`);
  if (!again || early < 8) return [event];
  return [event, far > 750 ? event : { ...event, time: time + 2 * HOUR }];
}));

test('puts aside, saves, crashes and starts again at any time, and comes to the same', async () => {
  const choices = fc.infiniteStream(fc.nat(9));
  await fc.assert(fc.asyncProperty(anyDay, fc.integer({ min: 20, max: 120 }), choices, async (events, perStep, choice) => {
    const batches = Array.from({ length: Math.ceil(events.length / perStep) }, (_, step) => events.slice(step * perStep, (step + 1) * perStep));
    const street = new StoryStreet();
    await street.store.clear(versionOf(street.given));
    let now = street;
    let read = 0;
    for (const batch of batches) {
      await tell(street, batch);
      for (; now !== street && read < street.entries.length; read += 1) await now.fold(street.entries[read]!);
      const next = choice.next().value ?? 0;
      if (next < 6) forgetSettled(now.memory, now.memory.now);
      if (next % 2 === 0) await saveAlice(now);
      if (next === 8) await saveRows(now.memory, now.store, now.memory.now);
      if (next === 9) {
        // All slices once, so that there is something to start from; what came since is read again.
        for (let number = 0; number < SLICES; number += 1) if (!now.store.sliceRows.has(number)) await saveSlice(now.memory, now.store, number);
        const second = new StoryStreet(now.store);
        const from = await restore(second.given, now.memory.now);
        second.memory.position = from;
        for (const entry of street.entries.filter(({ position }) => position > from)) await second.fold(entry);
        read = street.entries.length;
        now = second;
      }
    }
    await saveAll(now.memory, now.store, now.memory.now);
    expect({ told: told(now), counted: await counted(now) }).toEqual(await whole(batches));
  }), { numRuns: 60 });
});

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { HOUR } from '../../src/domain/time.js';
import { restore, versionOf } from '../../src/pipeline/restore.js';
import { saveAll, saveRows, takeSlice } from '../../src/pipeline/save.js';
import { SLICES } from '../../src/pipeline/slice.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import { anyAfternoon, anyBatches, anyDelivery, batchEvery } from '../support/any-floor.js';
import { outcomeOf, readingsOf, StoryStreet } from '../support/street.js';

const START = 1_780_000_000_000;
const END = START + HOUR;
const runs = { numRuns: 150 };

test('any order, any duplicates and any split over batches come to the same contacts, flags and readings', async () => {
  const deliveries = anyAfternoon.chain((events) => fc.tuple(fc.constant(events), anyDelivery(events)));
  await fc.assert(fc.asyncProperty(deliveries, async ([events, batches]) => {
    const orderly = await played([events]);
    const disorderly = await played(batches);
    expect(await outcomeOf(disorderly)).toEqual(await outcomeOf(orderly));
  }), runs);
});

test('a rebuild of the log raises and retracts the same flags at the same instants', async () => {
  await fc.assert(fc.asyncProperty(anyAfternoon.chain(anyBatches), async (batches) => {
    const live = await played(batches);
    const rebuilt = new StoryStreet();
    for (const entry of live.entries) await rebuilt.fold(entry);
    expect(rebuilt.told).toEqual(live.told);
    expect(await outcomeOf(rebuilt)).toEqual(await outcomeOf(live));
  }), runs);
});

test('a clean stop and a second start change nothing', async () => {
  await fc.assert(fc.asyncProperty(anyAfternoon.chain(anyBatches), fc.nat(30), async (batches, stopAfter) => {
    const whole = await played(batches);
    const first = await played(batches.slice(0, stopAfter), null);
    await first.store.clear(versionOf(first.given));
    await saveAll(first.memory, first.store, first.memory.now);
    const second = new StoryStreet(first.store);
    await restore(second.given, second.memory.now);
    for (const entry of whole.entries.slice(first.entries.length)) await second.fold(entry);
    expect(await outcomeOf(second)).toEqual(await outcomeOf(whole));
  }), runs);
});

test('a crash between any two saves loses nothing and counts nothing twice', async () => {
  const crashes = fc.tuple(anyAfternoon.chain(anyDelivery), fc.infiniteStream(fc.nat(5)), fc.nat(30));
  await fc.assert(fc.asyncProperty(crashes, async ([batches, choices, crashAfter]) => {
    const whole = await played(batches);
    const first = new StoryStreet();
    await first.store.clear(versionOf(first.given));
    let nextSlice = 0;
    for (const entry of whole.entries.slice(0, crashAfter)) {
      await first.fold(entry);
      // Rows and slices are written whenever their turn comes; the crash finds them at different positions.
      if (choices.next().value === 0) await saveRows(first.memory, first.store, entry.recordedAt + HOUR);
      for (let turns = 0; turns < 20; turns += 1) {
        await first.store.saveSlice(takeSlice(first.memory, nextSlice));
        nextSlice = (nextSlice + 1) % SLICES;
      }
    }
    const second = new StoryStreet(first.store);
    const from = await restore(second.given, END);
    for (const entry of whole.entries.filter(({ position }) => position > from)) await second.fold(entry);
    expect(await outcomeOf(second)).toEqual(await outcomeOf(whole));
  }), runs);
});

test('what rows and memory hold together is what a recount from the log gives', async () => {
  await fc.assert(fc.asyncProperty(anyAfternoon.chain(anyDelivery), async (batches) => {
    const live = new StoryStreet();
    let at = START;
    for (const batch of batches) {
      await live.arrive(at += batchEvery, batch);
      await saveRows(live.memory, live.store, at + HOUR);
    }
    const recounted = new StoryStreet();
    for (const entry of live.entries) await recounted.fold(entry);
    expect(await readingsOf(live)).toEqual(recounted.memory.unsaved.all());
  }), runs);
});

/** Plays batches one after the other, then lets an hour pass, so that every question has been asked. */
async function played(batches: readonly (readonly EarshotEvent[])[], until: number | null = END): Promise<StoryStreet> {
  const street = new StoryStreet();
  let at = START;
  for (const batch of batches) await street.arrive(at += batchEvery, batch);
  if (until !== null) await street.tick(Math.max(until, at));
  return street;
}

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { HOUR } from '../../src/domain/time.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import type { Floor } from '../../src/domain/floor.js';
import { restore, versionOf } from '../../src/pipeline/restore.js';
import { saveAll, saveRows, saveSlice } from '../../src/pipeline/save.js';
import { SLICES } from '../../src/domain/slice.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import { anyAfternoon, anyBatches, anyDelivery, batchEvery } from '../support/any-floor.js';
import { MemoryStore } from '../support/memory-store.js';
import { outcomeOf, readingsOf, StoryStreet } from '../support/street.js';

const START = 1_780_000_000_000;
const END = START + HOUR;
const runs = { numRuns: 80 };
/** Half a dozen calls are enough for the rules about all contacts of a queue or an offer. */
const touchy: Floor = {
  ...unnamedFloor, flags: { 'offer-mismatch': { options: { contacts: 2 } }, 'queue-starving': { options: { longestOf: 1, contacts: 2 } } },
};

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
    const rebuilt = new StoryStreet(new MemoryStore(), touchy);
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
    const second = new StoryStreet(first.store, touchy);
    await restore(second.given, second.memory.now);
    for (const entry of whole.entries.slice(first.entries.length)) await second.fold(entry);
    expect(await outcomeOf(second)).toEqual(await outcomeOf(whole));
  }), runs);
});

test('a crash between any two saves loses nothing and counts nothing twice', async () => {
  const crashes = fc.tuple(anyAfternoon.chain(anyDelivery), fc.infiniteStream(fc.nat(5)), fc.nat(30));
  await fc.assert(fc.asyncProperty(crashes, async ([batches, choices, crashAfter]) => {
    const whole = await played(batches);
    const first = new StoryStreet(new MemoryStore(), touchy);
    await first.store.clear(versionOf(first.given));
    let nextSlice = 0;
    for (const entry of whole.entries.slice(0, crashAfter)) {
      await first.fold(entry);
      // Rows and slices are written whenever their turn comes; the crash finds them at different positions.
      if (choices.next().value === 0) await saveRows(first.memory, first.store, entry.recordedAt + HOUR);
      for (let turns = 0; turns < 20; turns += 1) {
        await saveSlice(first.memory, first.store, nextSlice);
        nextSlice = (nextSlice + 1) % SLICES;
      }
    }
    const second = new StoryStreet(first.store, touchy);
    const from = await restore(second.given, END);
    for (const entry of whole.entries.filter(({ position }) => position > from)) await second.fold(entry);
    expect(await outcomeOf(second)).toEqual(await outcomeOf(whole));
  }), runs);
});

test('what rows and memory hold together is what a recount from the log gives', async () => {
  await fc.assert(fc.asyncProperty(anyAfternoon.chain(anyDelivery), async (batches) => {
    const live = new StoryStreet(new MemoryStore(), touchy);
    let at = START;
    for (const batch of batches) {
      await live.arrive(at += batchEvery, batch);
      await saveRows(live.memory, live.store, at + HOUR);
    }
    const recounted = new StoryStreet(new MemoryStore(), touchy);
    for (const entry of live.entries) await recounted.fold(entry);
    expect(await readingsOf(live)).toEqual(recounted.memory.unsaved.all());
  }), runs);
});

/** Plays batches one after the other, then lets an hour pass, so that every question has been asked. */
async function played(batches: readonly (readonly EarshotEvent[])[], until: number | null = END): Promise<StoryStreet> {
  const street = new StoryStreet(new MemoryStore(), touchy);
  let at = START;
  for (const batch of batches) await street.arrive(at += batchEvery, batch);
  if (until !== null) await street.tick(Math.max(until, at));
  return street;
}

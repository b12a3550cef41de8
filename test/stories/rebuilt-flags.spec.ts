import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unnamedFloor } from '../../src/domain/floor.js';
import type { Floor } from '../../src/domain/floor.js';
import { flagKey } from '../../src/domain/flag.js';
import { SLICES } from '../../src/domain/slice.js';
import { HOUR, MINUTE } from '../../src/domain/time.js';
import type { Instant } from '../../src/domain/time.js';
import { recallFor, takeRecalled } from '../../src/pipeline/pipeline.js';
import { forgetSettled, saveRows, saveSlice } from '../../src/pipeline/save.js';
import type { LogEntry } from '../../src/ports/event-log.js';
import { anyAfternoon, anyDelivery, batchEvery } from '../support/any-floor.js';
import { MemoryStore } from '../support/memory-store.js';
import { StoryStreet } from '../support/street.js';

const START = 1_780_000_000_000;
const END = START + HOUR;
/** Half a dozen calls are enough for the rules about all contacts of a queue or an offer. */
const touchy: Floor = {
  ...unnamedFloor, flags: { 'offer-mismatch': { options: { contacts: 2 } }, 'queue-starving': { options: { longestOf: 1, contacts: 2 } } },
};
let seen = 0;

test('a run that saves, forgets and recalls as it goes tells the flags of queues and callers at the instants at which a rebuild tells them, whatever pages that reads', async () => {
  const runs = fc.tuple(anyAfternoon.chain(anyDelivery), fc.infiniteStream(fc.nat(3)), fc.infiniteStream(fc.integer({ min: 1, max: 9 })));
  await fc.assert(fc.asyncProperty(runs, async ([batches, choices, pages]) => {
    const live = new StoryStreet(new MemoryStore(), touchy);
    let at = START;
    for (const batch of batches) {
      await live.arrive(at += batchEvery, batch);
      if (choices.next().value !== 0) await saveAndForget(live, at);
    }
    await live.tick(Math.max(END, at));
    const rebuilt = new StoryStreet(new MemoryStore(), touchy);
    for (let from = 0; from < live.entries.length;) {
      const size = pages.next().value ?? 1;
      await takePage(rebuilt, live.entries.slice(from, from += size));
      // By the wall clock, which is far past what is read.
      if (choices.next().value === 0) await saveAndForget(rebuilt, END + HOUR);
    }
    expect(rebuilt.told).toEqual(live.told);
    expect(episodesOf(rebuilt)).toEqual(episodesOf(live));
    seen += episodesOf(live).filter(({ rule }) => rule === 'queue-starving').length;
  }), { numRuns: Number(process.env['EARSHOT_TEST_REBUILDS'] ?? 80) });
  // So that no run of empty lists can pass.
  expect(seen).toBeGreaterThan(10);
}, 4 * MINUTE);

async function saveAndForget({ memory, store }: StoryStreet, at: Instant): Promise<void> {
  await saveRows(memory, store, at);
  for (let number = 0; number < SLICES; number += 1) await saveSlice(memory, store, number);
  forgetSettled(memory, at + MINUTE);
}

/** As the server reads its log: what a page touches is recalled at once, then its entries are folded one by one. */
async function takePage({ given, told }: StoryStreet, page: readonly LogEntry[]): Promise<void> {
  await recallFor(given, page);
  for (const entry of page) {
    const step = await takeRecalled(given, entry, true);
    for (const { kind, flag } of step.flags) told.push({ kind, flag: flagKey(flag), at: step.now });
  }
}

function episodesOf({ memory }: StoryStreet): readonly { readonly rule: string; readonly raisedAt: Instant; readonly until: Instant | undefined }[] {
  return [...memory.cohorts.values()].flatMap(({ flags }) => flags).map(({ rule, contact, raisedAt, until, because }) => ({ rule, contact, raisedAt, until, because }))
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

import { expect, test } from '@jest/globals';
import { chanceFrom } from '../../src/demo/chance.js';
import type { Chance } from '../../src/demo/chance.js';
import { readDemoFloor } from '../../src/demo/demo-floor.js';
import { simulate } from '../../src/demo/simulate.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import { HOUR, MINUTE, quarterOf, SECOND } from '../../src/domain/time.js';
import { isContactEvent } from '../../src/pipeline/fold-contacts.js';
import { forgetSettled, saveRows } from '../../src/pipeline/save.js';
import type { LogEntry } from '../../src/ports/event-log.js';
import { MemoryStore } from '../support/memory-store.js';
import { shuffled } from '../support/shuffle.js';
import { outcomeOf, StoryStreet } from '../support/street.js';
import { kept } from './summary/kept.js';

/** TRUST.md: 10,000 contacts, 50 permutations of their events, in `npm run test:trust`. */
const CONTACTS = Number(process.env['EARSHOT_TEST_CONTACTS'] ?? 150);
const PERMUTATIONS = Number(process.env['EARSHOT_TEST_PERMUTATIONS'] ?? 4);
const startAt = quarterOf(Date.parse('2026-03-02T10:00:00Z'));
const floor = readDemoFloor();
const events = eventsOf(CONTACTS);
const end = events.reduce((latest, { time }) => Math.max(latest, time), 0);

/** How the same events may come. Both tell some twice, and split the rest anywhere. */
const ways: readonly ((chance: Chance) => Promise<StoryStreet>)[] = [
  // In any order at all, when everything is over.
  async (chance) => played(split(shuffled(twice(chance), chance), chance).map((batch, place) => [end + MINUTE + place * SECOND / 10, batch])),
  // As they happen, each up to ten minutes late: questions are asked meanwhile, and answered otherwise afterwards.
  async (chance) => {
    const late = twice(chance).map((event) => ({ event, at: event.time + Math.floor(chance() ** 4 * 10 * MINUTE) })).toSorted((a, b) => a.at - b.at);
    return played(split(late, chance).map((batch) => [batch.at(-1)?.at ?? end, batch.map(({ event }) => event)]));
  },
];

test(`${CONTACTS} contacts come to the same flags and metrics in ${PERMUTATIONS} permutations of their events, doubled and split anywhere`, async () => {
  const expected = await outcomeOf(await played([[end, events]])) as Outcome;
  // What is compared is worth comparing.
  expect(expected.contacts.length).toBeGreaterThanOrEqual(CONTACTS);
  expect(expected.flags.length).toBeGreaterThan(CONTACTS / 20);
  for (let permutation = 0; permutation < PERMUTATIONS; permutation += 1) {
    const street = await (ways[permutation % ways.length] as typeof ways[number])(chanceFrom(permutation + 1));
    const { contacts, flags, readings } = await outcomeOf(street) as Outcome;
    // One by one: of ten thousand contacts nobody can read how two lists differ.
    expect([permutation, 'contacts', differing(contacts, expected.contacts)]).toEqual([permutation, 'contacts', []]);
    expect([permutation, 'flags', differing(flags, expected.flags)]).toEqual([permutation, 'flags', []]);
    expect([permutation, 'readings', differing(readings, expected.readings)]).toEqual([permutation, 'readings', []]);
  }
  kept('permutations of contacts\' events, duplicates, splits over batches', `${CONTACTS.toLocaleString('en-US')} contacts × ${PERMUTATIONS}`,
    `identical: ${expected.contacts.length.toLocaleString('en-US')} contacts of ${events.length.toLocaleString('en-US')} events, ${expected.flags.length.toLocaleString('en-US')} flags, ${expected.readings.length.toLocaleString('en-US')} readings`);
}, 60_000 + PERMUTATIONS * CONTACTS * 30);

interface Outcome {
  readonly contacts: readonly unknown[];
  readonly flags: readonly unknown[];
  readonly readings: readonly unknown[];
}

/** Of so many contacts of the simulated center, and of its agents meanwhile. */
function eventsOf(count: number): readonly EarshotEvent[] {
  const [contacts, all] = [new Set<string>(), [] as EarshotEvent[]];
  for (const event of simulate({ seed: 11, startAt, floor })) {
    if (isContactEvent(event)) {
      if (contacts.size === count && !contacts.has(event.subject)) break;
      contacts.add(event.subject);
    }
    all.push(event);
  }
  return all;
}

/** Each at its instant, then an hour in which every question is asked; rows are saved and forgotten on the way, as they would be. */
async function played(batches: readonly (readonly [at: number, batch: readonly EarshotEvent[]])[]): Promise<StoryStreet> {
  // The floor is an entry of the log: what is recalled is counted again under the settings under which it was counted.
  const settings: LogEntry = { position: 1, recordedAt: 0, content: { kind: 'settings', settings: {}, by: 'story' } };
  const street = new StoryStreet(new MemoryStore({ entries: [settings] }), floor);
  street.entries.push(settings);
  await street.fold(settings);
  let now = 0;
  for (const [place, [at, batch]] of batches.entries()) {
    now = Math.max(now, at);
    await street.arrive(now, batch);
    if (place % 50 !== 49) continue;
    await saveRows(street.memory, street.store, now);
    forgetSettled(street.memory, now);
  }
  await street.tick(end + 3 * HOUR);
  return street;
}

function twice(chance: Chance): readonly EarshotEvent[] {
  return [...events, ...events.filter(() => chance() < 0.1)];
}

function split<Thing>(things: readonly Thing[], chance: Chance): Thing[][] {
  const batches: Thing[][] = [];
  for (let at = 0; at < things.length;) {
    const size = 1 + Math.floor(chance() ** 3 * 400);
    batches.push(things.slice(at, at + size));
    at += size;
  }
  return batches;
}

/** What only one of both has: three at the most. */
function differing(ours: readonly unknown[], theirs: readonly unknown[]): readonly string[] {
  const [here, there] = [ours, theirs].map((all) => new Set(all.map((each) => JSON.stringify(each)))) as [Set<string>, Set<string>];
  return [...[...here].filter((each) => !there.has(each)).map((each) => `only now: ${each}`), ...[...there].filter((each) => !here.has(each)).map((each) => `missing: ${each}`)].slice(0, 3);
}

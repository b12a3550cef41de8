import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EarshotEvent } from '../../src/domain/event.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import type { Floor } from '../../src/domain/floor.js';
import { SLICES } from '../../src/domain/slice.js';
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js';
import { restore, versionOf } from '../../src/pipeline/restore.js';
import { forgetSettled, saveAll, saveRows, saveSlice } from '../../src/pipeline/save.js';
import { anyDelivery } from '../support/any-floor.js';
import { MemoryStore } from '../support/memory-store.js';
import { outcomeOf, readingsOf, StoryStreet } from '../support/street.js';
import { kept } from './summary/kept.js';

/** Some orders are rare: with `npm run test:trust` 1,000. */
const runs = { numRuns: Number(process.env['EARSHOT_TEST_ALIAS_RUNS'] ?? 50) };
const START = 1_780_000_000_000;
const END = START + 2 * DAY;
const floor: Floor = unnamedFloor;
const [ada, home] = ['tel_ada', 'tel_home'];
const numbers = [ada, home, undefined];
const ids = ['crm-1', 'crm-2', undefined];

interface Call {
  readonly id: string;
  readonly from: string | undefined;
  readonly customer: string | undefined;
  readonly minute: number;
  /** The id is told with the start, later, or as a number first. */
  readonly told: 'at once' | 'later' | 'after a number';
  /** Heard of after the key of numbers was changed: both hashes are written. */
  readonly isAfter?: boolean;
}

/** A call that is given up after two minutes: who comes again within a day is a repeat. */
function eventsOf({ id, from, customer, minute, told, isAfter = false }: Call): EarshotEvent[] {
  const base = { source: 'story', subject: id };
  const at = START + minute * MINUTE;
  return [
    { ...base, id: `${id}-start`, time: at, type: 'contact.started', data: { direction: 'inbound', to: '+4930', ...(from === undefined ? {} : isAfter ? { from: `${from}_new`, formerly: from } : { from }), ...(customer !== undefined && told === 'at once' ? { customer } : {}) } },
    ...(customer === undefined || told === 'at once' ? [] : [
      ...(told === 'after a number' ? [{ ...base, id: `${id}-typed`, time: at + 10, type: 'customer.identified', data: { customer: 'tel_typed' } } as const] : []),
      { ...base, id: `${id}-known`, time: at + 20, type: 'customer.identified', data: { customer } } as const,
    ]),
    { ...base, id: `${id}-queue`, time: at + MINUTE, type: 'queue.entered', data: { queue: 'support' } },
    { ...base, id: `${id}-left`, time: at + 3 * MINUTE, type: 'queue.left', data: { queue: 'support', reason: 'abandoned' } },
    { ...base, id: `${id}-end`, time: at + 3 * MINUTE, type: 'contact.ended', data: { by: 'customer' } },
  ];
}

const call = (id: string, minute: number, from?: string, customer?: string): Call => ({ id, from, customer, minute, told: 'at once' });
const inTime = (events: readonly EarshotEvent[]): EarshotEvent[] => events.toSorted((a, b) => a.time - b.time);

/** Two numbers and two ids in any company: alone, together, shared. */
const anyCalls: fc.Arbitrary<readonly Call[]> = fc.array(fc.record({
  from: fc.constantFrom(...numbers), customer: fc.constantFrom(...ids), minute: fc.integer({ min: 0, max: 1_200 }), told: fc.constantFrom('at once' as const, 'later' as const, 'after a number' as const), isAfter: fc.boolean(),
}), { minLength: 1, maxLength: 9 }).map((all) => all.map((each, place) => ({ ...each, id: `c${place}` })));
const anyEvents = anyCalls.map((calls) => inTime(calls.flatMap(eventsOf)));

async function played(batches: readonly (readonly EarshotEvent[])[], until: number | null = END): Promise<StoryStreet> {
  const street = new StoryStreet(new MemoryStore(), floor);
  for (const batch of batches) await street.arrive(Math.max(street.memory.now, batch.at(-1)?.time ?? 0), batch);
  if (until !== null) await street.tick(until);
  return street;
}

/** Who is one customer, by the ids of their contacts: from rows and memory alike. */
function customersOf({ memory, store }: StoryStreet): Record<string, readonly string[]> {
  const rows = [...store.journeyRows.values()].filter(({ customer }) => !memory.journeys.has(customer)).map(({ customer, contacts }) => [customer, contacts] as const);
  const held = [...memory.journeys.values()].map(({ journey }) => [journey.customer, journey.contacts] as const);
  return Object.fromEntries([...rows, ...held].filter(([, contacts]) => contacts.length > 0).map(([customer, contacts]) => [customer, contacts.map(({ id }) => id)] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

async function toldOf(calls: readonly Call[]): Promise<StoryStreet> {
  return played([inTime(calls.flatMap(eventsOf))]);
}
const repeatsIn = ({ memory }: StoryStreet): string[] => [...memory.journeys.values()].flatMap(({ flags }) => flags).filter(({ rule, retractedAt }) => rule === 'repeat-contact' && retractedAt === undefined).map(({ contact }) => contact).toSorted();

test('a number that one platform id was seen with is that customer, from the first contact on', async () => {
  const street = await toldOf([call('by-number', 0, ada), call('by-both', 60, ada, 'crm-1'), call('by-id', 120, undefined, 'crm-1')]);
  expect(customersOf(street)).toEqual({ 'crm-1': ['by-number', 'by-both', 'by-id'] });
  expect(repeatsIn(street)).toEqual(['by-both', 'by-id']);
});

test('contacts by number alone join as soon as the number is known, and are a repeat of the others then', async () => {
  const street = await played([eventsOf(call('by-id', 0, undefined, 'crm-1')), eventsOf(call('by-number', 60, ada))], null);
  expect(customersOf(street)).toEqual({ 'crm-1': ['by-id'], [ada]: ['by-number'] });
  expect(repeatsIn(street)).toEqual([]);
  await street.arrive(START + 125 * MINUTE, eventsOf(call('by-both', 120, ada, 'crm-1')));
  expect(customersOf(street)).toEqual({ 'crm-1': ['by-id', 'by-number', 'by-both'] });
  expect(repeatsIn(street)).toEqual(['by-both', 'by-number']);
});

test('a number that two ids have is neither\'s: what goes by it alone is a customer of its own', async () => {
  const street = await played([[call('hers', 0, home, 'crm-1'), call('alone', 30, home)].flatMap(eventsOf)], null);
  expect(customersOf(street)).toEqual({ 'crm-1': ['hers', 'alone'] });
  await street.arrive(START + 65 * MINUTE, eventsOf(call('his', 60, home, 'crm-2')));
  expect(customersOf(street)).toEqual({ 'crm-1': ['hers'], 'crm-2': ['his'], [home]: ['alone'] });
  expect(repeatsIn(street)).toEqual([]);
});

test('one whose id is corrected takes nobody else\'s calls along', async () => {
  const wrong = eventsOf(call('first', 0, home, 'crm-1'));
  const street = await played([[...wrong, ...eventsOf(call('alone', 30, home))]], null);
  await street.arrive(START + 40 * MINUTE, [{ id: 'first-corrected', source: 'story', subject: 'first', time: START + 5 * MINUTE, type: 'customer.identified', data: { customer: 'crm-2' } }]);
  expect(customersOf(street)).toEqual({ 'crm-2': ['first', 'alone'] });
});

test('more ids than a household has make a number a switchboard\'s for good', async () => {
  const office = Array.from({ length: 9 }, (_, place) => call(`of-${place}`, place, ada, `crm-${place}`));
  const street = await toldOf([...office, call('alone', 60, ada)]);
  expect(customersOf(street)[ada]).toEqual(['alone']);
  expect(street.memory.journeys.get(ada)?.namings).toBe('many');
});

test('who called before the key of numbers was changed is the same customer after it, by number alone and by an id of before', async () => {
  const after = (id: string, minute: number, from: string, customer?: string): Call => ({ ...call(id, minute, from, customer), isAfter: true });
  const street = await toldOf([call('before', 0, ada), after('after', 60, ada)]);
  expect(customersOf(street)).toEqual({ tel_ada_new: ['before', 'after'] });
  expect(repeatsIn(street)).toEqual(['after']);
  const known = await toldOf([call('before', 0, ada), call('known', 30, ada, 'crm-1'), after('after', 60, ada), after('not-hers', 90, home)]);
  expect(customersOf(known)).toEqual({ 'crm-1': ['before', 'known', 'after'], tel_home_new: ['not-hers'] });
  const shared = await toldOf([call('before', 0, home, 'crm-1'), after('after', 60, home, 'crm-2'), call('alone', 90, home), after('alone-after', 120, home)]);
  expect(customersOf(shared)).toEqual({ 'crm-1': ['before'], 'crm-2': ['after'], tel_home_new: ['alone', 'alone-after'] });
});

test('a number typed in by who calls from another is no other hash of it, whatever is heard of them later', async () => {
  const [typed, known] = [call('known', 30, home, 'crm-1'), call('typed', 60, home)].map((each) => eventsOf({ ...each, isAfter: true }));
  const told = { id: 'typed-typed', source: 'story', subject: 'typed', time: START + 61 * MINUTE, type: 'customer.identified', data: { customer: 'tel_typed' } } as const;
  const street = await played([eventsOf(call('before', 0, home)), [...(known ?? []), told], typed ?? []], null);
  expect(customersOf(street)).toEqual({ 'crm-1': ['before', 'known'], tel_typed: ['typed'] });
  expect(street.memory.journeys.get('tel_typed')?.was).toBeUndefined();
});

test('any order, any duplicates and any split over batches come to the same customers, flags and readings', async () => {
  await fc.assert(fc.asyncProperty(anyEvents.chain((events) => fc.tuple(fc.constant(events), anyDelivery(events))), async ([events, batches]) => {
    const [orderly, disorderly] = [await played([events]), await played(batches)];
    expect(customersOf(disorderly)).toEqual(customersOf(orderly));
    expect(await outcomeOf(disorderly)).toEqual(await outcomeOf(orderly));
  }), runs);
  kept('a customer known by id and by number, any order', `${runs.numRuns} afternoons`, 'the same customers, flags and readings');
});

test('a rebuild raises and retracts the same flags at the same instants', async () => {
  await fc.assert(fc.asyncProperty(anyEvents.chain(anyDelivery), async (batches) => {
    const live = await played(batches);
    const rebuilt = new StoryStreet(new MemoryStore(), floor);
    for (const entry of live.entries) await rebuilt.fold(entry);
    expect(rebuilt.told).toEqual(live.told);
    expect(customersOf(rebuilt)).toEqual(customersOf(live));
  }), runs);
  kept('a customer known by id and by number, rebuilt', `${runs.numRuns} afternoons`, 'the same flags at the same instants');
});

test('what is saved and forgotten between any two entries is recalled whole', async () => {
  await fc.assert(fc.asyncProperty(anyEvents.chain(anyDelivery), fc.infiniteStream(fc.boolean()), async (batches, choices) => {
    const whole = await played(batches);
    const street = new StoryStreet(new MemoryStore(), floor);
    for (const entry of whole.entries) {
      await street.fold(entry);
      if (choices.next().value !== true) continue;
      await saveRows(street.memory, street.store, entry.recordedAt + HOUR);
      forgetSettled(street.memory, entry.recordedAt + HOUR);
    }
    await saveAll(street.memory, street.store, END);
    expect(customersOf(street)).toEqual(customersOf(whole));
    expect(await readingsOf(street)).toEqual(await readingsOf(whole));
    // Lists ask for rows by the customer in whose journey they are.
    for (const [customer, contacts] of Object.entries(customersOf(whole))) {
      const listed = await street.store.history().contacts({ customer }, { limit: 100 });
      expect(listed.map(({ id }) => id).toSorted()).toEqual(contacts.toSorted());
    }
  }), runs);
  kept('a customer known by id and by number, saved, forgotten and recalled', `${runs.numRuns} afternoons`, 'the same customers, readings and lists');
});

test('a crash between any two saves leaves the same customers and counts nothing twice', async () => {
  await fc.assert(fc.asyncProperty(anyEvents.chain(anyDelivery), fc.infiniteStream(fc.nat(5)), fc.nat(30), async (batches, choices, crashAfter) => {
    const whole = await played(batches);
    const first = new StoryStreet(new MemoryStore(), floor);
    await first.store.clear(versionOf(first.given));
    let nextSlice = 0;
    for (const entry of whole.entries.slice(0, crashAfter)) {
      await first.fold(entry);
      if (choices.next().value === 0) await saveRows(first.memory, first.store, entry.recordedAt + HOUR);
      if (choices.next().value === 0) forgetSettled(first.memory, entry.recordedAt + HOUR);
      for (let turns = 0; turns < 20; turns += 1) {
        await saveSlice(first.memory, first.store, nextSlice);
        nextSlice = (nextSlice + 1) % SLICES;
      }
    }
    const second = new StoryStreet(first.store, floor);
    const from = await restore(second.given, END);
    for (const entry of whole.entries.filter(({ position }) => position > from)) await second.fold(entry);
    expect(customersOf(second)).toEqual(customersOf(whole));
    expect(await outcomeOf(second)).toEqual(await outcomeOf(whole));
  }), runs);
  kept('a customer known by id and by number, over crashes between saves', `${runs.numRuns} afternoons`, 'the same customers, nothing counted twice');
});

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EarshotEvent } from '../../src/domain/event.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import type { Floor } from '../../src/domain/floor.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.js';
import type { Instant } from '../../src/domain/time.js';
import { anyAfternoon, anyDelivery, batchEvery } from '../support/any-floor.js';
import { anyFate, KilledServer } from '../support/killed-server.js';

const START = 1_780_000_000_000;
const WEEK = 7 * DAY;
/** A call or two are enough for the rules about all contacts of a queue, a menu or an offer. */
const flags: Floor['flags'] = {
  'offer-mismatch': { options: { contacts: 1 } }, 'queue-starving': { options: { longestOf: 1, contacts: 2 } }, spike: { options: { contacts: 2, flags: 1, times: 1.1 } },
};
const touchy: Floor = { ...unnamedFloor, flags };
const others: readonly Partial<Floor>[] = [
  {}, { flags: { ...flags, 'queue-starving': { options: { longestOf: 2, contacts: 3, longest: 60 } } } }, { flags: { ...flags, spike: { options: { contacts: 2, flags: 2, times: 1.1 } } } },
  { agents: { bert: { name: 'Bert', queues: ['sales'] } } },
];

interface Batch {
  readonly events: readonly EarshotEvent[];
  /** They change before it. */
  readonly settings: Partial<Floor> | undefined;
}

const anyBatches: fc.Arbitrary<readonly Batch[]> = anyAfternoon.chain(anyDelivery).chain((batches) => fc.tuple(...batches.map((events) => fc.record({
  events: fc.constant(events), settings: fc.option(fc.constantFrom(...others), { nil: undefined, freq: 15 }),
}))));

/** With a week before it of which is known what is usual, or without. */
const anyAfternoons = fc.record({ before: fc.option(anyBatches, { nil: undefined, freq: 2 }), batches: anyBatches });

const seen = new Set<string>();

test('flags of queues, menus and offers come to the same episodes, told at the same instants, wherever the server is killed', async () => {
  await fc.assert(fc.asyncProperty(anyAfternoons, anyFate, async ({ before, batches }, fate) => {
    const [whole, killed] = [new KilledServer(touchy), new KilledServer(touchy, fate)];
    for (const server of [whole, killed]) {
      await server.begin();
      await server.change(START - 2 * WEEK, {});
      if (before) await play(server, before.map(aWeekBefore), START - WEEK);
      await play(server, batches, START);
    }
    expect(killed.told.filter(isOfCohort)).toEqual(whole.told.filter(isOfCohort));
    expect(killed.episodes).toEqual(whole.episodes);
    for (const { flag } of whole.told.filter(isOfCohort)) seen.add(flag);
  }), { numRuns: Number(process.env['EARSHOT_TEST_KILLED'] ?? 40) });
  // So that no run of empty lists can pass.
  for (const rule of ['queue-starving', 'offer-mismatch']) expect([...seen].filter((flag) => flag.includes(` ${rule} `)).length).toBeGreaterThan(2);
}, 4 * MINUTE);

async function play(server: KilledServer, batches: readonly Batch[], start: Instant): Promise<void> {
  let at = start;
  for (const { events, settings } of batches) {
    at += batchEvery;
    if (settings) await server.change(at - SECOND, settings);
    await server.arrive(at, events);
  }
  await server.tick(Math.max(at, start + 20 * MINUTE));
  await server.tick(start + 5 * HOUR);
}

function aWeekBefore({ events, settings }: Batch): Batch {
  return { settings, events: events.map((event) => ({ ...event, id: `before-${event.id}`, time: event.time - WEEK, subject: event.type.startsWith('agent.') ? event.subject : `before-${event.subject}` })) };
}

function isOfCohort({ flag }: KilledServer['told'][number]): boolean {
  return Object.keys(flags).some((rule) => flag.includes(` ${rule} `));
}

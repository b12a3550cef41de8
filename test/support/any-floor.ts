import fc from 'fast-check';
import type { EarshotEvent } from '../../src/domain/event.js';
import { MINUTE, SECOND } from '../../src/domain/time.js';
import { anyEvents } from './any-events.js';

const customers = ['ada', 'bob'];

/** Agents come, go away and leave. */
const anyShifts: fc.Arbitrary<readonly EarshotEvent[]> = fc.array(fc.record({
  agent: fc.constantFrom('anna', 'bert'), minute: fc.integer({ min: 0, max: 20 }), what: fc.constantFrom('in', 'away', 'back', 'out'),
}), { maxLength: 5 }).map((all) => all.map(({ agent, minute, what }, place): EarshotEvent => {
  const event = { id: `shift-${place}`, source: 'story', subject: agent, time: 1_780_000_000_000 + minute * MINUTE };
  if (what === 'in') return { ...event, type: 'agent.signed-in', data: { queues: ['sales', 'support'] } };
  if (what === 'out') return { ...event, type: 'agent.signed-out', data: {} };
  return { ...event, type: 'agent.state', data: { state: what === 'away' ? 'away' : 'available' } };
}));

/** The events of a few contacts of a few customers over twenty minutes, in the order in which they happened. */
export const anyAfternoon: fc.Arbitrary<readonly EarshotEvent[]> = fc.array(
  fc.record({ events: anyEvents, from: fc.constantFrom(...customers, undefined), start: fc.integer({ min: 0, max: 10 }) }),
  { minLength: 1, maxLength: 6 },
).map((contacts) => contacts.flatMap(({ events, from, start }, place) => {
  const subject = `c${place}`;
  const base = 1_780_000_000_000 + start * MINUTE;
  const started: EarshotEvent = {
    id: `${subject}-start`, source: 'story', subject, time: base, type: 'contact.started',
    data: { direction: 'inbound', to: '+4930', ...(from === undefined ? {} : { from }) },
  };
  return [started, ...events.filter((event) => event.type !== 'contact.started').map((event) => ({ ...event, id: `${subject}-${event.id}`, subject, time: base + event.time }))];
})).chain((calls) => anyShifts.map((shifts) => [...calls, ...shifts].toSorted((a, b) => a.time - b.time)));

/** How it may arrive: out of order, some twice, in batches of any size, each some seconds after the one before. */
export function anyDelivery(events: readonly EarshotEvent[]): fc.Arbitrary<readonly (readonly EarshotEvent[])[]> {
  return fc.tuple(fc.subarray([...events]), fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 10 })).chain(([again, sizes]) => {
    const all = [...events, ...again];
    return fc.shuffledSubarray(all, { minLength: all.length }).map((shuffled) => split(shuffled, sizes));
  });
}

/** In order, in batches of any size. */
export function anyBatches(events: readonly EarshotEvent[]): fc.Arbitrary<readonly (readonly EarshotEvent[])[]> {
  return fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 10 }).map((sizes) => split(events, sizes));
}

export const batchEvery = 7 * SECOND;

function split(events: readonly EarshotEvent[], sizes: readonly number[]): EarshotEvent[][] {
  const batches: EarshotEvent[][] = [];
  for (let at = 0, turn = 0; at < events.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    batches.push(events.slice(at, at + size));
    at += size;
  }
  return batches;
}

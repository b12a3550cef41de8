import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { caller, givesReason, hangsUp, leavesQueue, queues, reaches } from '../../../test/support/story.js';
import { placesIn } from '../../../test/support/stored-places.js';
import { StoryStreet } from '../../../test/support/street.js';
import { detectors } from '../../detectors/index.js';
import type { CohortDetector } from '../../domain/detector.js';
import type { EarshotEvent } from '../../domain/event.js';
import { unnamedFloor } from '../../domain/floor.js';
import type { LabResult } from '../../domain/lab/result.js';
import type { RuleDraft } from '../../domain/lab/rule-draft.js';
import { DAY, HOUR, MINUTE } from '../../domain/time.js';
import { saveAll } from '../save.js';
import { replayReadings } from './replay-readings.js';

const FROM = 70 * DAY;
const TO = FROM + DAY;
const NOW = TO + 3 * HOUR;

/** An hour of calls, so many of which wait for long. */
const hourOfCalls = (begins: number, calls: number, slow: number, name = `${begins}`): readonly EarshotEvent[] => Array.from({ length: calls }, (_, place) => {
  const wait = place < slow ? 150 : 20;
  return caller({ id: `${name}-${place}`, begins: begins + place * MINUTE }).at(0, queues('support')).at(wait, leavesQueue('support', 'answered'), reaches('al', 'support')).at(wait + 60, hangsUp()).events;
}).flat();

async function street(events: readonly EarshotEvent[]): Promise<StoryStreet> {
  const told = new StoryStreet();
  const sorted = events.toSorted((a, b) => a.time - b.time);
  for (const event of sorted) await told.arrive(event.time, [event]);
  await told.passTo(NOW);
  await saveAll(told.memory, told.store, NOW);
  return told;
}

function replay(told: StoryStreet, id: string, draft: RuleDraft, [from, to] = [FROM, TO]): Promise<LabResult> {
  const rule = detectors.find((each): each is CohortDetector => each.of === 'cohort' && each.id === id);
  if (rule === undefined) throw new Error(`There is no rule ${id}.`);
  return replayReadings(placesIn(told.store), { request: { rule: id, draft, from, to }, rules: detectors, floor: unnamedFloor, now: NOW, onProgress: () => undefined }, rule);
}

test('a spike is found again in the readings, and by a draft that asks for less', async () => {
  const told = await street([...[3, 2, 1].flatMap((weeks) => hourOfCalls(FROM + 9 * HOUR - weeks * 7 * DAY, 20, 4)), ...hourOfCalls(FROM + 9 * HOUR, 20, 9), ...hourOfCalls(FROM + 12 * HOUR, 20, 6)]);
  const result = await replay(told, 'spike', { options: { times: 1.5 } });
  // Who says no reason is counted under the queue as one: a day of a queue, and one of a reason.
  expect(result).toMatchObject({ contacts: 2, inForce: { flags: 1, contacts: 1 }, draft: { flags: 1, contacts: 1 }, same: 1, queues: [{ queue: null, contacts: 1, draft: 0 }, { queue: 'support', contacts: 1, inForce: 1, draft: 1 }] });
  expect(result.samples).toMatchObject([{ contact: 'queue voice/support', of: 'cohort', is: 'same', because: 'long-wait on 45 % of 20 contacts in support this hour, 20 % at this time of the week' }]);
  const points = (option: string) => result.curves.find((curve) => curve.option === option)?.points.map(({ value, contacts }) => [value, contacts]);
  expect(points('contacts')?.filter(([value]) => value === 10 || value === 20 || value === 40)).toEqual([[10, 1], [20, 1], [40, 0]]);
});

test('what stands in the end is what the pipeline says of the same calls', async () => {
  const week = fc.tuple(fc.integer({ min: 0, max: 24 }), fc.integer({ min: 0, max: 12 }));
  await fc.assert(fc.asyncProperty(fc.array(week, { minLength: 5, maxLength: 5 }), week, async (before, [calls, slow]) => {
    // A flag an hour from the first week on, so that the pipeline looks at the queue from then on.
    const hours = [...before.map(([all, some], weeks) => hourOfCalls(FROM + 9 * HOUR - (weeks + 1) * 7 * DAY, all + 1, some + 1)), hourOfCalls(FROM + 9 * HOUR, calls, slow), hourOfCalls(FROM + 10 * HOUR, 1, 0)];
    const told = await street([hourOfCalls(FROM + 9 * HOUR - 36 * DAY, 3, 3), ...hours].flat());
    const standing = new Map<string, boolean>();
    for (const { kind, flag } of told.told) if (flag.includes('spike')) standing.set(flag, kind !== 'retracted');
    const live = [...standing].filter(([flag, stands]) => stands && flag.includes(`@${FROM + 9 * HOUR}@`)).length;
    expect((await replay(told, 'spike', {})).inForce.flags).toBe(live);
  }), { numRuns: 25 });
}, 60_000);

test('an offer that is refused is found again on its day', async () => {
  const refused = (place: number): readonly EarshotEvent[] => caller({ id: `refused-${place}`, begins: FROM + place * HOUR }).at(0, queues('support')).at(5, reaches('al', 'support'), { type: 'contact.reason', data: { reason: 'offer-refused', offer: 'SPRING' } }).at(60, hangsUp()).events;
  const other = caller({ id: 'other', begins: FROM }).at(0, queues('support')).at(5, reaches('al', 'support'), givesReason('bill')).at(60, hangsUp()).events;
  const result = await replay(await street([...[1, 2, 3, 4].flatMap(refused), ...other]), 'offer-mismatch', { options: { contacts: 3 } });
  expect(result).toMatchObject({ contacts: 1, inForce: { contacts: 0 }, draft: { contacts: 1, flags: 1 }, added: 1, samples: [{ contact: 'offer voice/SPRING', is: 'added', because: '4 contacts today about the offer SPRING that they were refused' }] });
});

test('a rule that looks at who waits is not told from readings: it fails, and says why', async () => {
  const told = await street(hourOfCalls(FROM + HOUR, 2, 1));
  await expect(replay(told, 'queue-starving', {})).rejects.toThrow('which is not stored: it cannot be replayed');
});

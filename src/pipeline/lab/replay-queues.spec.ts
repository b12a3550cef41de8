import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyEvents } from '../../../test/support/any-events.js';
import { caller, hangsUp, leavesQueue, queues, reaches } from '../../../test/support/story.js';
import { storedIn } from '../../../test/support/stored-contacts.js';
import { daysIn } from '../../../test/support/stored-days.js';
import { StoryStreet } from '../../../test/support/street.js';
import { detectors } from '../../detectors/index.js';
import type { CohortDetector } from '../../domain/detector.js';
import type { EarshotEvent, KnownEvent } from '../../domain/event.js';
import type { Flag } from '../../domain/flag.js';
import { flagKey } from '../../domain/flag.js';
import { unnamedFloor } from '../../domain/floor.js';
import type { Floor } from '../../domain/floor.js';
import type { LabResult } from '../../domain/lab/result.js';
import type { RuleDraft } from '../../domain/lab/rule-draft.js';
import { DAY, HOUR, MINUTE, seconds } from '../../domain/time.js';
import type { Instant } from '../../domain/time.js';
import { saveAll } from '../save.js';
import { replayQueues, tellQueues } from './replay-queues.js';
import { variantOf } from './variant.js';

const FROM = 70 * DAY;
const NOW = FROM + 2 * DAY + HOUR;
const rule = detectors.find((each): each is CohortDetector => each.id === 'queue-starving') as CohortDetector;

/** What arrives at the instant at which it happens. */
async function live(events: readonly EarshotEvent[], until: Instant, floor = unnamedFloor): Promise<StoryStreet> {
  const street = new StoryStreet(undefined, floor);
  for (const time of [...new Set(events.map((event) => event.time))].toSorted((a, b) => a - b)) await street.arrive(time, events.filter((event) => event.time === time));
  await street.passTo(until);
  return street;
}

function given(request: { readonly draft: RuleDraft; readonly from: Instant; readonly to: Instant }, now: Instant, floor = unnamedFloor) {
  return { request: { rule: rule.id, ...request }, rules: detectors, floor, now, onProgress: () => undefined };
}

async function replay({ store }: StoryStreet, draft: RuleDraft, from = FROM, to = FROM + DAY): Promise<LabResult> {
  return replayQueues({ contacts: storedIn(store), days: daysIn(store) }, given({ draft, from, to }, NOW), rule);
}

const call = (id: string, at: Instant, wait: number, queue = 'support'): readonly EarshotEvent[] => caller({ id, begins: at }).at(0, queues(queue)).at(wait, leavesQueue(queue, 'answered'), reaches('al', queue)).at(wait + 60, hangsUp()).events;
const agent = (name: string, at: Instant, type: 'agent.signed-in' | 'agent.signed-out' | 'agent.state', data: object): EarshotEvent => ({ id: `${name}-${type}-${at}`, source: 'story', subject: name, type, time: at, data }) as KnownEvent;

const queueNames = fc.constantFrom('support', 'sales');
const second = fc.integer({ min: 0, max: 900 }).map((step) => FROM + seconds(step * 5));
const anyCalls = fc.array(fc.record({
  at: second, queue: queueNames, wait: fc.integer({ min: 0, max: 60 }).map((step) => step * 10), how: fc.constantFrom('answered', 'abandoned', 'timeout', 'callback'),
}), { maxLength: 30 }).map((calls) => calls.flatMap(({ at, queue, wait, how }, place) => {
  const waits = caller({ id: `call-${place}`, begins: at }).at(0, queues(queue)).at(wait, leavesQueue(queue, how as 'answered'));
  return (how === 'answered' ? waits.at(wait, reaches(`agent-${place % 3}`, queue)).at(wait + 45, hangsUp()) : waits.at(wait + 1, hangsUp())).events;
}));
const anyStaff = fc.array(fc.record({
  at: second, name: fc.integer({ min: 0, max: 2 }).map((number) => `agent-${number}`),
  does: fc.oneof(
    fc.uniqueArray(queueNames, { maxLength: 2 }).map((names) => ['agent.signed-in', { queues: names }] as const),
    fc.constantFrom(['agent.signed-out', {}] as const, ['agent.state', { state: 'away' }] as const, ['agent.state', { state: 'available' }] as const),
    fc.tuple(queueNames, fc.constantFrom('away', 'available')).map(([queue, state]) => ['agent.state', { state, queue }] as const),
  ),
}), { maxLength: 15 }).map((all) => all.map(({ at, name, does: [type, data] }, place) => ({ ...agent(name, at, type, data), id: `staff-${place}` })));
/** Who works where by the settings, what is promised, and a limit that is soon passed. */
const anyFloor = fc.constantFrom<Floor>(unnamedFloor, {
  ...unnamedFloor, agents: { 'agent-0': { queues: ['support', 'sales'] }, 'agent-1': { queues: ['sales'] } }, queues: { support: { answerWithinMs: seconds(60) } },
  flags: { 'queue-starving': { options: { contacts: 2 }, queues: { sales: { perAgent: 1 } } } }, directAnswers: 'exclude',
});
/** Whatever happens in a contact, a minute or so later than the others begin. */
const anything = fc.array(anyEvents, { maxLength: 3 }).map((all) => all.flatMap((events, place) => events.map((event) => ({ ...event, id: `any-${place}-${event.id}`, subject: `any-${place}`, time: FROM + MINUTE * (place + 1) + event.time }))));

test('queues told again raise and end the same flags at the same instants as the street did', async () => {
  await fc.assert(fc.asyncProperty(anyCalls, anyStaff, anything, anyFloor, fc.boolean(), async (calls, staff, others, floor, isLater) => {
    const street = await live([...calls, ...staff, ...others], FROM + 10 * HOUR, floor);
    const flags = [...street.memory.cohorts.values()].flatMap((record) => record.flags).filter((flag) => flag.rule === rule.id);
    // At once the agents' day goes on; later it is a row.
    const now = isLater ? NOW : FROM + 10 * HOUR;
    await street.passTo(now);
    await saveAll(street.memory, street.store, now);
    const again: Flag[] = [];
    await tellQueues({ contacts: storedIn(street.store), days: daysIn(street.store) }, given({ draft: {}, from: FROM, to: FROM + 10 * HOUR }, now, floor), [variantOf(rule, floor)], 0, { came: () => undefined, flagged: (_, __, flag) => void again.push(flag) });
    // Who is not known to have ended has no row: of them the street alone knows.
    if ([...street.memory.contacts.values()].some(({ contact }) => contact.endedAt === undefined)) return;
    expect(again.toSorted(byKey)).toEqual(flags.toSorted(byKey));
  }), { numRuns: 80 });
}, 120_000);

function byKey(a: Flag, b: Flag): number {
  return flagKey(a) < flagKey(b) ? -1 : 1;
}

test('a draft is held against what is in force, by days of queues, with its curves', async () => {
  // Three callers at nine on two days: on the first for one agent at work, on the second nobody knows of any.
  const days = [0, 1].flatMap((late) => ['a', 'b', 'c'].flatMap((id, place) => [...call(`${id}-${late}`, FROM + 9 * HOUR + late * DAY + place * 1_000, 100)]));
  const street = await live([...days, ...call('quick', FROM + 10 * HOUR, 5, 'sales'), agent('al', FROM + 8 * HOUR, 'agent.signed-in', { queues: ['support'] }), agent('al', FROM + 20 * HOUR, 'agent.signed-out', {})], NOW + 10 * HOUR);
  await saveAll(street.memory, street.store, NOW + 10 * HOUR);
  const result = await replay(street, { options: { perAgent: 5 } }, FROM, FROM + 2 * DAY);
  expect(result).toMatchObject({ contacts: 3, inForce: { contacts: 1, flags: 1 }, draft: { contacts: 0 }, gone: 1, queues: [{ queue: 'support', contacts: 2, inForce: 1, draft: 0 }, { queue: 'sales', contacts: 1, inForce: 0 }] });
  expect(result.samples).toMatchObject([{ is: 'gone', contact: 'queue voice/support', startedAt: FROM + 9 * HOUR + 2_000, because: 'support: 3 waiting for 1 at work' }]);
  const points = (option: string) => result.curves.find((curve) => curve.option === option)?.points ?? [];
  expect(points('perAgent').map(({ value, contacts }) => [value < 3, contacts])).toEqual(points('perAgent').map(({ value }) => [value < 3, value < 3 ? 1 : 0]));
  expect(points('longest').filter(({ value, contacts }) => contacts !== (value < 100 ? 2 : 0))).toEqual([]);
});

test('what waited before the window began is in it, and what began after it is not', async () => {
  const early = ['a', 'b'].flatMap((id) => [...call(id, FROM - 10 * MINUTE, 1_200)]);
  const street = await live([...early, ...['c', 'd'].flatMap((id) => [...call(id, FROM + DAY + HOUR, 300)])], NOW);
  await saveAll(street.memory, street.store, NOW);
  // It was raised before: in the window it only goes on.
  expect(await replay(street, {})).toMatchObject({ contacts: 0, inForce: { flags: 0 } });
  expect(await replay(street, { options: { longest: 1_000 } })).toMatchObject({ contacts: 1, draft: { flags: 1 }, samples: [{ because: 'support: the longest for more than 16:40' }] });
});

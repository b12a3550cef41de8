import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { storedIn } from '../../../test/support/stored-contacts.js';
import { caller, hangsUp, leavesQueue, queues, reaches } from '../../../test/support/story.js';
import type { Story } from '../../../test/support/story.js';
import { StoryStreet } from '../../../test/support/street.js';
import { answers } from '../../../test/support/survey-said.js';
import { detectors } from '../../detectors/index.js';
import type { EarshotEvent } from '../../domain/event.js';
import { unnamedFloor } from '../../domain/floor.js';
import type { RuleDraft } from '../../domain/lab/rule-draft.js';
import { DAY, HOUR, seconds } from '../../domain/time.js';
import { saveAll } from '../save.js';
import { planReplay, replayPart, replayStored, resultOfParts } from './replay-stored.js';

const FROM = 40 * DAY;
const TO = 50 * DAY;
const NOW = 60 * DAY;

/** Waits so many seconds, is answered, and hangs up. */
function waits(id: string, begins: number, wait: number, who?: string): Story {
  return caller({ id, begins, ...(who === undefined ? {} : { from: who }) }).at(0, queues('support')).at(wait, leavesQueue('support', 'answered'), reaches('al', 'support')).at(wait + 60, hangsUp());
}

async function stored(stories: readonly Story[], more: readonly EarshotEvent[] = []): Promise<StoryStreet> {
  const street = new StoryStreet();
  const events = [...stories.flatMap((story) => story.events), ...more].toSorted((a, b) => a.time - b.time);
  for (const event of events) await street.arrive(event.time, [event]);
  await street.passTo(NOW);
  await saveAll(street.memory, street.store, NOW);
  return street;
}

function replay(street: StoryStreet, rule: string, draft: RuleDraft, flags = {}) {
  return replayStored(storedIn(street.store), { request: { rule, draft, from: FROM, to: TO }, rules: detectors, floor: { ...unnamedFloor, flags }, now: NOW, onProgress: () => undefined });
}

test('tells what a draft adds, loses and keeps, by day, queue and rule, and draws its curve', async () => {
  const street = await stored([
    waits('short', FROM + HOUR, 50), waits('middling', FROM + DAY, 100, 'anna'), waits('long', FROM + DAY + HOUR, 200, 'bob'), waits('endless', FROM + 2 * DAY, 900, 'cleo'),
    // Beside the window: looked at for what they show of others, and not counted.
    waits('before', FROM - HOUR, 500, 'dora'), waits('back', TO + HOUR, 300, 'cleo'),
  ]);
  const result = await replay(street, 'long-wait', { options: { after: 90 } }, { 'long-wait': { options: { after: 120 } } });
  expect(result).toMatchObject({
    contacts: 4, known: 3, crowded: 0, inForce: { flags: 2, contacts: 2, takenBack: 0 }, draft: { flags: 3, contacts: 3 }, added: 1, gone: 0, same: 2,
    days: [{ day: FROM, contacts: 1, inForce: 0, draft: 0 }, { day: FROM + DAY, contacts: 2, inForce: 1, draft: 2 }, { day: FROM + 2 * DAY, contacts: 1, inForce: 1, draft: 1 }],
    queues: [{ queue: 'support', contacts: 4, inForce: 2, draft: 3 }], overlap: [{ rule: 'slow-to-human', inForce: 1, draft: 1 }],
    samples: [{ contact: 'middling', is: 'added', because: 'waited 1:40 in support, then was answered' }, { contact: 'long', is: 'same' }, { contact: 'endless', is: 'same' }],
  });
  expect(result.curves.find(({ option }) => option === 'after')?.points.filter(({ value }) => [45, 90, 120, 270].includes(value)).map(({ value, contacts }) => [value, contacts])).toEqual([[45, 4], [90, 3], [120, 2], [270, 1]]);
});

test('a rule that is switched off raises nothing, whatever its draft would', async () => {
  const street = await stored([waits('long', FROM, 300)]);
  expect(await replay(street, 'long-wait', {}, { 'long-wait': { enabled: false } })).toMatchObject({ inForce: { flags: 0 }, draft: { flags: 1 }, added: 1 });
});

test('holds flags against what customers showed afterwards, of those whose time is over', async () => {
  const callers = Array.from({ length: 40 }, (_, place) => waits(`call-${place}`, FROM + place * HOUR, place % 2 === 0 ? 300 : 100, `caller-${place}`));
  // Half of those who waited long come back, and one who did not.
  const back = [0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 1].map((place) => waits(`back-${place}`, FROM + place * HOUR + DAY, 5, `caller-${place}`));
  const result = await replay(await stored([...callers, ...back]), 'long-wait', { options: { after: 60 } });
  const cameBack = result.shown.find(({ kind }) => kind === 'came-back');
  expect(cameBack?.inForce).toEqual({ precision: { count: 10, of: 20, value: null, low: null, high: null }, recall: { count: 10, of: 11, value: null, low: null, high: null }, hindsight: 0 });
  expect(cameBack?.draft.precision).toMatchObject({ count: 11, of: 40, value: 0.275 });
  expect(cameBack?.draft.precision.low).toBeCloseTo(0.161, 3);
});

test('what a rule reads off, it has not foretold', async () => {
  const bad = waits('call', FROM, 10).at(500, answers('csat-5', 1));
  const result = await replay(await stored([bad]), 'bad-survey', {});
  expect(result.shown.find(({ kind }) => kind === 'bad-survey')?.draft).toMatchObject({ precision: { count: 0, of: 0 }, recall: { count: 0, of: 1 }, hindsight: 1 });
});

test('says what becomes of the flags that supervisors marked', async () => {
  const marked = (id: string, mark: string): EarshotEvent => ({ id: `m-${id}`, source: 'board', type: 'flag.marked', time: FROM + DAY, subject: id, data: { rule: 'long-wait', mark, by: 'ann' } }) as EarshotEvent;
  const street = await stored([waits('a', FROM, 130), waits('b', FROM + HOUR, 140), waits('c', FROM + 2 * HOUR, 400)], [marked('a', 'noise'), marked('b', 'noise'), marked('c', 'acted')]);
  expect((await replay(street, 'long-wait', { options: { after: 200 } })).marks).toEqual([{ mark: 'acted', contacts: 1, inForce: 1, draft: 1 }, { mark: 'noise', contacts: 2, inForce: 2, draft: 0 }]);
});

test('a rule about customers is told their contacts together, those before the window too', async () => {
  const street = await stored([waits('first', FROM - DAY, 5, 'anna'), waits('second', FROM + DAY, 5, 'anna'), waits('third', FROM + 5 * DAY, 5, 'anna'), waits('stranger', FROM, 5)]);
  const result = await replay(street, 'repeat-contact', { options: { within: 3 * 24 * 3_600 } });
  expect(result).toMatchObject({ contacts: 3, inForce: { contacts: 2 }, draft: { contacts: 1 }, gone: 1, same: 1 });
  expect(seconds(1)).toBe(1_000);
});

test('a number that a thousand contacts share is told of as such, and joined with nobody', async () => {
  const rows = await stored([waits('one', FROM, 300, 'trunk')]);
  const [row] = [...rows.store.rows.values()];
  if (row === undefined) throw new Error('Nothing was stored.');
  for (let place = 0; place < 1_200; place += 1) rows.store.rows.set(`copy-${place}`, { ...row, id: `copy-${place}`, events: row.events.map((event) => ({ ...event, subject: `copy-${place}` })), summary: { ...row.summary, id: `copy-${place}`, startedAt: row.summary.startedAt + place } });
  expect(await replay(rows, 'long-wait', {})).toMatchObject({ contacts: 1_201, crowded: 1_000, known: 201 });
});

test('two readers come to what one comes to', async () => {
  const wait = fc.record({ at: fc.integer({ min: -3, max: 12 }).map((days) => FROM + days * DAY), wait: fc.integer({ min: 0, max: 400 }), who: fc.constantFrom(undefined, 'anna', 'bob', 'cleo', 'dora'), queue: fc.constantFrom('support', 'sales') });
  await fc.assert(fc.asyncProperty(fc.array(wait, { minLength: 1, maxLength: 12 }), fc.constantFrom('long-wait', 'repeat-contact'), async (waitsOf, rule) => {
    const street = await stored(waitsOf.map(({ at, wait: seconds_, who, queue }, place) => caller({ id: `call-${place}`, begins: at + place, ...(who === undefined ? {} : { from: who }) })
      .at(0, queues(queue)).at(seconds_, leavesQueue(queue, 'answered'), reaches('al', queue)).at(seconds_ + 60, hangsUp())));
    const given = { request: { rule, draft: { options: rule === 'long-wait' ? { after: 60 } : { within: 2 * 86_400 } }, from: FROM, to: TO }, rules: detectors, floor: unnamedFloor, now: NOW, onProgress: () => undefined };
    const rows = storedIn(street.store);
    const plan = await planReplay(rows, given, 2, 0);
    expect(plan.parts).toHaveLength(2);
    // As a message from another thread arrives.
    const sums = await Promise.all(plan.parts.map(async (part) => structuredClone(await replayPart(rows, given, part, plan.contacts))));
    expect(resultOfParts(given, plan, sums)).toEqual(await replayStored(rows, given));
  }), { numRuns: 40 });
}, 60_000);

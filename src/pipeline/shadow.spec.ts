import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyEvents } from '../../test/support/any-events.js';
import { caller, hangsUp, kept, leavesQueue, queues, reaches } from '../../test/support/story.js';
import { outcomeOf, StoryStreet } from '../../test/support/street.js';
import { detectors } from '../detectors/index.js';
import type { EarshotEvent } from '../domain/event.js';
import { unnamedFloor } from '../domain/floor.js';
import type { Floor, ShadowSettings } from '../domain/floor.js';
import { DAY, MINUTE, seconds } from '../domain/time.js';
import { replayContact } from './lab/replay-contact.js';
import { variantOf } from './lab/variant.js';
import { restore, versionOf } from './restore.js';
import { saveAll } from './save.js';

/** Every rule at half of what it is in force with, as far as its limits go. */
const halves: Readonly<Record<string, ShadowSettings>> = Object.fromEntries(detectors.map(({ id, options }) => [id, {
  since: 0, options: Object.fromEntries(Object.entries(options).flatMap(([name, { default: standard, min }]) => (typeof standard === 'number' ? [[name, Math.max(min ?? 0, standard / 2)]] : []))),
}]));
const inShadow: Floor = { ...unnamedFloor, flags: Object.fromEntries(Object.entries(halves).map(([id, shadow]) => [id, { shadow }])) };
const waiting = caller({ from: 'anna' }).at(0, queues('support')).at(100, leavesQueue('support', 'answered'), reaches('al', 'support')).at(160, hangsUp());
const shadowOf = (after: number, since = 0): Floor => ({ ...unnamedFloor, flags: { 'long-wait': { shadow: { since, options: { after } } } } });

async function told(events: readonly EarshotEvent[], floor: Floor): Promise<StoryStreet> {
  const street = new StoryStreet(undefined, floor);
  for (const time of new Set(events.map((event) => event.time).toSorted((a, b) => a - b))) await street.arrive(time, events.filter((event) => event.time === time));
  await street.passTo(2 * DAY);
  return street;
}

test('drafts in shadow change no flag, no reading and nothing that is told', async () => {
  await fc.assert(fc.asyncProperty(anyEvents, async (events) => {
    const [without, beside] = [await told(events, unnamedFloor), await told(events, inShadow)];
    expect(beside.told).toEqual(without.told);
    expect(await outcomeOf(beside)).toEqual(await outcomeOf(without));
  }), { numRuns: 100 });
});

test('a draft in shadow raises what a replay of it raises', async () => {
  await fc.assert(fc.asyncProperty(anyEvents, async (events) => {
    const record = (await told(events, inShadow)).memory.contacts.get('call');
    const replayed = detectors.filter((rule) => rule.of === 'contact').flatMap((rule) => replayContact(kept(events).events, [variantOf(rule, { ...unnamedFloor, flags: { [rule.id]: halves[rule.id] ?? {} } })], 2 * DAY).flags.flat());
    expect(record?.shadow?.flags.map(keyOf).toSorted()).toEqual(replayed.map(keyOf).toSorted());
  }), { numRuns: 100 });
});

test('is woken at its own instants, though the rule in force is not', async () => {
  const street = new StoryStreet(undefined, shadowOf(60));
  await street.arrive(0, waiting.events.filter(({ time }) => time === 0));
  await street.passTo(seconds(61));
  expect(street.memory.contacts.get('call')).toMatchObject({ flags: [], shadow: { flags: [{ rule: 'long-wait', raisedAt: seconds(60) + 1 }] } });
  expect(street.told).toEqual([]);
});

test('outlives rows and a restart, and is asked on from there', async () => {
  const street = await told(waiting.events, shadowOf(60));
  await street.store.clear(versionOf(street.given));
  await saveAll(street.memory, street.store, DAY);
  expect(street.store.rows.get('call')?.shadow).toMatchObject([{ rule: 'long-wait', because: 'waited 1:40 in support, then was answered' }]);
  const next = new StoryStreet(street.store, shadowOf(60));
  next.entries.push(...street.entries);
  await restore(next.given, DAY);
  await next.arrive(DAY + MINUTE, [{ id: 'late', source: 'story', subject: 'call', type: 'voicemail.left', time: seconds(170), data: {} }]);
  expect(next.memory.contacts.get('call')?.shadow?.flags).toEqual(street.memory.contacts.get('call')?.shadow?.flags);
});

test('another draft begins with nothing of the one before; where none runs, what was raised stays', async () => {
  const street = new StoryStreet(undefined, shadowOf(60));
  await street.arrive(0, waiting.events.filter(({ time }) => time === 0));
  await street.passTo(seconds(70));
  await street.fold({ position: 1_000, recordedAt: seconds(70), content: { kind: 'settings', settings: shadowOf(90, seconds(70)), by: 'ann' } });
  await street.arrive(seconds(80), [{ id: 'more', source: 'story', subject: 'call', type: 'agent.offered', time: seconds(80), data: { agent: 'al' } }]);
  const flags = () => street.memory.contacts.get('call')?.shadow?.flags.map(({ raisedAt }) => raisedAt);
  expect(flags()).toEqual([]);
  await street.passTo(seconds(95));
  expect(flags()).toEqual([seconds(90) + 1]);
  await street.fold({ position: 2_000, recordedAt: seconds(95), content: { kind: 'settings', settings: unnamedFloor, by: 'ann' } });
  await street.arrive(seconds(100), waiting.events.filter(({ time }) => time === seconds(100)));
  expect(flags()).toEqual([seconds(90) + 1]);
});

test('a flag remembers under which settings it was raised', async () => {
  const street = new StoryStreet(undefined, unnamedFloor);
  await street.fold({ position: 7, recordedAt: 0, content: { kind: 'settings', settings: { ...unnamedFloor, flags: { 'long-wait': { options: { after: 60 } } } }, by: 'ann' } });
  street.entries.push({ position: 7, recordedAt: 0, content: { kind: 'tick' } });
  for (const time of [0, 100, 160]) await street.arrive(seconds(time), waiting.events.filter((event) => event.time === seconds(time)));
  expect(street.memory.contacts.get('call')?.flags.map(({ rule, version, settings }) => [rule, version, settings])).toEqual([['long-wait', 1, 7]]);
});

test('a rule about all callers at once runs in shadow too', async () => {
  const floor: Floor = { ...unnamedFloor, flags: { 'queue-starving': { shadow: { since: 0, options: { longest: 30, longestOf: 1 } } } } };
  const street = new StoryStreet(undefined, floor);
  await street.arrive(0, waiting.events.filter(({ time }) => time === 0));
  await street.passTo(seconds(40));
  const [cohort] = [...street.memory.cohorts.values()];
  expect(cohort).toMatchObject({ flags: [], shadow: [{ rule: 'queue-starving', of: 'cohort' }] });
});

function keyOf({ rule, subject, raisedAt, retractedAt }: { readonly rule: string; readonly subject: string; readonly raisedAt: number; readonly retractedAt?: number }): string {
  return `${rule} ${subject} ${raisedAt} ${retractedAt ?? ''}`;
}

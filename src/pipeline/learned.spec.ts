import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { caller, enters, queues, reaches } from '../../test/support/story.js';
import { StoryStreet } from '../../test/support/street.js';
import type { Flag } from '../domain/flag.js';
import { unnamedFloor } from '../domain/floor.js';
import { learnAnew, noLearned } from '../domain/learned.js';
import { DAY, MINUTE, seconds } from '../domain/time.js';
import type { EntryContent } from '../ports/event-log.js';

const LEARNED_AT = DAY + 7 * MINUTE;
const learned = learnAnew(noLearned, new Map([['+4930', seconds(40)]]), LEARNED_AT) ?? noLearned;
const taught: EntryContent = { kind: 'settings', settings: { ...unnamedFloor, learned }, by: 'traffic' };

const calls = fc.array(fc.record({ begins: fc.integer({ min: -20, max: 20 }).map((minutes) => LEARNED_AT + minutes * MINUTE), menu: fc.integer({ min: 1, max: 150 }) }), { minLength: 1, maxLength: 8 });
type Calls = typeof calls extends fc.Arbitrary<infer Value> ? Value : never;

async function live(all: Calls, teaches: boolean): Promise<StoryStreet> {
  const street = new StoryStreet();
  const events = all.flatMap(({ begins, menu }, place) => caller({ id: `call-${place}`, to: '+4930', begins }).at(0, enters('main')).at(menu, queues('support')).at(menu + 5, reaches('al', 'support')).events);
  const times = [...new Set([...events.map(({ time }) => time), LEARNED_AT])].toSorted((a, b) => a - b);
  for (const time of times) {
    if (time === LEARNED_AT && teaches) {
      await street.passTo(time);
      const entry = { position: (street.entries.at(-1)?.position ?? 0) + 1, recordedAt: time, content: taught };
      street.entries.push(entry);
      await street.fold(entry);
    }
    const now = events.filter((event) => event.time === time);
    if (now.length > 0) await street.arrive(time, now);
  }
  await street.passTo(LEARNED_AT + 30 * MINUTE);
  return street;
}

const slow = (street: StoryStreet, which: (begins: number) => boolean): readonly Flag[] => [...street.memory.contacts.values()].filter(({ contact }) => which(contact.startedAt))
  .flatMap(({ flags }) => flags.filter(({ rule }) => rule === 'slow-to-human')).map(({ settings: _, ...flag }) => flag as Flag);

test('what is learned says nothing of a call that had begun, and the same of later ones when the log is folded again', async () => {
  await fc.assert(fc.asyncProperty(calls, async (all) => {
    const street = await live(all, true);
    const without = await live(all, false);
    const begunBefore = (begins: number): boolean => begins < LEARNED_AT;
    expect(slow(street, begunBefore)).toEqual(slow(without, begunBefore));
    const again = new StoryStreet();
    for (const entry of street.entries) await again.fold(entry);
    const flagsIn = ({ memory }: StoryStreet): unknown => [...memory.contacts.values()].map(({ id, flags }) => [id, flags]);
    expect([flagsIn(again), again.told]).toEqual([flagsIn(street), street.told]);
  }), { numRuns: 60 });
});

test('from then on it is what a call is held against', async () => {
  const street = await live([{ begins: LEARNED_AT - MINUTE, menu: 100 }, { begins: LEARNED_AT + 10 * MINUTE, menu: 100 }, { begins: LEARNED_AT + 11 * MINUTE, menu: 85 }], true);
  expect(slow(street, () => true).map(({ contact, because }) => [contact, because])).toEqual([['call-1', 'needed 1:40 to the queue support where the shortest way takes 0:40, 1:45 to the first agent']]);
});

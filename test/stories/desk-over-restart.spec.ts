import { expect, test } from '@jest/globals';
import { restore, versionOf } from '../../src/pipeline/restore.js';
import { forgetSettled, saveAll, saveRows } from '../../src/pipeline/save.js';
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js';
import { answersPrompt, caller, getsPromised, hangsUp, isAsked, isPromised, partsFrom, reaches } from '../support/story.js';
import { StoryStreet } from '../support/street.js';

const START = Date.parse('2026-03-10T09:00:00Z');
const call = caller({ id: 'c1', begins: START, from: 'tel_ann' }).at(10, reaches('al', 'support')).at(60, partsFrom('al'), hangsUp());

async function begun(): Promise<StoryStreet> {
  const street = new StoryStreet();
  await street.store.clear(versionOf(street.given));
  return street;
}

/** The state is saved as at the end of a process, and taken up by the next. */
async function nextOf(first: StoryStreet, at: number): Promise<StoryStreet> {
  await saveAll(first.memory, first.store, at);
  const next = new StoryStreet(first.store);
  next.entries.push(...first.entries);
  await restore(next.given, at);
  return next;
}

const flagsIn = (street: StoryStreet): string[] => street.told.filter(({ flag }) => flag.includes('promise-broken')).map(({ kind, at }) => `${kind} ${(at - START) / HOUR}`);

test('a promise that falls due days after its call was saved is still watched over, through a restart', async () => {
  const first = await begun();
  const promised = call.at(50, isPromised('p', START + 2 * DAY));
  await first.arrive(START + MINUTE, promised.events);
  await saveRows(first.memory, first.store, START + HOUR);
  forgetSettled(first.memory, START + 2 * HOUR);
  const second = await nextOf(first, START + DAY);
  await second.tick(START + 2 * DAY + HOUR);
  expect(flagsIn(second)).toEqual(['raised 48']);
  await second.arrive(START + 3 * DAY, promised.at(3 * 86_400, getsPromised('p')).events.slice(-1));
  expect(flagsIn(second)).toEqual(['raised 48', 'updated 72']);
});

test('one that was kept is let go of, as any contact is', async () => {
  const first = await begun();
  await first.arrive(START + MINUTE, call.at(50, isPromised('p', START + 2 * DAY)).at(70, getsPromised('p')).events);
  await saveRows(first.memory, first.store, START + HOUR);
  forgetSettled(first.memory, START + 2 * HOUR);
  expect(first.memory.contacts.size).toBe(0);
  const second = await nextOf(first, START + DAY);
  expect(second.memory.contacts.size).toBe(0);
});

test('an open prompt is in memory after a restart, and no longer when it is answered', async () => {
  const asked = call.at(62, isAsked('al')).at(64, answersPrompt('al', { resolved: 'yes' }));
  const first = await begun();
  await first.arrive(START + 2 * MINUTE, asked.events);
  await saveRows(first.memory, first.store, START + 5 * MINUTE);
  const second = await nextOf(first, START + 5 * MINUTE);
  expect(second.memory.contacts.get('c1')?.contact.prompts).toMatchObject([{ agent: 'al', answers: { resolved: 'yes' } }]);
  await second.arrive(START + 6 * MINUTE, asked.at(300, answersPrompt('al', { reason: 'support', promise: 'no' })).events.slice(-1));
  await saveRows(second.memory, second.store, START + 7 * MINUTE);
  forgetSettled(second.memory, START + 9 * MINUTE);
  expect(second.memory.contacts.size).toBe(0);
});

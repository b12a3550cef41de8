import { expect, test } from '@jest/globals';
import { inferEnd } from '../domain/fold/fold.js';
import { unnamedFloor } from '../domain/floor.js';
import { HOUR, seconds } from '../domain/time.js';
import { StoryStreet } from '../../test/support/street.js';
import { caller, contactOf, ends, enters, flagsOf, queues, reaches } from '../../test/support/story.js';
import type { Story } from '../../test/support/story.js';
import { ghost } from './ghost.js';

const noteOf = (story: Story) => (ghost.of === 'contact' ? ghost.ask(inferEnd(contactOf(story)), { now: 5 * HOUR, floor: unnamedFloor, options: () => ({}) }).raised : []);

test('notes where a contact was that nobody ended', () => {
  expect(noteOf(caller({ to: '+4930' }).at(0, enters('main')).at(130, queues('support')))).toEqual([{
    subject: 'contact', since: seconds(130), until: seconds(130), severity: 'note',
    because: 'last heard of 2:10 after it began, waiting in support; nothing more since', place: { queue: 'support', entry: '+4930' },
  }]);
  const places = [caller().at(5, enters('main')), caller().at(5, reaches('anna', 'support')), caller()].flatMap(noteOf).map(({ place }) => place);
  expect(places).toEqual([{ node: 'main' }, { agent: 'anna', queue: 'support' }, {}]);
});

test('stays quiet for what is open, and for an end that the source itself inferred', () => {
  const open = caller().at(0, queues('support'));
  expect(flagsOf(open, [ghost], { now: 90_000 })).toEqual([]);
  expect(flagsOf(open.at(60, ends('inferred')), [ghost])).toEqual([]);
});

test('takes the note back when something is heard after all', async () => {
  const street = new StoryStreet();
  const story = caller({ begins: 1_780_000_000_000 }).at(0, queues('support'));
  const begins = 1_780_000_000_000;
  await street.arrive(begins, story.events);
  await street.tick(begins + 5 * HOUR);
  await street.arrive(begins + 5 * HOUR + 1, story.at(5 * 3_600, reaches('anna')).events.slice(-1));
  expect(street.told.filter(({ flag }) => flag.includes('ghost')).map(({ kind }) => kind)).toEqual(['raised', 'retracted']);
});

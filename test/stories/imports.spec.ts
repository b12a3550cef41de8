import { describe, expect, test } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js';
import { floorNow } from '../../src/live/waiting.js';
import { caller, enters, hangsUp, queues, reaches } from '../support/story.js';
import { outcomeOf, StoryStreet } from '../support/street.js';

const NOW = 1_780_000_000_000;

describe('imports of the past', () => {
  test('leave nobody waiting on the floor whose end was not told', async () => {
    const street = new StoryStreet();
    await street.importAt(NOW, caller({ id: 'old', begins: NOW - 200 * DAY }).at(1, queues('billing')).events);
    expect(floorNow(street.memory.contacts.values(), street.memory.floor, NOW)).toMatchObject({ queues: new Map(), open: new Map() });
    // A note that it was lost sight of, and no alert.
    expect(street.told.map(({ flag }) => flag)).toEqual(['old ghost contact']);
    expect(street.memory.contacts.get('old')).toMatchObject({ endInferred: true });
  });

  test('leave who called half an hour ago where they are', async () => {
    const street = new StoryStreet();
    await street.importAt(NOW, caller({ id: 'recent', begins: NOW - 30 * MINUTE }).at(1, queues('billing')).events);
    expect(floorNow(street.memory.contacts.values(), street.memory.floor, NOW).open.size).toBe(1);
  });

  test('come to the same, whole or in parts', async () => {
    const story = caller({ id: 'old', begins: NOW - 200 * DAY }).at(1, queues('billing')).at(300, reaches('Alice')).at(400, hangsUp());
    const whole = new StoryStreet();
    await whole.importAt(NOW, story.events);
    const parts = new StoryStreet();
    for (const event of story.events) await parts.importAt(NOW, [event]);
    expect(await outcomeOf(parts)).toEqual(await outcomeOf(whole));
  });
});

test('a contact with more events than are kept is not lost sight of while it is heard of', async () => {
  const street = new StoryStreet();
  let story = caller({ id: 'long', begins: NOW });
  for (let second = 1; second <= 600; second += 1) story = story.at(second, enters(`node-${second}`));
  await street.arrive(NOW + 10 * MINUTE, story.events);
  const later = story.at(3 * 3_600, enters('still-here')).events.slice(-1);
  await street.arrive(NOW + 3 * HOUR, later);
  await street.tick(NOW + 5 * HOUR);
  expect(street.memory.contacts.get('long')?.contact.endedAt).toBeUndefined();
  await street.tick(NOW + 8 * HOUR);
  expect(street.memory.contacts.get('long')?.contact.endedBy).toBe('inferred');
});

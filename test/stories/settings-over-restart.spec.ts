import { expect, test } from '@jest/globals';
import type { LogEntry } from '../../src/ports/event-log.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import { restore, versionOf } from '../../src/pipeline/restore.js';
import { saveAll } from '../../src/pipeline/save.js';
import { MemoryStore } from '../support/memory-store.js';
import { caller, hangsUp, queues, reaches } from '../support/story.js';
import { outcomeOf, StoryStreet } from '../support/street.js';

const START = 1_780_000_000_000;

const answerWithin = (seconds: number): object => ({ targets: { ...unnamedFloor.targets, answerWithinMs: seconds * 1_000 } });

test('what is read again after a crash counts under the settings of then, not under those that came later', async () => {
  const entries: LogEntry[] = [];
  const append = (at: number, content: LogEntry['content']): void => void entries.push({ position: entries.length + 1, recordedAt: START + at, content });
  const call = (id: string, begins: number) => caller({ id, begins: START + begins }).at(0, queues('billing')).at(30, reaches('Alice')).at(90, hangsUp()).events;
  append(0, { kind: 'settings', settings: answerWithin(20), by: 'story' });
  append(200_000, { kind: 'events', history: false, events: call('before', 1_000) });
  append(400_000, { kind: 'events', history: false, events: call('between', 201_000) });
  append(401_000, { kind: 'settings', settings: answerWithin(60), by: 'story' });
  append(600_000, { kind: 'events', history: false, events: call('after', 402_000) });

  const whole = new StoryStreet(new MemoryStore({ entries }));
  for (const entry of entries) await whole.fold(entry);

  const first = new StoryStreet(new MemoryStore({ entries }));
  await first.store.clear(versionOf(first.given));
  for (const entry of entries.slice(0, 2)) await first.fold(entry);
  await saveAll(first.memory, first.store, first.memory.now);
  // The crash: what follows is in the log and in no save.
  const second = new StoryStreet(first.store);
  const from = await restore(second.given, START + 600_000);
  for (const entry of entries.filter(({ position }) => position > from)) await second.fold(entry);

  expect(from).toBe(2);
  expect(await outcomeOf(second)).toEqual(await outcomeOf(whole));
});

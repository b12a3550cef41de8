import { expect, test } from '@jest/globals';
import { MemoryFindings } from '../../test/support/memory-findings.js';
import { DAY, MINUTE, SECOND } from '../domain/time.js';
import type { Handed, Letter } from '../ports/findings.js';
import { Outbox } from './outbox.js';

const letter: Letter = { id: 'f/1/opened/mail', finding: 'f', cause: 'opened', via: 'mail', owner: 'menu', madeAt: 0, state: 'due', tries: 0, dueAt: 0 };

/** A letter that is due, and what whoever gets it answers, one attempt after the other. */
function posted(...answers: readonly (Handed | undefined | Error)[]) {
  const store = new MemoryFindings();
  store.kept.set(letter.id, letter);
  const told: string[] = [];
  const story = { now: 0, attempts: 0, statesWhenHanded: [] as (string | undefined)[] };
  const outbox = new Outbox({
    store, clock: { now: () => story.now }, chance: { share: () => 0 }, note: (sentence) => told.push(sentence),
    hand: async () => {
      story.statesWhenHanded.push(store.kept.get(letter.id)?.state);
      const answer = answers[Math.min(story.attempts, answers.length - 1)];
      story.attempts += 1;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  const passing = async (millis: number): Promise<Letter | undefined> => {
    story.now += millis;
    await outbox.send();
    return store.kept.get(letter.id);
  };
  return { story, passing, told, store, outbox };
}

test('is marked as being sent before anyone is asked, and is sent once', async () => {
  const { passing, story } = posted({ is: 'taken' });
  expect(await passing(0)).toMatchObject({ state: 'sent', tries: 1, sentAt: 0 });
  await passing(DAY);
  expect([story.attempts, story.statesWhenHanded]).toEqual([1, ['sending']]);
});

test('what surely did not arrive is tried again, later each time', async () => {
  const { passing, story, told } = posted({ is: 'busy', reason: 'the server is down' }, { is: 'busy', reason: 'it is still down', retryAfterMs: 5 * MINUTE }, { is: 'taken' });
  expect(await passing(0)).toMatchObject({ state: 'due', dueAt: 10 * SECOND, why: 'the server is down' });
  expect(await passing(9 * SECOND)).toMatchObject({ tries: 1 });
  expect(await passing(SECOND)).toMatchObject({ state: 'due', tries: 2, dueAt: 10 * SECOND + 5 * MINUTE });
  expect(await passing(5 * MINUTE)).toMatchObject({ state: 'sent', tries: 3 });
  expect([story.attempts, told]).toEqual([3, ['Could not deliver a letter of menu by mail (opened), and tries again: the server is down.']]);
});

test.each([
  ['nobody can say whether it arrived', { is: 'unclear', reason: 'the line broke' } as const, 'unknown'],
  ['it was refused for good', { is: 'refused', reason: 'no such address' } as const, 'failed'],
  ['a mistake of ours met it', new Error('oops'), 'unknown'],
  ['there is nothing to tell any more', undefined, 'stale'],
])('is never sent again where %s', async (_, answer, state) => {
  const { passing, story } = posted(answer);
  expect(await passing(0)).toMatchObject({ state });
  await passing(MINUTE);
  expect(story.attempts).toBe(1);
});

test('what could not go out within a day is no news any more', async () => {
  const { passing, story } = posted({ is: 'busy', reason: 'the server is down' });
  await passing(0);
  expect(await passing(DAY + 1)).toMatchObject({ state: 'stale', why: 'the server is down' });
  expect(story.attempts).toBe(1);
});

test('what is found being sent at a start is not sent', async () => {
  const { passing, story, store } = posted({ is: 'taken' });
  store.kept.set(letter.id, { ...letter, state: 'sending' });
  expect(await store.giveUpSending()).toBe(1);
  expect(await passing(0)).toMatchObject({ state: 'unknown' });
  expect(story.attempts).toBe(0);
});

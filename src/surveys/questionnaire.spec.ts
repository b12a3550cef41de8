import { expect, test } from '@jest/globals';
import type { Question } from '../domain/survey.js';
import { hear, hearKeys, isComplete, isNothing, opening } from './questionnaire.js';
import type { Dialogue, Turn } from './questionnaire.js';

const fresh = (...questions: Question[]): Dialogue => ({ questions, at: 0, misunderstood: 0, answers: {} });
/** What was said back to each text, and where it ended. */
function talk(dialogue: Dialogue, texts: readonly string[], by: (dialogue: Dialogue, text: string) => Turn = hear): { said: string[]; end: Dialogue; comments: string[] } {
  const said: string[] = [];
  const comments: string[] = [];
  let end = dialogue;
  for (const text of texts) {
    const turn = by(end, text);
    end = turn.dialogue;
    said.push(turn.say.is === 'thanks' ? 'thanks' : `${turn.say.is} ${turn.say.question}`);
    if (turn.comment !== undefined) comments.push(turn.comment);
  }
  return { said, end, comments };
}

test('goes from question to question to the free line, and thanks', () => {
  const asked = fresh('resolved', 'ces-7', 'csat-5', 'comparison', 'free');
  expect(opening(asked)).toEqual({ is: 'ask', question: 'resolved' });
  const { said, end, comments } = talk(asked, ['Yes!', '6', '4', 'better', 'she was kind']);
  expect(said).toEqual(['ask ces-7', 'ask csat-5', 'ask comparison', 'ask free', 'thanks']);
  expect(end.answers).toEqual({ resolved: 'yes', 'ces-7': 6, 'csat-5': 4, comparison: 'better', free: 'given' });
  expect(comments).toEqual(['she was kind']);
  expect(isComplete(end)).toBe(true);
});

test('asks once more where it does not understand, then goes on without', () => {
  const { said, end } = talk(fresh('csat-5', 'resolved'), ['fine', 'very fine', '1']);
  expect(said).toEqual(['again csat-5', 'ask resolved', 'thanks']);
  expect(end.answers).toEqual({ resolved: 'yes' });
});

test('a second try of one question leaves the next its own two', () => {
  const { said } = talk(fresh('csat-5', 'resolved'), ['fine', '5', 'hm', '1']);
  expect(said).toEqual(['again csat-5', 'ask resolved', 'again resolved', 'thanks']);
});

test('keeps what comes with an answer', () => {
  expect(talk(fresh('csat-5', 'free'), ['2, nobody called back']).comments).toEqual(['nobody called back']);
});

test.each(['no', 'Nothing.', '-', 'nein', 'n/a'])('%p in the free line is nothing', (text) => {
  const { said, end, comments } = talk(fresh('free'), [text]);
  expect([said, end.answers, comments]).toEqual([['thanks'], {}, []]);
});

test('knows at once that a long row of signs and a letter is something, and hears no more of it than a message holds', () => {
  expect([isNothing(`${'-'.repeat(200_000)}x`), isNothing('-'.repeat(200_000)), isNothing('no!')]).toEqual([false, true, true]);
  expect(hear(fresh('free'), 'x'.repeat(200_000)).comment).toHaveLength(1_600);
});

test('hears nothing more when it is over', () => {
  const over = talk(fresh('resolved'), ['1']).end;
  expect(hear(over, '3')).toEqual({ dialogue: over, say: { is: 'thanks' } });
});

test('hears keys of a telephone, and silence', () => {
  const { said, end } = talk(fresh('resolved', 'csat-5'), ['9', '1', '', '4'], hearKeys);
  expect(said).toEqual(['again resolved', 'ask csat-5', 'again csat-5', 'thanks']);
  expect(end.answers).toEqual({ resolved: 'yes', 'csat-5': 4 });
});

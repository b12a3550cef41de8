import { expect, test } from '@jest/globals';
import { firstMessage, wordsOf } from '../../surveys/texts.js';
import { hear } from '../../surveys/questionnaire.js';
import { questions } from '../../domain/survey.js';
import { fateOf, personAt } from './people.js';

const numbers = Array.from({ length: 400 }, (_, nth) => `+1212555${String(nth).padStart(4, '0')}`);
const first = firstMessage({ is: 'ask', question: 'resolved' }, 'en', 'Example');

test('some answer, some stop, some say nothing', () => {
  const said = numbers.map((number) => personAt(number).writes?.(first, 0)?.text);
  const share = (is: (text: string | undefined) => boolean): number => said.filter(is).length / said.length;
  expect(share((text) => text === undefined)).toBeGreaterThan(0.25);
  expect(share((text) => /stop|unsubscribe/i.test(text ?? ''))).toBeGreaterThan(0.02);
  expect(share((text) => text !== undefined && hear({ questions: ['resolved'], at: 0, misunderstood: 0, answers: {} }, text).learned !== undefined)).toBeGreaterThan(0.35);
});

test('who answers, answers every question there is', () => {
  const number = numbers.find((each) => /^(1|yes)/i.test(personAt(each).writes?.(first, 0)?.text ?? '') && personAt(each).writes?.(wordsOf({ is: 'ask', question: 'nps-10' }, 'en'), 3) !== undefined);
  for (const question of questions) expect(personAt(number ?? '').writes?.(wordsOf({ is: 'ask', question }, 'en'), 3)?.text).toBeDefined();
});

test('most get it, in order or not', () => {
  const ends = numbers.map((to) => fateOf({ to }).some(({ status }) => status === 'delivered'));
  expect(ends.filter((isDelivered) => isDelivered).length / ends.length).toBeGreaterThan(0.92);
  expect(ends).toContain(false);
});

import { expect, test } from '@jest/globals';
import type { GivenAnswer, PromptView } from '../../contract/desk.js';
import { askedOf, fold, nextOf, nothingYet, openOf } from './state.js';
import type { DeskState, Message } from './state.js';

const question = (id: 'reason' | 'resolved' | 'blocked' | 'promise', answer?: string) => ({
  id, asks: id, choices: [{ value: 'yes', says: 'Yes' }, { value: 'no', says: 'No' }], ...(id === 'blocked' ? { onlyFor: ['partly', 'no'] } : {}), ...(answer === undefined ? {} : { answer }),
});
const prompt = (id: string, overAt = 100, answers: Record<string, string> = {}): PromptView => ({
  id, agent: { id: 'al', name: 'Alice' }, contact: id, label: 'caller', overAt, shownAt: overAt, expiresAt: overAt + 600, state: 'open',
  questions: (['reason', 'resolved', 'blocked', 'promise'] as const).map((each) => question(each, answers[each])),
});
const given = (which: string, choice: string, of = 'p'): GivenAnswer => ({ prompt: of, question: which, choice });
const after = (...messages: Message[]): DeskState => messages.reduce(fold, nothingYet);
const next = ({ prompts: [first], outbox }: DeskState): string | undefined => first && nextOf(askedOf(first, outbox))?.id;

test('goes on to the next question at once, whatever the connection does', () => {
  const shown: Message = { type: 'prompt', prompt: prompt('p') };
  expect(next(after(shown))).toBe('reason');
  expect(next(after(shown, { type: 'lost' }, { type: 'given', answer: given('reason', 'yes') }))).toBe('resolved');
  expect(next(after(shown, { type: 'given', answer: given('reason', 'yes') }, { type: 'given', answer: given('resolved', 'no') }))).toBe('blocked');
  expect(next(after(shown, { type: 'given', answer: given('reason', 'yes') }, { type: 'given', answer: given('resolved', 'yes') }))).toBe('promise');
});

test('keeps an answer until the server has it, and a changed one instead of it', () => {
  const first: Message = { type: 'given', answer: given('resolved', 'yes') };
  const changed: Message = { type: 'given', answer: given('resolved', 'no') };
  expect(after(first, changed).outbox).toEqual([changed.answer]);
  expect(after(first, changed, { type: 'settled', answer: first.answer, taken: true }).outbox).toEqual([changed.answer]);
  expect(after(first, changed, { type: 'settled', answer: changed.answer, taken: true }).outbox).toEqual([]);
});

test('does not go back to a question whose answer the server has and has not drawn yet', () => {
  const answered: readonly Message[] = [{ type: 'prompt', prompt: prompt('p') }, { type: 'given', answer: given('reason', 'yes') }, { type: 'settled', answer: given('reason', 'yes'), taken: true }];
  expect(next(after(...answered))).toBe('resolved');
  expect(next(after(...answered, { type: 'prompt', prompt: prompt('p') }))).toBe('resolved');
  expect(next(after(...answered, { type: 'prompt', prompt: prompt('p', 100, { reason: 'no' }) }))).toBe('resolved');
});

test('asks again what the server would not take', () => {
  expect(next(after({ type: 'prompt', prompt: prompt('p') }, { type: 'given', answer: given('reason', 'yes') }, { type: 'settled', answer: given('reason', 'yes'), taken: false }))).toBe('reason');
});

test('an answer that another tab gave is not asked again', () => {
  const state = after({ type: 'prompt', prompt: prompt('p') }, { type: 'prompt', prompt: prompt('p', 100, { reason: 'yes' }) });
  expect(state.prompts).toHaveLength(1);
  expect(next(state)).toBe('resolved');
});

test('shows the newest open prompt first, none that is over', () => {
  const state = after({ type: 'prompt', prompt: prompt('old', 50) }, { type: 'prompt', prompt: prompt('new', 100) }, { type: 'prompt', prompt: { ...prompt('done', 90), state: 'answered' } });
  expect(openOf(state, 120).map(({ id }) => id)).toEqual(['new', 'old']);
  expect(openOf(state, 651).map(({ id }) => id)).toEqual(['new']);
});

test('counts running times by the server\'s clock', () => {
  const now = { at: 5_000, live: true, agent: { id: 'al', name: 'Alice' }, contacts: [] };
  expect(after({ type: 'now', now, heardAt: 3_000 }).offset).toBe(2_000);
});

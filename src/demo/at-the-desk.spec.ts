import { expect, test } from '@jest/globals';
import type { GivenAnswer, PromptView } from '../contract/desk.js';
import type { EarshotEvent } from '../domain/event.js';
import { AgentsAtTheDesk } from './at-the-desk.js';
import { chanceFrom } from './chance.js';

const choices = (...values: string[]) => values.map((value) => ({ value, says: value }));
const prompt = (id: string): PromptView => ({
  id, agent: { id: 'al', name: 'al' }, contact: id, label: 'caller', overAt: 0, shownAt: 0, expiresAt: 600_000, state: 'open',
  questions: [
    { id: 'reason', asks: '', choices: choices('rebate', 'bill', 'other') },
    { id: 'resolved', asks: '', choices: choices('yes', 'workaround', 'partly', 'no', 'not-mine') },
    { id: 'blocked', asks: '', onlyFor: ['partly', 'no'], choices: choices('policy', 'product', 'system', 'other-team', 'customer', 'authority') },
    { id: 'promise', asks: '', choices: choices('no', 'today') },
  ],
});

test('agents answer most prompts, each question that is asked, and let others pass; most promises are kept', async () => {
  const given = new Map<string, GivenAnswer[]>();
  const kept: EarshotEvent[] = [];
  const agents = new AgentsAtTheDesk({
    desk: { answer: async (_, answer) => (given.set(answer.prompt, [...given.get(answer.prompt) ?? [], answer]), { ok: true }) }, post: async (events) => void kept.push(...events),
    chance: chanceFrom(1), pace: { now: () => 0, sleep: async () => undefined }, signal: new AbortController().signal,
  });
  for (let each = 0; each < 400; each += 1) agents.prompt('al', prompt(`c${each}`), true);
  agents.prompt('al', prompt('read again'), false);
  await new Promise((resolve) => setTimeout(resolve, 50));

  expect(given.size).toBeGreaterThan(250);
  expect(given.size).toBeLessThan(350);
  expect(given.has('read again')).toBe(false);
  const whole = [...given.values()].map((answers) => Object.fromEntries(answers.map(({ question, choice }) => [question, choice])));
  for (const answers of whole) {
    expect('blocked' in answers && !['partly', 'no'].includes(String(answers['resolved']))).toBe(false);
    for (const { id, choices: offered } of prompt('x').questions) if (id !== 'promise' && answers[id] !== undefined) expect(offered.map(({ value }) => value)).toContain(answers[id]);
  }
  const promised = whole.filter(({ promise }) => promise !== undefined && promise !== 'no').length;
  expect(promised).toBeGreaterThan(20);
  expect([kept.length < promised, kept.length > promised / 3, kept[0]?.type]).toEqual([true, true, 'promise.fulfilled']);
});

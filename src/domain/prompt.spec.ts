import { describe, expect, test } from '@jest/globals';
import type { EarshotEvent } from './event.js';
import { blockedIn, dueOf, foldPrompt, questionsOf, resolvedIn, stateOfPrompt } from './prompt.js';
import type { Prompt } from './prompt.js';

const noon = Date.parse('2026-03-10T12:00:00Z');
const event = (type: string, at: number, data: object = {}, id = `${type} ${at}`): EarshotEvent =>
  ({ id, source: 'earshot/desk', type, time: noon + at, subject: 'c', data: { prompt: 'c~al', agent: 'al', ...data } }) as EarshotEvent;
const shown = event('prompt.shown', 0, { reason: 'rebate', reasons: ['bill'] });
const answered = (answers: object, at = 1): EarshotEvent => event('prompt.answered', at, { answers });
const expired = event('prompt.expired', 600_000);
const fold = (...events: EarshotEvent[]): readonly Prompt[] => events.reduce<readonly Prompt[]>(foldPrompt, []);
const state = (...events: EarshotEvent[]): string => fold(...events).map(stateOfPrompt).join();

describe('a prompt', () => {
  test('is answered when every question that is asked has an answer', () => {
    expect(state(shown)).toBe('open');
    expect(state(shown, answered({ reason: 'rebate', resolved: 'yes' }))).toBe('open');
    expect(state(shown, answered({ reason: 'rebate', resolved: 'yes' }), answered({ promise: 'no' }, 2))).toBe('answered');
    expect(state(shown, answered({ reason: 'rebate', resolved: 'no', promise: 'no' }))).toBe('open');
    expect(state(shown, answered({ reason: 'rebate', resolved: 'no', blocked: 'policy', promise: 'no' }))).toBe('answered');
  });

  test('that ran out of time says nothing, or keeps the part that was said', () => {
    expect(state(shown, expired)).toBe('expired');
    expect(state(shown, answered({ resolved: 'no' }), expired)).toBe('partly');
    expect(fold(shown, answered({ resolved: 'no' }), expired)[0]?.answers).toEqual({ resolved: 'no' });
  });

  test('takes the newest answer to a question', () => {
    expect(fold(shown, answered({ resolved: 'yes' }), answered({ resolved: 'no' }, 2))[0]?.answers).toEqual({ resolved: 'no' });
  });

  test('is one for each contact and agent, even where a sender does not name it', () => {
    const nameless = event('prompt.answered', 5, { prompt: undefined, answers: { resolved: 'yes' } });
    expect(fold(shown, nameless).map(({ id, answers }) => [id, answers])).toEqual([['c~al', { resolved: 'yes' }]]);
  });

  test('hears no answer that there is not', () => {
    expect(fold(shown, answered({ resolved: 'maybe', blocked: 'weather', reason: '', promise: 7, other: 'x' }))[0]?.answers).toEqual({});
    expect(fold(shown, event('prompt.answered', 1, { answers: 'yes' }))[0]?.answers).toEqual({});
  });
});

test('asks what blocked only of what was not solved', () => {
  expect(questionsOf({})).not.toContain('blocked');
  expect(questionsOf({ resolved: 'workaround' })).not.toContain('blocked');
  expect(questionsOf({ resolved: 'partly' })).toContain('blocked');
});

test.each([
  [{ resolved: 'yes' }, 'yes', undefined],
  [{ resolved: 'workaround' }, 'partly', 'product'],
  [{ resolved: 'partly', blocked: 'policy' }, 'partly', 'policy'],
  [{ resolved: 'no', blocked: 'authority' }, 'no', 'authority'],
  [{ resolved: 'yes', blocked: 'policy' }, 'yes', undefined],
  [{ resolved: 'not-mine' }, undefined, undefined],
  [{}, undefined, undefined],
])('reads %j as resolved %s, blocked by %s', (answers, resolved, blocked) => {
  expect([resolvedIn(answers), blockedIn(answers)]).toEqual([resolved, blocked]);
});

test.each([
  ['today', '2026-03-28T22:59:59.999Z'],
  ['tomorrow', '2026-03-29T21:59:59.999Z'],
  ['week', '2026-04-04T21:59:59.999Z'],
  ['2026-04-01T09:00:00+02:00', '2026-04-01T07:00:00.000Z'],
])('a promise for %s is due at the end of that day, though the clocks change', (promise, due) => {
  expect(new Date(dueOf(promise, Date.parse('2026-03-28T12:00:00Z'), 'Europe/Berlin') ?? 0).toISOString()).toBe(due);
});

test('no promise is due never', () => {
  expect(dueOf('no', noon, 'UTC')).toBeUndefined();
  expect(dueOf('soon', noon, 'UTC')).toBeUndefined();
});

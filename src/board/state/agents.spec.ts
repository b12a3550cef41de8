import { describe, expect, test } from '@jest/globals';
import type { AgentRow } from '../../contract/board.js';
import { countStates, orderAgents, stateWord } from './agents.js';

const agent = (id: string, state: string, more: Partial<AgentRow> = {}): AgentRow => ({ id, name: id, state, since: 0, queues: [], overLimit: false, today: {}, ...more });

describe('agents', () => {
  test('come with those past a limit first, then by state and time in it', () => {
    const rows = [agent('a', 'away'), agent('b', 'available', { since: 9 }), agent('c', 'available', { since: 3 }), agent('d', 'wrap-up', { overLimit: true })];
    expect(orderAgents(rows).map((row) => row.id)).toEqual(['d', 'c', 'b', 'a']);
  });

  test('are counted by state, however a source writes it', () => {
    const rows = [agent('a', 'wrap-up', { overLimit: true }), agent('b', 'wrap_up'), agent('c', 'available'), agent('d', 'lunch')];
    expect(countStates(rows)).toEqual([
      { id: 'available', word: 'Available', count: 1, over: 0 },
      { id: 'wrap-up', word: 'Wrap-up', count: 2, over: 1 },
      { id: 'other', word: 'lunch', count: 1, over: 0 },
    ]);
    expect(stateWord('on contact')).toBe('On contact');
  });
});

import { expect, test } from '@jest/globals';
import { unnamedFloor } from '../domain/floor.js';
import { unnamedIn } from './unnamed.js';

test('lists what was heard of and has no name, each once', () => {
  const row = {
    summary: { id: 'c', channel: 'voice', direction: 'inbound', startedAt: 0, reached: 'agent', entry: '+4930' } as const,
    queues: ['support', 'cards'], agents: ['ann'],
    events: [{ id: '1', source: 's', type: 'ivr.node.entered', time: 0, subject: 'c', data: { node: 'main' } } as const],
  };
  expect(unnamedIn([row, row], { ...unnamedFloor, queues: { cards: { name: 'Cards' } } }))
    .toEqual({ entries: ['+4930'], nodes: ['main'], queues: ['support'], agents: ['ann'] });
});

import { expect, test } from '@jest/globals';
import { unnamedFloor } from '../domain/floor.js';
import { reasonName } from './outcome.js';

const floor = { ...unnamedFloor, nodes: { 'my-bill': { name: 'My bill' }, bare: {} }, queues: { tech: { name: 'Tech support' } } };

test.each([
  ['my-bill', 'My bill'], ['tech', 'Tech support'], ['bill-too-high', 'bill too high'], ['no_internet', 'no internet'], ['bare', 'bare'], ['rebate', 'rebate'],
  ['constructor', 'constructor'], ['Wants a call - soon', 'Wants a call - soon'], ['-', '-'],
])('%p is told as %p', (reason, told) => {
  expect(reasonName(reason, floor)).toBe(told);
});

import { expect, test } from '@jest/globals';
import { readWatch } from './watch-request.js';

test('a watch without a word asks for everything', () => {
  expect([readWatch(undefined), readWatch(null), readWatch({})]).toEqual([0, 1, 2].map(() => ({ ok: true, value: {} })));
});

test('reads what is chosen and where to resume, and nothing else', () => {
  expect(readWatch({ queues: ['cards'], teams: [], since: 12, role: 'admin' })).toEqual({ ok: true, value: { queues: ['cards'], teams: [], since: 12 } });
});

test.each([
  'support', 5, true, ['cards'], { queues: 'cards' }, { queues: [5] }, { teams: null }, { queues: ['x'.repeat(257)] },
  { queues: Array.from({ length: 501 }, () => 'a') }, { since: '12' }, { since: 1.5 }, { since: Number.NaN },
])('refuses %j', (body) => {
  expect(readWatch(body).ok).toBe(false);
});

import { expect, test } from '@jest/globals';
import { dataSchemas } from './data-schemas.js';

test.each([
  ['queue.left', { reason: 'answered', waitMs: 9_000_000_000_000_000 }],
  ['queue.entered', { queue: 'billing', originalEnteredAt: -9_000_000_000_000_000 }],
  ['callback.requested', { due: 8_640_000_000_000_001 }],
] as const)('refuses what no clock can have measured: %s %j', (type, data) => {
  expect(dataSchemas[type].safeParse(data).success).toBe(false);
});

test('takes an instant as RFC 3339 and as milliseconds', () => {
  expect(dataSchemas['callback.requested'].parse({ due: '2026-03-01T10:30:00+01:00' })).toEqual({ due: Date.parse('2026-03-01T09:30:00Z') });
  expect(dataSchemas['callback.requested'].parse({ due: 1_780_000_000_000 })).toEqual({ due: 1_780_000_000_000 });
});

import { expect, test } from '@jest/globals';
import { holdsTooMany, MOST_VALUES } from './value-count.js';

const many = (unit: string): string => unit.repeat(MOST_VALUES + 1);

test.each([['{},', true], ['[],', true], ['0,', true], ['{"a":', true], ['"",', true], ['\n', false], ['a=&', false], ['{}\n', false]])('counts %j as it becomes values', (unit, isJson) => {
  expect(holdsTooMany(many(unit), isJson)).toBe(true);
});

test('looks into no string, and past the end of none', () => {
  expect(holdsTooMany(`{"a":"${many(',[{')}"}`, true)).toBe(false);
  expect(holdsTooMany(`["\\"${many(',')}\\\\"]`, true)).toBe(false);
  expect(holdsTooMany(`"\\\\",${many('0,')}`, true)).toBe(true);
  expect(holdsTooMany(`"\n[${many('{},')}`, false)).toBe(true);
  expect(holdsTooMany(`\\"${many(',')}`, false)).toBe(false);
});

test('takes 10,000 events, printed prettily too', () => {
  const event = { specversion: '1.0', id: 'an-id', source: 'ivr', type: 'ivr.node.entered', subject: 'a-call', time: '2026-03-01T09:30:00Z', data: { node: 'main', options: [{ key: '1', label: 'Bills' }, { key: '2', label: 'Other' }] } };
  const events = Array.from({ length: 10_000 }, () => event);
  expect([holdsTooMany(JSON.stringify(events), true), holdsTooMany(JSON.stringify(events, null, 2), true), holdsTooMany(events.map((each) => JSON.stringify(each)).join('\n'), false)]).toEqual([false, false, false]);
});

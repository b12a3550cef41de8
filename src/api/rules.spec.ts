import { expect, test } from '@jest/globals';
import { contactDetector, quiet } from '../domain/detector.js';
import { unnamedFloor } from '../domain/floor.js';
import type { Reader } from '../domain/reader.js';
import type { ApiParts } from './parts.js';
import { rulesInForce } from './rules.js';

const longWait = contactDetector({
  id: 'long-wait', version: 1, title: 'Waits', class: 'alert', rule: '', action: '', on: [], ask: () => quiet,
  options: { after: { default: 120, says: 'A limit.' }, severeAfter: { default: 300, says: 'Another.' } },
});
const floor = { ...unnamedFloor, flags: { 'long-wait': { enabled: false, options: { after: 90 }, queues: { sales: { after: 30 }, support: { after: 60 } } } } };
const parts = { rules: [longWait], state: { floor } } as unknown as Pick<ApiParts, 'rules' | 'state'>;
const whole: Reader = { role: 'supervisor', who: 'kim', queues: null, teams: null, actsFor: null };
const ofSales: Reader = { ...whole, queues: ['sales'] };

test('tells defaults, the values in force, and what differs by queue', () => {
  const [rule] = rulesInForce(parts, whole);
  expect([rule?.of, rule?.version, rule?.enabled, rule?.queues]).toEqual(['contact', 1, false, [{ queue: 'sales', options: { after: 30 } }, { queue: 'support', options: { after: 60 } }]]);
  expect(rule?.options.map(({ name, default: standard, value }) => [name, standard, value])).toEqual([['after', 120, 90], ['severeAfter', 300, 300]]);
});

test('names only the queues that the reader may see', () => {
  expect(rulesInForce(parts, ofSales).flatMap(({ queues }) => queues.map(({ queue }) => queue))).toEqual(['sales']);
});

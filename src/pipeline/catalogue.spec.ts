import { expect, test } from '@jest/globals';
import { contactDetector, journeyDetector } from '../domain/detector.js';
import type { OptionSpecs } from '../domain/detector.js';
import { unnamedFloor } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { isEnabled, optionsIn, rulesOf } from './catalogue.js';

const options = { after: { default: 120, says: '' }, strict: { default: false, says: '' } } satisfies OptionSpecs;
const texts = { title: '', rule: '', action: '', class: 'alert' } as const;
const wait = contactDetector({ ...texts, id: 'long-wait', version: 2, options, on: [], ask: () => ({ raised: [] }) });
const repeat = journeyDetector({ ...texts, id: 'repeat', version: 1, options: {}, ask: () => ({ raised: [] }) });
const floorWith = (flags: Floor['flags']): Floor => ({ ...unnamedFloor, flags });

test('sorts the rules by kind, and names their versions whatever their order', () => {
  expect(rulesOf([repeat, wait])).toEqual({ contact: [wait], journey: [repeat], cohort: [], version: 'long-wait@2 repeat@1' });
  expect(rulesOf([wait, repeat]).version).toBe('long-wait@2 repeat@1');
});

test('a rule is on unless the floor turns it off', () => {
  expect([isEnabled(wait, unnamedFloor), isEnabled(wait, floorWith({ 'long-wait': {} })), isEnabled(wait, floorWith({ 'long-wait': { enabled: false } }))]).toEqual([true, true, false]);
});

test("a queue's options stand over the floor's, and those over the rule's", () => {
  const inForce = optionsIn(wait, floorWith({ 'long-wait': { options: { after: 60 }, queues: { vip: { after: 15 } } } }));
  expect([inForce(), inForce('vip'), inForce('other')]).toEqual([{ after: 60, strict: false }, { after: 15, strict: false }, { after: 60, strict: false }]);
  expect(optionsIn(wait, unnamedFloor)('vip')).toEqual({ after: 120, strict: false });
});

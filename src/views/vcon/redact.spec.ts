import { expect, test } from '@jest/globals';
import type { EarshotEvent } from '../../domain/event.js';
import { unnamedFloor } from '../../domain/floor.js';
import type { Floor } from '../../domain/floor.js';
import { redactor, textsIn } from './redact.js';

const floor: Floor = { ...unnamedFloor, queues: { sales: { name: 'Sales' } }, owners: { billing: { owns: ['reason:bill-too-high'] } } };
const said = (type: string, data: object): EarshotEvent => ({ id: type, source: 'pbx', type, time: 0, subject: 'c', data }) as EarshotEvent;
const cleaned = (events: readonly EarshotEvent[], sentence: string): string => redactor({ agents: new Map(), texts: textsIn(events, []) }, floor, false)(sentence);

test('withholds what a sender wrote, as it was sent and as a sentence says it', () => {
  const events = [said('contact.reason', { reason: 'ann-miller' }), said('wrapup.ended', { disposition: 'Ann shouted' }), said('promise.made', { what: 'her roses' })];
  expect(cleaned(events, 'about ann miller, filed as ann-miller: Ann shouted, her roses')).toBe('about [withheld], filed as [withheld]: [withheld], [withheld]');
});

test('leaves our own words for why someone left a queue or was rung no longer', () => {
  const events = ['transferred', 'full', 'answered'].map((reason) => said('queue.left', { reason })).concat(said('agent.offer.ended', { reason: 'busy' }));
  const sentence = 'transferred twice; the queue was full; all were busy; not answered';
  expect(cleaned(events, sentence)).toBe(sentence);
});

test('leaves them also where an agent wrote one as the outcome of a call', () => {
  const events = ['transferred', 'Resolved', 'no', 'Ann resolved'].map((disposition) => said('wrapup.ended', { disposition }));
  expect(cleaned(events, 'transferred twice, then resolved: no answer. Wrap-up ended: Ann resolved')).toBe('transferred twice, then resolved: no answer. Wrap-up ended: [withheld]');
});

test('tells reasons that the settings name: places, and what an owner claims', () => {
  const events = [said('contact.reason', { reason: 'bill-too-high' }), said('contact.reason', { reason: 'sales' }), said('contact.reason', { reason: 'a neighbour' })];
  expect(cleaned(events, 'about bill too high, then sales, then a neighbour')).toBe('about bill too high, then sales, then [withheld]');
});

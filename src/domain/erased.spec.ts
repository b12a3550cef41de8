import { expect, test } from '@jest/globals';
import type { EarshotEvent } from './event.js';
import { skeletonOf, skeletonsOf, withoutCustomer } from './erased.js';

const names = { contact: (id: string) => `fresh(${id.length})`, thing: (id: string) => `thing(${id.length})` };
const event = (type: string, data: object, more: object = {}): EarshotEvent => ({ id: 'e-1', source: 'pbx', type, time: 7, subject: 'call-17', data, ...more }) as EarshotEvent;

test('keeps what happened and where, under fresh names, and nothing of who it was', () => {
  expect(skeletonOf(event('contact.started', { channel: 'voice', direction: 'inbound', from: 'tel_ann', to: '+49301', customer: 'C-9', previousContact: 'call-16', leg: 'SIP/7' }, { sequence: 3 }), names)).toEqual({
    id: 'thing(7)', source: 'pbx', type: 'contact.started', time: 7, sequence: 3, subject: 'fresh(7)', data: { channel: 'voice', direction: 'inbound', to: '+49301', leg: 'thing(9)' },
  });
  expect(skeletonOf(event('contact.started', { direction: 'outbound', to: 'tel_ann' }), names).data).toEqual({ direction: 'outbound' });
});

test('drops free text and keeps codes', () => {
  expect(skeletonOf(event('prompt.answered', { agent: 'al', prompt: 'call-17/al', answers: { resolved: 'no', blocked: 'policy', note: 'Ann Meyer, born 1970' } }), names).data)
    .toEqual({ agent: 'al', prompt: 'fresh(7)/al', answers: { resolved: 'no', blocked: 'policy' } });
  expect(skeletonOf(event('survey.answered', { question: 'csat-5', value: 4 }), names).data).toEqual({ question: 'csat-5', value: 4 });
  expect(skeletonOf(event('survey.answered', { question: 'free', value: 'It was Ann' }), names).data).toEqual({ question: 'free' });
  expect(skeletonOf(event('promise.made', { what: 'Send it to Ann', due: 9 }), names).data).toEqual({ due: 9 });
  expect(skeletonOf(event('other', { note: 'Ann' }, { sentType: 'acme.note' }), names)).toMatchObject({ sentType: 'acme.note', data: {} });
  expect(skeletonOf(event('customer.identified', { customer: 'C-9' }), names)).toMatchObject({ type: 'other', data: {} });
});

test('the same event in both forms is one', () => {
  const started = event('contact.started', { from: 'tel_ann' });
  expect(skeletonsOf([started], [skeletonOf(started, names)], names)).toHaveLength(1);
});

test('takes an erased customer out of others\' events, up to the instant of the erasure', () => {
  const isErased = (customer: string, at: number): boolean => customer === 'tel_ann' && at <= 7;
  expect(withoutCustomer(event('contact.started', { from: 'tel_ann', customer: 'C-1' }), isErased).data).toEqual({ customer: 'C-1' });
  const later = event('contact.started', { from: 'tel_ann' }, { time: 8 });
  expect(withoutCustomer(later, isErased)).toBe(later);
});

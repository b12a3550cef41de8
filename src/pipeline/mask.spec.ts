import { describe, expect, test } from '@jest/globals';
import type { EarshotEvent } from '../domain/event.js';
import { masked } from '../domain/mask.js';
import { protect } from './protect.js';

const pseudonyms = { customerOf: (number: string) => number === '+266696687' ? undefined : `tel_${number.replaceAll(/\D/g, '').length}` };
const event = (type: string, data: object): EarshotEvent => ({ id: 'e', source: 's', type, time: 0, subject: 'c', data }) as EarshotEvent;
const said = (type: string, data: object): object => protect(event(type, data), pseudonyms).data;

describe('what a sender adds of its own', () => {
  test.each([
    ['+49 151 1234567', '+## ### #######'],
    ['(415) 555-1234', '(###) ###-####'],
    ['card 4111 1111 1111 1111, thanks', 'card #### #### #### ####, thanks'],
    ['4111111111111111', '################'],
    ['2026-03-01', '2026-03-01'],
    ['2026-03-01T09:30:00.250Z', '2026-03-01T09:30:00.250Z'],
    ['pressed 12 of 3456', 'pressed 12 of 3456'],
  ])('keeps "%s" as "%s"', (given, kept) => {
    expect(masked(given)).toBe(kept);
  });

  test('loses long numbers wherever they hide, names of fields included', () => {
    expect(masked({ a: [{ b: 4111111111111111 }], '4915112345678': true, at: 1_780_000_000_000, small: 42 }))
      .toEqual({ a: [{ b: '################' }], '#############': true, at: 1_780_000_000_000, small: 42 });
  });

  test('ends where it is nested deeper than anyone can walk', () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 5_000; level += 1) deep = [deep];
    expect(JSON.stringify(masked(deep))).toContain('…');
  });
});

describe('what stands in the log', () => {
  test('of types that we do not know', () => {
    expect(said('other', { dtmf: '4111111111111111', note: 'fine' })).toEqual({ dtmf: '################', note: 'fine' });
  });

  test('of input: neither the digits that a field of the sender\'s own carries nor those in the name of a slot', () => {
    expect(said('ivr.input', { kind: 'slot', slot: '4111111111111111', digits: '4111', value: '1234' })).toEqual({ kind: 'slot', slot: '################' });
    expect(said('ivr.input', { kind: 'key', key: '1', node: 'main', digits: '1' })).toEqual({ kind: 'key', key: '1', node: 'main' });
  });

  test('of a transfer: an extension of ours, and no number outside', () => {
    expect(said('transfer.started', { kind: 'blind', toNumber: '7001' })).toEqual({ kind: 'blind', toNumber: '7001' });
    expect(said('transfer.completed', { toNumber: '+4915112345678', from: '+4915112345678' })).toEqual({ toNumber: 'outside' });
  });

  test('of a customer: the platform\'s id, and no number to call', () => {
    expect(said('contact.started', { customer: 'C-20240012345' })).toEqual({ customer: 'C-20240012345' });
    expect(said('contact.started', { customer: '0000123456' })).toEqual({ customer: '0000123456' });
    expect(said('contact.started', { customer: '+4915112345678' })).toEqual({ customer: 'tel_13' });
    expect(said('customer.identified', { customer: 'tel:+4915112345678' })).toEqual({ customer: 'tel_13' });
  });

  test('callers who withheld their number do not become one customer', () => {
    expect(protect(event('customer.identified', { customer: '+266696687' }), pseudonyms)).toMatchObject({ type: 'other', sentType: 'customer.identified', data: {} });
  });

  test('of free text and of a key that is none', () => {
    expect(said('wrapup.ended', { agent: 'Alice', disposition: 'call +49 151 1234567' })).toEqual({ agent: 'Alice', disposition: 'call +## ### #######' });
    expect(said('queue.left', { reason: 'exit-key', key: '12345678' })).toEqual({ reason: 'exit-key' });
  });

  test('ids that look like numbers are left alone', () => {
    const data = { agent: 'Alice', visit: '1700000000.123', leg: '1700000000.124', queue: 'support' };
    expect(said('agent.connected', data)).toEqual(data);
  });
});

test('keeps nothing that opens a door, by the name of its field, behind such a name in text, or by its own look', () => {
  expect(masked({ password: 'hunter2hunter2', deep: { client_secret: 'abc', apiKey: 7, tokens: ['x'] }, isToken: true })).toEqual({ password: '###', deep: { client_secret: '###', apiKey: '###', tokens: '###' }, isToken: true });
  expect(masked('{"password":"hunter2","n":1')).toBe('{"password":"###","n":1');
  expect(masked('GET /x?token=abcdef&page=2')).toBe('GET /x?token=###&page=2');
  expect(masked('it was sk_live_9c2e4f, whsec_Y2FuYXJ5, ers_0123456789ab_s3cret or Bearer abc.def.ghi')).toBe('it was ###, ###, ### or ###');
  expect(masked('the token ring of the secretary')).toBe('the token ring of the secretary');
});

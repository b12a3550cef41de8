import { expect, test } from '@jest/globals';
import { phoneOf } from './phone.js';

test('reads a number as platforms write it', () => {
  const ann = { number: '+12125550101', country: 'US' };
  for (const raw of ['+12125550101', '(212) 555-0101', '"Ann" <sip:+12125550101@pbx;user=phone>', 'tel:+1-212-555-0101']) expect(phoneOf(raw, 'US', 'sms')).toEqual(ann);
  expect(phoneOf('0151 12345678', 'DE', 'sms')).toEqual({ number: '+4915112345678', country: 'DE' });
});

test('writes to no fixed line, but calls it', () => {
  expect(phoneOf('+493012345678', 'DE', 'sms')).toBeUndefined();
  expect(phoneOf('+493012345678', 'DE', 'voice')).toEqual({ number: '+493012345678', country: 'DE' });
});

test.each(['+19005550101', '+18005550101', '+882161234567', '+12', 'anonymous', 'alice1234', ''])('asks nobody on %p', (raw) => {
  expect(phoneOf(raw, 'US', 'voice')).toBeUndefined();
});

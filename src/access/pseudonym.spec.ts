import { describe, expect, test } from '@jest/globals';
import { KeyedPseudonyms } from './pseudonym.js';

const key = Buffer.alloc(32, 7);
const pseudonyms = (country = 'DE', with_ = key) => new KeyedPseudonyms(with_, () => country);
const of = (number: string, country?: string): string | undefined => pseudonyms(country).customerOf(number);

test('the same caller is the same customer, however the platform writes the number', () => {
  const written = [
    '+493012345678', '+49 30 1234 5678', '+49 (0)30 12345678', '0049 30 12345678', '030 12345678', '030/12345678', '030-1234-5678', '493012345678',
    'tel:+49-30-12345678', 'sip:+493012345678@sbc.example.com', 'SIPS:+493012345678@sbc;user=phone', '<sip:+493012345678@sbc>', '"Ann" <+493012345678>', ' +493012345678 ',
  ];
  expect(new Set(written.map((number) => of(number))).size).toBe(1);
});

test('a number without country code belongs to the floor\'s country', () => {
  expect(of('030 12345678', 'DE')).toBe(of('+493012345678', 'US'));
  expect(of('(415) 555-2671', 'US')).toBe(of('+14155552671', 'DE'));
});

test('follows the floor when its country is changed', () => {
  let country = 'US';
  const followed = new KeyedPseudonyms(key, () => country);
  const before = followed.customerOf('030 12345678');
  country = 'DE';
  expect(followed.customerOf('030 12345678')).toBe(of('+493012345678'));
  expect(before).not.toBe(of('+493012345678'));
});

test.each([
  '', ' ', 'anonymous', 'Anonymous', 'sip:anonymous@anonymous.invalid', '"Anonymous" <sip:anonymous@anonymous.invalid>', 'unknown', '<unknown>', 'Restricted', 'PRIVATE', 'Private Number',
  'unavailable', 'Unavailable', 'withheld', 'blocked', 'out of area', 'no-number', 'null', 'undefined', '-', '0', '0000000000', '+266696687', '266696687',
])('who withholds the number ("%s") is nobody', (number) => {
  expect(of(number)).toBeUndefined();
});

describe('what is no telephone number', () => {
  test('is the caller it names', () => {
    expect(of('sip:alice@example.com')).toBe(of('Alice'));
    expect(of('alice')).not.toBe(of('bob'));
  });

  test('a name that ends in digits is not the extension of these digits', () => {
    expect(of('alice1234')).not.toBe(of('1234'));
    expect(of('agent4155552671', 'US')).not.toBe(of('+14155552671'));
  });

  test('an extension is the same however it is spaced', () => {
    expect(of('12 34')).toBe(of('1234'));
  });
});

test('depends on the key, and shows nothing of the number', () => {
  const customer = of('+493012345678') ?? '';
  expect(pseudonyms('DE', Buffer.alloc(32, 8)).customerOf('+493012345678')).not.toBe(customer);
  expect(customer).toMatch(/^tel_[\w-]{27}$/);
  expect(of('+493012345679')).not.toBe(customer);
});

test('answers the same when it has forgotten', () => {
  const forgetful = pseudonyms();
  const before = forgetful.customerOf('+493012345678');
  for (let index = 0; index < 20_100; index += 1) forgetful.customerOf(`x${index}`);
  expect(forgetful.customerOf('+493012345678')).toBe(before);
});

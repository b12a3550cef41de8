import { expect, test } from '@jest/globals';
import { scrub } from './scrub.js';

test('keeps what was said', () => {
  expect(scrub(' Waited 45 minutes,\n twice.  Not ok ')).toBe('Waited 45 minutes, twice. Not ok');
});

test.each([
  ['card 4111 1111 1111 1111', 'card #### #### #### ####'],
  ['call me on +49 (151) 555-0199', 'call me on +## (###) ###-####'],
  ['PIN 1234', 'PIN ####'],
  ['my account is ١٢٣٤٥٦٧', 'my account is #######'],
  ['4 1 1 1 1 1 1 1', '# # # # # # # #'],
  ['write to ann.b@example.com', 'write to @'],
])('blots out %p', (text, kept) => {
  expect(scrub(text)).toBe(kept);
});

test('stays within its length, and is no text where nothing is', () => {
  expect(scrub('x'.repeat(5_000))?.length).toBe(1_000);
  expect(scrub('  \n')).toBeUndefined();
});

test('can be stored: no NUL, no half of a sign', () => {
  expect(scrub('a\0b\ud800c')).toBe('a b c');
});

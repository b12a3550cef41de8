import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { scrubbed } from './scrub.js';

const pseudonyms = { customerOf: (number: string) => (/\d/.test(number) ? `tel_of_${number.replaceAll(/\D/g, '').length}` : undefined) };
const scrub = (sent: unknown): unknown => scrubbed(sent, pseudonyms);

test('a caller\'s number becomes the key that the caller has everywhere else', () => {
  expect(scrub({ from: '+12025550123', caller: { number: '(202) 555-0123' }, ani: '12025550123' })).toEqual({ from: 'tel_of_11', caller: { number: 'tel_of_10' }, ani: 'tel_of_11' });
});

test('what was typed or said keeps its length, one menu key stays', () => {
  expect(scrub({ Digits: '4711', SpeechResult: 'my pin is 12', Results: '2', dtmf_input: 1234, StoredInput: ['9', '998'] }))
    .toEqual({ Digits: '####', SpeechResult: '## ### ## ##', Results: '2', dtmf_input: '####', StoredInput: ['9', '###'] });
});

test('ids, types and times are what they were, or nothing could be read again', () => {
  const sent = { id: '1234567-8901', CallSid: 'CA12345678901234', contactId: '12345678-1234-1234-1234-123456789012', eventTime: 1_772_442_000, time: '2026-03-02T09:00:00Z', type: 'queue.entered', agentArn: 'arn:aws:connect:eu:123456789012:agent/a' };
  expect(scrub(sent)).toEqual(sent);
});

test('what is named like an id and is the caller\'s number is no id', () => {
  expect(scrub({ caller_id: '12025550123', callerId: 2_025_550_123, CallingID: '2025550123' })).toEqual({ caller_id: 'tel_of_11', callerId: '##########', CallingID: 'tel_of_10' });
});

test('nothing else keeps a run of seven digits, wherever it stands', () => {
  expect(scrub({ note: 'card 4111 1111 1111 1111', '4111111111111111': true, amount: 41_111_111, few: 1_234 })).toEqual({ note: 'card #### #### #### ####', '################': true, amount: '########', few: 1_234 });
  expect(scrub('a line with 4111111111111111 in it')).toBe('a line with ################ in it');
});

test('of card numbers in any field that is no id, no digits are left', () => {
  const card = fc.stringMatching(/^4\d{15}$/);
  const field = fc.constantFrom('digits', 'note', 'input', 'data', 'pin', 'Results', 'custom', 'answer', 'message');
  fc.assert(fc.property(card, field, fc.boolean(), (number, name, nested) => {
    expect(JSON.stringify(scrub(nested ? { a: [{ [name]: number }] } : { [name]: `it is ${number}.` }))).not.toMatch(/\d{7}/);
  }), { numRuns: 300 });
});

test('takes what stands in a field for a time as it is only where it is a time', () => {
  const said = (time: string): unknown => (scrubbed({ time }, { customerOf: () => undefined }) as { time: unknown }).time;
  expect(['2026-03-01T09:30:00Z', '1772357400', '1772357400000', '1772357400000000', 'Sun, 01 Mar 2026 09:30:00 +0000'].map(said)).toEqual(['2026-03-01T09:30:00Z', '1772357400', '1772357400000', '1772357400000000', 'Sun, 01 Mar 2026 09:30:00 +0000']);
  expect(said('at 4111 1111 1111 1111')).toBe('at #### #### #### ####');
});

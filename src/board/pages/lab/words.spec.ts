import { expect, test } from '@jest/globals';
import { headline, hitSays, progressOf, shadowHeadline, shareSays, windowOf } from './words.js';

const noon = Date.parse('2026-03-31T10:00:00Z');

test('a window is whole days of the center, over a change of its clocks too', () => {
  const { from, to } = windowOf('settled', noon, 'Europe/Berlin');
  expect([new Date(from).toISOString(), new Date(to).toISOString()]).toEqual(['2026-02-23T23:00:00.000Z', '2026-03-23T23:00:00.000Z']);
  expect([windowOf('week', noon, 'Europe/Berlin').to, new Date(windowOf('today', noon, 'Europe/Berlin').from).toISOString()]).toEqual([noon, '2026-03-30T22:00:00.000Z']);
});

test('a share of few is counted, and not told', () => {
  expect(shareSays({ count: 3, of: 12, value: null, low: null, high: null })).toBe('3 of 12, too few');
  expect(shareSays({ count: 0, of: 0, value: null, low: null, high: null })).toBe('none');
  expect(shareSays({ count: 12, of: 60, value: 0.2, low: 0.12, high: 0.32 })).toBe('20.0 % (12.0 to 32.0)');
});

test('says what a draft comes to', () => {
  const side = (contacts: number) => ({ flags: contacts, contacts, severe: 0, takenBack: 0 });
  const result = { contacts: 200, known: 0, crowded: 0, inForce: side(20), draft: side(30), added: 12, gone: 2, same: 18, days: [], queues: [], overlap: [], shown: [], marks: [], curves: [], samples: [] };
  expect(headline(result)).toBe('Of 200 contacts the draft flags 30 (15.0 %), the rule in force 20 (10.0 %): 12 added, 2 gone, 18 the same.');
  expect(headline({ ...result, contacts: 0 })).toBe('No contact that is stored began in this time.');
  expect(headline(result, 'moments')).toBe('Of 200 days of queues the draft flags 30 (15.0 %), the rule in force 20 (10.0 %): 12 added, 2 gone, 18 the same.');
  expect([headline({ ...result, contacts: 0 }, 'moments'), headline({ ...result, contacts: 0 }, 'readings')]).toEqual(['Nobody that is stored came into a queue in this time.', 'No readings are stored of this time.']);
});

test('says what a draft in shadow has done', () => {
  const side = (contacts: number) => ({ flags: contacts, contacts, severe: 0, takenBack: 0 });
  const result = { contacts: 5, known: 0, crowded: 0, inForce: side(3), draft: side(4), added: 2, gone: 1, same: 2, days: [], queues: [], overlap: [], shown: [], marks: [], curves: [], samples: [] };
  expect(shadowHeadline(result, 'contacts')).toBe('Since then the draft has flagged 4 contacts, the rule in force 3: 2 only the draft, 1 only the rule, 2 both.');
});

test('says how often supervisors found a rule right', () => {
  const marks = { id: 'x', title: 'X', class: 'alert', flags: 9, acted: 2, useful: 1, noise: 1, criesWolf: false } as const;
  expect(hitSays(marks)).toBe('Of 4 marked contacts in the last four weeks 75.0 % were right (2 acted on, 1 right, 1 noise).');
  expect(hitSays(undefined)).toBe('Nobody has marked a flag of it in the last four weeks.');
});

test('a run that does not know yet how much there is has come no way', () => {
  expect([progressOf({ is: 'running', done: 0, of: 0 }), progressOf({ is: 'running', done: 30, of: 120 }), progressOf({ is: 'failed', endedAt: 1, why: '' })]).toEqual([null, 0.25, null]);
});

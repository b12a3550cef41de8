import { expect, test } from '@jest/globals';
import type { RuleInForce } from '../../../contract/rules.js';
import { draftOf, draftSays, isSameDraft, valueIn, withOption, withoutQueue } from './draft.js';

const after = { name: 'after', default: 120, value: 90, min: 1, max: 7_200, says: 'The seconds.' };
const severe = { name: 'severe', default: 3, value: 3, min: 1, max: 10, says: 'How often.' };
const rule: RuleInForce = { id: 'long-wait', title: 'Long wait', class: 'alert', of: 'contact', version: 1, rule: '', action: '', enabled: true, options: [after, severe], queues: [{ queue: 'vip', options: { after: 30 } }] };

test('a draft begins as the rule is in force', () => {
  expect(draftOf(rule)).toEqual({ options: { after: 90 }, queues: { vip: { after: 30 } } });
});

test('an option is the queue\'s own, else what holds for all, else the default', () => {
  expect([valueIn(draftOf(rule), after), valueIn(draftOf(rule), after, 'vip'), valueIn(draftOf(rule), after, 'sales'), valueIn(draftOf(rule), severe, 'vip')]).toEqual([90, 30, 90, 3]);
});

test('what is set back to the default says nothing any more, and a queue without a word is gone', () => {
  expect(withOption(draftOf(rule), after, 120)).toEqual({ queues: { vip: { after: 30 } } });
  expect(withOption(draftOf(rule), after, null, 'vip')).toEqual({ options: { after: 90 } });
  expect(withOption({}, after, 45, 'sales')).toEqual({ queues: { sales: { after: 45 } } });
  expect(withoutQueue(draftOf(rule), 'vip')).toEqual({ options: { after: 90 } });
});

test('two drafts are the same whatever order they are written in', () => {
  expect(isSameDraft({ options: { a: 1, b: 2 } }, { options: { b: 2, a: 1 }, queues: {} })).toBe(true);
  expect(isSameDraft({ options: { a: 1 } }, {})).toBe(false);
});

test('says a draft in words', () => {
  expect([draftSays(draftOf(rule)), draftSays({})]).toEqual(['after 90; for vip after 30', 'all at their defaults']);
});

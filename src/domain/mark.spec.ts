import { expect, test } from '@jest/globals';
import { caller, contactOf, hangsUp } from '../../test/support/story.js';
import { seconds } from './time.js';
import { contributionsOfMarks } from './contributions/marks.js';

const says = (rule: string, mark: 'acted' | 'useful' | 'noise', by = 'maria') => ({ type: 'flag.marked', data: { rule, mark, by } }) as const;

test('the last word on a rule\'s flags counts, whoever says it', () => {
  const contact = contactOf(caller().at(0, hangsUp()).at(60, says('menu-maze', 'noise'), says('long-wait', 'useful')).at(90, says('menu-maze', 'acted', 'jonas')));
  expect(contact.marks).toEqual([{ rule: 'menu-maze', mark: 'acted', by: 'jonas', at: seconds(90) }, { rule: 'long-wait', mark: 'useful', by: 'maria', at: seconds(60) }]);
  expect(contributionsOfMarks(contact)).toEqual([{ at: 0, attribution: 'arrival', key: 'voice/contacts', tally: { 'mark.acted.menu-maze': 1, 'mark.useful.long-wait': 1 } }]);
});

test('what was done stands with the mark that it came with', () => {
  const did = { type: 'flag.marked', data: { rule: 'long-wait', mark: 'acted', by: 'maria', did: 'moved two agents to Billing' } } as const;
  expect(contactOf(caller().at(0, hangsUp()).at(60, did)).marks).toEqual([{ rule: 'long-wait', mark: 'acted', by: 'maria', at: seconds(60), did: 'moved two agents to Billing' }]);
  expect(contactOf(caller().at(0, hangsUp()).at(60, did).at(70, says('long-wait', 'noise'))).marks).toEqual([{ rule: 'long-wait', mark: 'noise', by: 'maria', at: seconds(70) }]);
});

test('nothing is counted where nobody said anything', () => {
  expect(contributionsOfMarks(contactOf(caller().at(0, hangsUp())))).toEqual([]);
});

import { expect, test } from '@jest/globals';
import { changesOf, draftedAt, type Drafts, isRemoved, membersOf, pastedNames, problemAt, shownAs, withDraft, written } from './drafts.js';

const document = { queues: { a: { name: 'A', answerWithin: 20 }, b: {} } };
const after = (...edits: readonly [path: string, value: unknown][]): Drafts => edits.reduce<Drafts>((drafts, [path, value]) => withDraft(document, drafts, path.split('.'), value), new Map());

test('keeps what is changed by place, and nothing that leads back to what is saved', () => {
  const drafts = after(['queues.a.name', 'Alpha'], ['queues.c.name', 'C'], ['queues.a.name', 'A'], ['queues.b.name', '']);
  expect(changesOf(drafts)).toEqual([{ path: ['queues', 'c', 'name'], value: 'C' }]);
  expect([draftedAt(document, drafts, ['queues', 'c', 'name']), draftedAt(document, drafts, ['queues', 'a', 'name'])]).toEqual(['C', 'A']);
});

test('what is taken out is shown as gone until it is saved, with all that stands in it', () => {
  const drafts = after(['queues.a', null], ['queues.b.name', 'B']);
  expect([draftedAt(document, drafts, ['queues', 'a', 'name']), isRemoved(drafts, ['queues', 'a']), membersOf(document, drafts, 'queues')]).toEqual([undefined, true, ['a', 'b']]);
  expect(changesOf(after(['queues.a.name', 'X'], ['queues.c', { name: 'C' }]))[0]?.path).toEqual(['queues', 'c']);
  expect(draftedAt(document, after(['queues.c', { name: 'C' }]), ['queues', 'c', 'name'])).toBe('C');
});

test('finds what is wrong at a place and in its list', () => {
  const problems = [{ path: ['calendars', 'day', 'hours', 'mon', '0'], line: 3, says: 'is no span' }];
  expect([problemAt(problems, ['calendars', 'day', 'hours', 'mon']), problemAt(problems, ['calendars', 'day', 'hours', 'tue'])]).toEqual(['is no span', undefined]);
});

test.each([
  ['duration', '20', '20s'], ['duration', '1.5 m', '1.5m'], ['share', '80', '80%'], ['share', '0.8', '80%'], ['share', '7 %', '7%'], ['number', '6', 6], ['number', 'six', 'six'],
  ['list', 'a, b,\nc', ['a', 'b', 'c']], ['text', '  Help desk ', 'Help desk'], ['text', ' ', null],
] as const)('takes %s %j as %j', (kind, typed, value) => {
  expect(written(kind, typed)).toEqual(value);
});

test('shows what is written as people would type it', () => {
  expect([shownAs('duration', 20), shownAs('share', 0.075), shownAs('list', ['a', 'b']), shownAs('text', undefined), shownAs('number', 6)]).toEqual(['20s', '7.5%', 'a, b', '', '6']);
});

test('reads names out of a table, and passes over what is no line of one', () => {
  expect(pastedNames('2001\tAlice Berg\n"2002";"Bob, Jr."\n\n+4930 123, Hotline\nonly-an-id\n')).toEqual([{ id: '2001', name: 'Alice Berg' }, { id: '2002', name: 'Bob, Jr.' }, { id: '+4930 123', name: 'Hotline' }]);
});

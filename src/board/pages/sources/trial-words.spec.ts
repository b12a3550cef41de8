import { expect, test } from '@jest/globals';
import { asSettings, fieldLines, isName, spanOfLine, trialRows, trialWords } from './trial-words.js';

test('says what became of a trial', () => {
  const of = (problems: number, events: number, refused: number, unused: number) => trialWords({
    problems: Array.from({ length: problems }, () => 'x'), problemLines: [], events: Array.from({ length: events }, () => ({ id: '', type: '', subject: '', at: 0, sequence: null, data: {}, index: 0, origins: [] })),
    refused: Array.from({ length: refused }, (_, index) => ({ index, reason: '' })), unused,
  });
  expect([of(2, 0, 0, 0), of(0, 1, 0, 0), of(0, 3, 2, 1), of(0, 0, 1, 0)]).toEqual(['2 problems: nothing was read.', '1 event.', '3 events, 2 would be refused, 1 ignored.', 'No event, 1 would be refused.']);
});

test('says of each field what it came to, and where that was read', () => {
  expect(fieldLines({
    id: 'c-7/queue.entered', type: 'queue.entered', subject: 'c-7', at: Date.UTC(2026, 2, 2, 9), sequence: null, data: { queue: 'billing', position: 3, queues: ['a'] }, index: 0, origins: [
      { field: 'subject', is: 'path', paths: ['call.id', 'leg'] }, { field: 'time', is: 'arrival', paths: [] }, { field: 'id', is: 'whole', paths: [] },
      { field: 'data.queue', is: 'constant', paths: [] }, { field: 'data.position', is: 'path', paths: ['place'] }, { field: 'data.queues', is: 'path', paths: ['all'] },
    ],
  }).map(({ field, value, from }) => `${field} = ${value} (${from})`)).toEqual([
    'subject = c-7 (call.id and leg)', 'time = 2026-03-02T09:00:00.000Z (when the post comes)', 'id = c-7/queue.entered (all that stands in the post)',
    'data.queue = billing (the mapping says so)', 'data.position = 3 (place)', 'data.queues = ["a"] (all)',
  ]);
});

test('puts a mapping under its name, and leaves alone what stands under one', () => {
  expect(asSettings('---\nsubject: { path: a }\n\nevents:\n  - { type: contact.started }\n', 'old-ivr')).toBe('webhooks:\n  old-ivr:\n    subject: { path: a }\n\n    events:\n      - { type: contact.started }\n');
  expect(asSettings('webhooks:\n  x:\n    events: []', 'old-ivr')).toBe('webhooks:\n  x:\n    events: []\n');
  expect(asSettings('a: 1', '')).toBe('webhooks:\n  NAME:\n    a: 1\n');
  expect(['old-ivr', 'a b', '', 'ä'].map(isName)).toEqual([true, false, false, false]);
});

test('finds a line in a text', () => {
  const text = 'one\ntwo\nthree';
  expect([1, 2, 3, 9].map((line) => text.slice(...spanOfLine(text, line)))).toEqual(['one', 'two', 'three', '']);
});

test('all events of a trial are rows of one table, each with its field, value and where that was read', () => {
  const event = { id: 'e', type: 'queue.entered', subject: 'c-7', at: 0, sequence: null, data: { queue: 'billing' }, index: 1, origins: [{ field: 'subject', is: 'path' as const, paths: ['call.id'] }, { field: 'data.queue', is: 'constant' as const, paths: [] }] };
  expect(trialRows({ problems: [], problemLines: [], events: [event, event], refused: [], unused: 0 })).toEqual([
    ['Event', 'Of thing', 'Type', 'Field', 'Value', 'Read at'],
    ['1', '2', 'queue.entered', 'subject', 'c-7', 'call.id'], ['1', '2', 'queue.entered', 'data.queue', 'billing', 'the mapping says so'],
    ['2', '2', 'queue.entered', 'subject', 'c-7', 'call.id'], ['2', '2', 'queue.entered', 'data.queue', 'billing', 'the mapping says so'],
  ]);
});

import { describe, expect, test } from '@jest/globals';
import { tryMapping } from './trial.js';

const NOW = Date.UTC(2026, 2, 2, 9);
const ivr = `
webhooks:
  old-ivr:
    subject: { path: call.id }
    time: { path: at, format: epoch }
    id: { path: [call.id, n] }
    sequence: n
    ignore: { event: ping }
    events:
      - { type: contact.started, when: { event: start }, data: { channel: voice, from: { path: call.caller, none: [anonymous] } } }
      - { type: ivr.input, when: { $.event: keys }, each: keys, data: { kind: key, key: { path: pressed }, node: { path: $.menu } } }
      - { type: queue.entered, when: [{ event: queued }, { event: moved, to: { matches: "^q-" } }], data: { queue: { path: to, values: { q-1: billing } }, position: { path: place, as: number } } }
      - { type: queue.left, when: { event: left }, data: { reason: { path: why, values: { HANGUP: abandoned }, other: refuse }, waitMs: { path: waited, as: number, times: 1000 } } }
`;
const of = (sample: unknown, mapping = ivr) => tryMapping({ mapping, sample: typeof sample === 'string' ? sample : JSON.stringify(sample) }, NOW);
const post = (event: string, more: object = {}) => ({ event, at: 1_772_442_000, n: 7, call: { id: 'c-1', caller: 'anonymous' }, ...more });

describe('a mapping', () => {
  test('reads constants, values and words of its own, and leaves out what is none', () => {
    const { events, ...rest } = of([post('start'), post('moved', { to: 'q-1', place: '3' }), post('left', { why: 'HANGUP', waited: 2.5 })]);
    expect({ ...rest, events: events.map(({ origins: _, ...event }) => event) }).toEqual({
      problems: [], problemLines: [], refused: [], unused: 0, events: [
        { index: 0, id: 'c-1-7/contact.started', type: 'contact.started', subject: 'c-1', at: 1_772_442_000_000, sequence: 7, data: { channel: 'voice' } },
        { index: 1, id: 'c-1-7/queue.entered', type: 'queue.entered', subject: 'c-1', at: 1_772_442_000_000, sequence: 7, data: { queue: 'billing', position: 3 } },
        { index: 2, id: 'c-1-7/queue.left', type: 'queue.left', subject: 'c-1', at: 1_772_442_000_000, sequence: 7, data: { reason: 'abandoned', waitMs: 2_500 } },
      ],
    });
  });

  test('tells an event for each element of a list, with what stands outside it', () => {
    expect(of(post('keys', { menu: 'main', keys: [{ pressed: 1 }, { pressed: '2' }] })).events.map(({ id, data }) => [id, data])).toEqual([
      ['c-1-7/ivr.input', { kind: 'key', key: '1', node: 'main' }], ['c-1-7/ivr.input/1', { kind: 'key', key: '2', node: 'main' }],
    ]);
  });

  test('says of each field where it was read, also of an element of a list', () => {
    expect(of([post('start', { call: { id: 'c', caller: '+12025550123' } }), post('keys', { menu: 'main', keys: [{ pressed: 1 }, { pressed: '2' }] })]).events.map(({ origins }) => origins.map(({ field, is, paths }) => `${field}: ${is === 'path' ? paths.join(' and ') : is}`))).toEqual([
      ['subject: call.id', 'time: at', 'id: call.id and n', 'sequence: n', 'data.channel: constant', 'data.from: call.caller'],
      ['subject: call.id', 'time: at', 'id: call.id and n', 'sequence: n', 'data.kind: constant', 'data.key: keys[0].pressed', 'data.node: menu'],
      ['subject: call.id', 'time: at', 'id: call.id and n', 'sequence: n', 'data.kind: constant', 'data.key: keys[1].pressed', 'data.node: menu'],
    ]);
    expect(of({ call: 'a' }, 'subject: { path: call }\nevents: [{ type: contact.started }]').events[0]?.origins.map(({ field, is }) => [field, is])).toEqual([['subject', 'path'], ['time', 'arrival'], ['id', 'whole']]);
  });

  test('takes the part of a value that is asked for, and nothing where it does not stand there', () => {
    const mapping = 'subject: { path: [call, leg], part: "^[^:]+$|([^:]+)$" }\nevents: [{ type: agent.connected, data: { agent: { path: to, part: "^sip:([^@]+)" }, queue: { path: queue, part: "([^:]+)$", values: { q-1: billing } } } }]';
    expect(of({ call: 'a:b:c', leg: '2', to: 'sip:alice@pbx', queue: 'queue:x:q-1' }, mapping).events.map(({ subject, data }) => [subject, data])).toEqual([['c-2', { agent: 'alice', queue: 'billing' }]]);
    expect(of({ call: 'a', leg: '2', to: '+12025550100' }, mapping).refused[0]?.reason).toMatch(/^agent\.connected: data\.agent: /);
    expect(of('{}', mapping.replace('([^@]+)', '([^@]+')).problems[0]).toMatch(/^events\.0\.data\.agent.*regular expression/);
  });

  test('counts what it ignores, and refuses what fits nothing or does not read, with the reason', () => {
    const tried = of([post('ping'), post('beep'), post('left', { why: 'MOON' }), post('queued', { place: 1 }), post('start', { at: 'noon' }), post('start', { call: {} }), post('keys', { keys: 5 })]);
    expect([tried.events, tried.unused, tried.refused.map(({ reason }) => reason)]).toEqual([[], 1, [
      'No event of the mapping fits: event is "beep", to is "". Add one for it, or list it under ignore.',
      'queue.left: data.reason: "MOON" is not listed. Add it to its values or none. Correct the mapping or the sender.',
      expect.stringMatching(/^queue\.entered: data\.queue: /),
      'contact.started: time: "noon" is no time of the form epoch. Correct the mapping or the sender.',
      expect.stringMatching(/^contact\.started: subject: there is nothing at call\.id/),
      'ivr.input: at keys stands no list. Correct the mapping or the sender.',
    ]]);
  });

  test('without an id the same post again is the same event, another is not', () => {
    const plain = 'subject: { path: call }\nevents: [{ type: contact.started }]';
    const ids = [of({ call: 'a', x: 1 }, plain), of({ call: 'a', x: 1 }, plain), of('call=a&x=1', plain), of({ call: 'a', x: 2 }, plain)].map(({ events }) => events[0]?.id);
    expect([ids[0] === ids[1], ids[0] === ids[3], ids[2]?.endsWith('/contact.started')]).toEqual([true, false, true]);
  });
});

test('every mistake of a mapping is told at once, with its path and the nearest name', () => {
  const mapping = 'events:\n  - { type: queue.entred }\n  - { type: queue.entered, time: { path: at, format: HH:mm }, data: { quue: { path: q } } }';
  expect(of('{}', mapping).problems).toEqual([
    'events.0.subject: is missing: say which contact it is about, here or for all events',
    'events.0.type: there is no event "queue.entred"; did you mean "queue.entered"?',
    expect.stringMatching(/^events\.1\.time\.format: "HH:mm" has no date/),
    'events.1.subject: is missing: say which contact it is about, here or for all events',
    'events.1.data.queue: is missing: queue.entered needs it',
    'events.1.data.quue: queue.entered has no such field; did you mean "queue"?',
  ]);
  expect(of('{}', mapping).problemLines).toEqual([2, 2, 3, 3, 3, 3]);
  expect(of('{}', 'webhooks:\n  old-ivr:\n    subject: { path: call }\n    events:\n      - type: contact.started\n        data:\n          chanel: voice').problemLines).toEqual([7]);
  expect(of('{}', 'subject: { path: call }\nevents: [').problemLines).toEqual([2]);
  expect(of('{}', 'events: []').problems).toEqual(['events: must not be empty']);
  expect(of('{}', 'subject: { path: a..b }\nevents: [{ type: contact.started }]').problems[0]).toMatch(/^subject\.path: .*is no path such as call\.id/);
  expect(of('{"half":', 'subject: { path: a }\nevents: [{ type: contact.started }]').problems[0]).toMatch(/^The body is no JSON/);
  expect(of('{}', '{').problems[0]).toMatch(/^The mapping is not valid YAML/);
});

import { expect, test } from '@jest/globals';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { staysOf, waysOf } from '../../domain/intended-menu.js';
import { readStudioFlow } from './studio-flow.js';

const digits = (value: string): object => ({ friendly_name: `pressed ${value}`, type: value.includes(',') ? 'matches_any_of' : 'equal_to', arguments: ['{{widgets.main.Digits}}'], value });
const flow = {
  description: 'A bank', initial_state: 'Trigger', states: [
    { name: 'Trigger', type: 'trigger', transitions: [{ event: 'incomingCall', next: 'main' }, { event: 'incomingMessage' }] },
    { name: 'main', type: 'gather-input-on-call', transitions: [{ event: 'keypress', next: 'split' }, { event: 'speech' }, { event: 'timeout', next: 'main' }] },
    { name: 'split', type: 'split-based-on', transitions: [{ event: 'noMatch', next: 'main' }, { event: 'match', next: 'queue', conditions: [digits('1, 2')] }, { event: 'match', next: 'letter', conditions: [digits('3')] }] },
    { name: 'queue', type: 'enqueue-call', properties: { queue_name: 'support' }, transitions: [{ event: 'callComplete' }, { event: 'failedToEnqueue' }] },
    { name: 'letter', type: 'record-voicemail', transitions: [{ event: 'recordingComplete' }] },
  ],
};

test('reads widgets as nodes, and takes the keys of the split behind a widget for its own', () => {
  const read = readStudioFlow(flow);
  expect(read.ok && [read.value.name, waysOf(read.value).map(({ from, to, key, on }) => `${from} → ${to} ${key ?? on ?? ''}`.trim())]).toEqual(['A bank', [
    'start → node:main', 'node:main → node:main not understood', 'node:main → queue:support 1', 'node:main → queue:support 2', 'node:main → node:letter 3', 'node:main → end speech', 'node:main → node:main silence',
    'node:letter → done', 'node:letter → end',
  ]]);
});

test('says where a mistake is', () => {
  expect(readStudioFlow({ ...flow, states: [{ ...flow.states[0], transitions: [{ event: 'incomingCall', next: 'gone' }] }] })).toEqual({ ok: false, reason: ['states.0.transitions of "Trigger": there is no node "gone"'] });
  expect(readStudioFlow({ ...flow, initial_state: 'x', states: [flow.states[1], flow.states[1]] })).toEqual({ ok: false, reason: ['states: two widgets are called "main"'] });
  expect(readStudioFlow({ initial_state: 'x', states: [{ name: 'a' }] })).toMatchObject({ ok: false, reason: [expect.stringMatching(/^states\.0\.type: /)] });
});

const samples = fileURLToPath(new URL('../../../../shared/data/menus', import.meta.url));
(existsSync(samples) ? test : test.skip)('reads real flows', () => {
  const told = readdirSync(samples).toSorted().map((file) => {
    const read = readStudioFlow(JSON.parse(readFileSync(path.join(samples, file), 'utf8')));
    return read.ok ? [file, staysOf(read.value), [...new Set(waysOf(read.value).filter(({ from }) => from === 'start').map(({ to }) => to))].toSorted()] : [file, read.reason];
  });
  expect(told).toEqual([
    ['patient-appointment.json', ['send_remind', 'send_booked'], ['end', 'node:send_booked', 'node:send_remind']],
    ['template_example_callback_flow.json', [], ['queue:*']],
    ['template_example_messaging_with_parking_flow.json', ['send_welcome'], ['node:send_welcome']],
    ['template_example_schedule_flow.json', ['say_closed'], ['node:say_closed', 'queue:*']],
  ]);
});

test('whatever it is given, it answers with a menu or with what is wrong', () => {
  const name = fc.constantFrom('a', 'b', 'constructor', '__proto__', '');
  const state = fc.record({ name, type: fc.constantFrom('trigger', 'split-based-on', 'gather-input-on-call', 'x'), transitions: fc.array(fc.record({ event: fc.constantFrom('match', 'timeout', 'x'), next: name, conditions: fc.array(fc.record({ arguments: fc.array(fc.string()), value: fc.string() })) }, { requiredKeys: ['event'] })), properties: fc.dictionary(fc.string(), fc.jsonValue()) }, { requiredKeys: [] });
  fc.assert(fc.property(fc.oneof(fc.jsonValue(), fc.record({ initial_state: name, states: fc.array(state) })), (given) => {
    const read = readStudioFlow(given);
    if (read.ok) waysOf(read.value);
    else expect(read.reason.length).toBeGreaterThan(0);
  }), { numRuns: 1_000 });
});

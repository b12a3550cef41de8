import { expect, test } from '@jest/globals';
import { outline } from '../story.js';
import { hangsUp, rings, support, tell, type Line } from './story.js';

const enters = (second: number, menu: string, fields: Record<string, string> = {}): Line => [second, 'menu::enter', { 'Menu-Name': menu, ...fields }];
const exits = (second: number, menu: string, fields: Record<string, string> = {}): Line => [second, 'menu::exit', { 'Menu-Name': menu, ...fields }];
const key = (second: number, digit: string): Line => [second, 'DTMF', { 'DTMF-Digit': digit }];
const routed = { 'Channel-State-Number': '2' };

test('joins the key that was pressed between the menu\'s beginning and its end', () => {
  const { events } = tell([rings, enters(1, 'main'), key(3, '2'), exits(3, 'main'), enters(3, 'cards'), key(6, '*'), exits(6, 'cards'), enters(6, 'main')]);
  expect(outline(events, 'ivr')).toEqual([
    [1, 'ivr.node.entered', { node: 'main', menu: 'main' }], [3, 'ivr.input', { node: 'main', kind: 'key', key: '2' }],
    [1, 'ivr.node.entered', { node: 'main', menu: 'main', options: [{ key: '2' }] }], [3, 'ivr.node.left', { node: 'main' }],
    [3, 'ivr.node.entered', { node: 'cards', menu: 'cards' }], [6, 'ivr.input', { node: 'cards', kind: 'key', key: '*' }],
    [3, 'ivr.node.entered', { node: 'cards', menu: 'cards', options: [{ key: '*' }] }], [6, 'ivr.node.left', { node: 'cards' }],
    [6, 'ivr.node.entered', { node: 'main', menu: 'main' }],
  ]);
});

test('passes over the parents that are entered and left again on the way out of a submenu', () => {
  const { events } = tell([rings, enters(1, 'main'), key(3, '3'), exits(3, 'main'), enters(3, 'loans'), key(6, '1'), exits(6, 'loans', routed), enters(6, 'main', routed), exits(6, 'main', routed), [6, 'callcenter member-queue-start', support]]);
  expect(outline(events, 'ivr.input', 'ivr.node').slice(4)).toEqual([
    [3, 'ivr.node.entered', { node: 'loans', menu: 'loans' }], [6, 'ivr.input', { node: 'loans', kind: 'key', key: '1' }],
    [3, 'ivr.node.entered', { node: 'loans', menu: 'loans', options: [{ key: '1' }] }], [6, 'ivr.node.left', { node: 'loans' }],
  ]);
});

test('a key after which the menu is still there was a wrong one, which FreeSWITCH does not say', () => {
  const { events } = tell([rings, enters(1, 'main'), key(3, '7'), key(6, '8'), key(9, '0'), exits(9, 'main')]);
  expect(outline(events, 'ivr.input', 'ivr.no-')).toEqual([
    [3, 'ivr.input', { node: 'main', kind: 'key', key: '7' }], [3, 'ivr.no-match', { node: 'main' }],
    [6, 'ivr.input', { node: 'main', kind: 'key', key: '8' }], [6, 'ivr.no-match', { node: 'main' }],
    [9, 'ivr.input', { node: 'main', kind: 'key', key: '0' }],
  ]);
});

test('a key that a menu takes is one that it offers: the beginning of the visit is told again, in its old place', () => {
  const { events } = tell([rings, enters(1, 'main'), key(1, '0'), exits(1, 'main')]);
  const [first, again] = events.filter(({ type }) => type === 'ivr.node.entered');
  const input = events.find(({ type }) => type === 'ivr.input');
  expect([again?.id, again?.time]).toEqual([first?.id, first?.time]);
  expect([first?.sequence ?? 0, again?.sequence ?? 0, input?.sequence ?? 0]).toEqual([250, 251, 400]);
});

test('a menu that gives up long after the last key did not take it', () => {
  expect(outline(tell([rings, enters(1, 'main'), key(3, '7'), exits(12, 'main')]).events, 'ivr.no-', 'ivr.node').slice(1)).toEqual([[3, 'ivr.no-match', { node: 'main' }], [12, 'ivr.node.left', { node: 'main' }]]);
});

test('tells what a script tells of itself', () => {
  const says = (second: number, what: string, more: Record<string, string> = {}): Line => [second, `earshot::ivr ${what}`, { Earshot: what, ...more }];
  const { events } = tell([rings, says(1, 'menu', { Name: 'main', Options: '1%3Daccounts%202%3Dcards%200', Human: '0', Level: '1' }), says(5, 'no-input'), key(6, '7'), says(6, 'no-match'), says(9, 'slot', { Name: 'pin' }), key(9.5, '1'), key(11, '2'),
    says(12, 'outcome', { Name: 'balance', Result: 'success' }), says(13, 'callback', { Number: '6175550199' })]);
  expect(outline(events, 'ivr', 'callback')).toEqual([
    [1, 'ivr.node.entered', { node: 'main', menu: 'main', level: 1, human: '0', options: [{ key: '1', label: 'accounts' }, { key: '2', label: 'cards' }, { key: '0' }] }],
    [5, 'ivr.no-input', { node: 'main' }], [6, 'ivr.input', { node: 'main', kind: 'key', key: '7' }], [6, 'ivr.no-match', { node: 'main' }],
    [9.5, 'ivr.input', { node: 'main', kind: 'slot', slot: 'pin', length: 2 }], [12, 'ivr.outcome', { name: 'balance', result: 'success' }],
    [13, 'callback.requested', { callback: 'c0000000:callback', number: '6175550199' }],
  ]);
});

test('the last key before a hang-up led nowhere, unless the machine had no time to take it', () => {
  const gone = { 'Answer-State': 'hangup', 'Channel-State-Number': '10' };
  expect(outline(tell([rings, enters(1, 'main'), key(3, '7'), exits(6, 'main', gone)]).events, 'ivr.no-')).toEqual([[3, 'ivr.no-match', { node: 'main' }]]);
  expect(outline(tell([rings, enters(1, 'main'), key(3, '7'), exits(3.2, 'main', gone)]).events, 'ivr.no-')).toEqual([]);
});

test('keeps the length of what is typed in one go, and nothing more', () => {
  const { events } = tell([rings, enters(1, 'main'), key(3, '4'), key(3.3, '7'), key(3.6, '1'), key(3.9, '1'), key(4.2, '#'), exits(4.2, 'main')]);
  expect(outline(events, 'ivr.input')).toEqual([[3, 'ivr.input', { node: 'main', kind: 'slot', length: 4 }]]);
  expect(JSON.stringify(events)).not.toContain('4711');
});

test('hammering 0 asks for a human once', () => {
  expect(outline(tell([rings, enters(1, 'main'), key(3, '0'), key(3.2, '0'), key(3.4, '0'), exits(3.4, 'main')]).events, 'ivr.input')).toEqual([[3, 'ivr.input', { node: 'main', kind: 'key', key: '0' }]]);
});

test('a key is told as soon as time has shown that it was alone, whoever tells the time', () => {
  const pressed: readonly Line[] = [rings, enters(1, 'main'), key(3, '7')];
  expect(outline(tell(pressed).events, 'ivr.input')).toEqual([]);
  const told = [[3, 'ivr.input', { node: 'main', kind: 'key', key: '7' }]];
  expect(outline(tell([...pressed, [4.2, 'HEARTBEAT', { 'Unique-ID': '' }]]).events, 'ivr.input')).toEqual(told);
  expect(outline(tell([...pressed, [4.2, 'answer strepoch', { text: '1700000004' }]]).events, 'ivr.input')).toEqual(told);
});

test('a question for digits is a node of its own, named by its variable, and keeps their number', () => {
  const asks: Line = [5, 'CHANNEL_EXECUTE', { Application: 'play_and_get_digits', 'Application-Data': encodeURIComponent('6 6 2 6000 # extension.wav invalid.wav acct \\d{6}') }];
  const { events, state } = tell([rings, enters(1, 'main'), key(3, '1'), exits(3, 'main'), asks, ...['4', '5', '6', '7', '8', '9'].map((digit, index) => key(6 + index * 1.5, digit)), [15, 'CHANNEL_EXECUTE', { Application: 'playback', 'Application-Data': '456789.wav' }]]);
  expect(outline(events, 'ivr').slice(4)).toEqual([
    [5, 'ivr.node.entered', { node: 'acct' }], [6, 'ivr.input', { node: 'acct', kind: 'slot', slot: 'acct', length: 6 }], [15, 'ivr.node.left', { node: 'acct' }],
  ]);
  expect(JSON.stringify([events, [...state.calls.values()]])).not.toMatch(/456789|"4"/);
});

test('digits outside menus and questions are not kept, and a hang-up leaves the menu', () => {
  const { events } = tell([rings, key(1, '5'), enters(2, 'main'), [9, 'CHANNEL_HANGUP_COMPLETE', hangsUp]]);
  expect(outline(events, 'ivr')).toEqual([[2, 'ivr.node.entered', { node: 'main', menu: 'main' }], [9, 'ivr.node.left', { node: 'main' }]]);
});

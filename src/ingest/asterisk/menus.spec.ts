import { expect, test } from '@jest/globals';
import { outline } from '../story.js';
import { rings, support, tell, type Line } from './story.js';

const menu = (second: number, name: string): Line => [second, 'UserEvent/IVRMenu', { Menu: name }];
const key = (second: number, Digit: string): Line => [second, 'DTMFEnd', { Digit, Direction: 'Received' }];
const plan = (second: number, Application: string, Extension: string, Context = 'ivr', AppData = ''): Line => [second, 'Newexten', { Application, Extension, Context, AppData, Priority: '1' }];

test('a menu read out again after a wrong key or silence is no new visit, but coming back to it is', () => {
  const { events } = tell([rings, menu(1, 'main'), key(2, '5'), [2, 'UserEvent/IVRInvalid', { Menu: 'main', Digit: '5' }], menu(3, 'main'), [9, 'UserEvent/IVRTimeout', { Menu: 'main' }], menu(9, 'main'), key(11, '9'), menu(11, 'main')]);
  expect(outline(events, 'ivr')).toEqual([
    [1, 'ivr.node.entered', { menu: 'main', node: 'main' }],
    [2, 'ivr.input', { node: 'main', kind: 'key', key: '5' }],
    [2, 'ivr.no-match', { node: 'main' }],
    [9, 'ivr.no-input', { node: 'main' }],
    [11, 'ivr.input', { node: 'main', kind: 'key', key: '9' }],
    [11, 'ivr.node.left', { node: 'main' }],
    [11, 'ivr.node.entered', { menu: 'main', node: 'main' }],
  ]);
});

test('an account number keeps its name and length, and no digit', () => {
  const { events } = tell([rings, menu(1, 'accounts'), plan(1, 'Read', 's', 'accounts', 'ACCT,enter,6,,2,6'), ...'123456'.split('').map((digit, index) => key(2 + index / 10, digit)), key(3, '#'),
    plan(3, 'GotoIf', 's', 'accounts'), [4, 'UserEvent/IVRSelfService', { Task: 'balance', Result: 'success' }]]);
  expect(outline(events, 'ivr.input', 'ivr.outcome')).toEqual([
    [2, 'ivr.input', { node: 'accounts', kind: 'slot', slot: 'ACCT', length: 6 }],
    [4, 'ivr.outcome', { name: 'balance', result: 'success' }],
  ]);
});

test('a slot of one digit is no key, when the dialplan says that it is a slot', () => {
  const { events } = tell([rings, menu(1, 'pin'), [1, 'UserEvent/IVRSlot', { Slot: 'PIN' }], key(2, '7'), menu(3, 'main')]);
  expect(outline(events, 'ivr.input')).toEqual([[2, 'ivr.input', { node: 'pin', kind: 'slot', slot: 'PIN', length: 1 }]]);
});

test('several digits in a menu are a dialled number, and a digit before a hang-up may be the first of some', () => {
  const dialled = tell([rings, menu(1, 'main'), key(2, '1'), key(2.3, '1'), key(2.6, '0'), menu(5, 'other')]);
  expect(outline(dialled.events, 'ivr.input')).toEqual([[2, 'ivr.input', { node: 'main', kind: 'slot', length: 3 }]]);
  const cutOff = tell([rings, menu(1, 'main'), key(2, '4'), [2.1, 'HangupRequest'], [2.1, 'Hangup']]);
  expect(outline(cutOff.events, 'ivr.input')).toEqual([[2, 'ivr.input', { node: 'main', kind: 'slot', length: 1 }]]);
});

test('digits outside a menu, and on the other leg, are not kept at all', () => {
  const { events } = tell([rings, [4, 'QueueCallerJoin', support], key(5, '1'), key(6, '2'), [7, 'DTMFEnd', { Digit: '3', Direction: 'Received', Uniqueid: 'pbx1-1700000005.2' }]]);
  expect(outline(events, 'ivr')).toEqual([]);
});

test('infers menus from where the dialplan plays and listens, when no UserEvent tells them', () => {
  const { events } = tell([rings, plan(1, 'BackGround', 's', 'ivr-1'), key(3, '7'), plan(3, 'Playback', 'i', 'ivr-1'), plan(5, 'BackGround', 's', 'ivr-1'), plan(9, 'WaitExten', 's', 'ivr-1'),
    key(10, '2'), plan(10, 'Goto', '2', 'ivr-1'), plan(10, 'BackGround', 's', 'ivr-2'), plan(20, 'Playback', 't', 'ivr-2'), [25, 'QueueCallerJoin', support]]);
  expect(outline(events, 'ivr')).toEqual([
    [1, 'ivr.node.entered', { node: 'ivr-1' }],
    [3, 'ivr.input', { node: 'ivr-1', kind: 'key', key: '7' }],
    [3, 'ivr.no-match', { node: 'ivr-1' }],
    [10, 'ivr.input', { node: 'ivr-1', kind: 'key', key: '2' }],
    [10, 'ivr.node.left', { node: 'ivr-1' }],
    [10, 'ivr.node.entered', { node: 'ivr-2' }],
    [20, 'ivr.no-input', { node: 'ivr-2' }],
    [25, 'ivr.node.left', { node: 'ivr-2' }],
  ]);
});

test('tells what the dialplan says about a menu', () => {
  const { events } = tell([rings, [1, 'UserEvent/IVRMenu', { Menu: 'main', Level: '1', Options: '1=accounts,2=cards,0', Human: '0', Flow: 'bank', FlowVersion: '7', Purpose: 'route' }]]);
  expect(outline(events, 'ivr')).toEqual([[1, 'ivr.node.entered', {
    node: 'main', menu: 'main', level: 1, human: '0', flow: 'bank', flowVersion: '7', purpose: 'route',
    options: [{ key: '1', label: 'accounts' }, { key: '2', label: 'cards' }, { key: '0' }],
  }]]);
});

test('0 counts once, whether its tone, its UserEvent or both come', () => {
  const both = tell([rings, menu(1, 'main'), key(2, '0'), [2, 'UserEvent/IVRZeroOut', { Menu: 'main' }]]);
  const one = tell([rings, menu(1, 'main'), [2, 'UserEvent/IVRZeroOut', { Menu: 'main' }]]);
  for (const { events } of [both, one]) expect(outline(events, 'ivr.input')).toEqual([[2, 'ivr.input', { node: 'main', kind: 'key', key: '0' }]]);
});

import { expect, test } from '@jest/globals';
import { contactOf } from '../../../test/support/story.js';
import { contactEvent, EPOCH, flowLine, logMessage, translated } from './story.js';
import { startConnect } from './state.js';
import { translateConnect } from './translate.js';

const asks = (second: number, Results?: string, Identifier = 'What for?'): object => flowLine(second, 'c', 'GetUserInput', { Identifier, ...(Results === undefined ? {} : { Results }) });
const menuOf = (...lines: readonly object[]): unknown[] => contactOf(translated([[logMessage(...lines)]])).menu
  .map(({ node, enteredAt, inputs, noInput, noMatch }) => [node, Math.floor((enteredAt - EPOCH) / 1_000), inputs.map(({ kind, key }) => key ?? kind).join(''), noInput, noMatch]);

test('a block that asks is a menu node from the block before until it is answered', () => {
  expect(menuOf(flowLine(0, 'c', 'SetLoggingBehavior'), flowLine(4, 'c', 'PlayPrompt'), asks(12, '2'), asks(20, '1', 'Which card?'), flowLine(21, 'c', 'SetQueue'))).toEqual([
    ['Main menu/What for?', 4, '2', 0, 0], ['Main menu/Which card?', 12, '1', 0, 0],
  ]);
});

test('silence and a wrong key are re-prompts of the same stay', () => {
  expect(menuOf(flowLine(0, 'c', 'PlayPrompt'), asks(10, 'Timeout'), asks(20, 'NoMatch'), asks(25, '1'))).toEqual([['Main menu/What for?', 0, '1', 1, 1]]);
});

test('the question logged by itself and the answer again are one stay', () => {
  expect(menuOf(flowLine(0, 'c', 'PlayPrompt'), asks(2), asks(9, '3'))).toEqual([['Main menu/What for?', 2, '3', 0, 0]]);
});

test('what was typed keeps its length, what was said not even that it was these words', () => {
  const lines = [
    flowLine(5, 'c', 'StoreUserInput', { Identifier: 'Card number', Results: '4111111111111111' }), asks(9, '4111'),
    flowLine(12, 'c', 'GetUserInput', { Results: 'my card is 4111111111111111', Parameters: { BotAliasArn: 'arn:aws:lex:x' } }),
  ];
  const events = translated([[logMessage(...lines)]]);
  expect(events.filter(({ type }) => type === 'ivr.input').map(({ data }) => data)).toEqual([
    { node: 'Main menu/Card number', kind: 'slot', slot: 'Card number', length: 16 }, { node: 'Main menu/What for?', kind: 'slot', length: 4 }, { node: 'Main menu', kind: 'speech', length: 27 },
  ]);
  expect(JSON.stringify(events)).not.toMatch(/4111/);
});

test('the flow of a later part of a chain belongs to the caller\'s contact', () => {
  const chain = { initiationMethod: 'TRANSFER', initialContactId: 'a', previousContactId: 'a', began: 0 };
  expect(translated([[contactEvent(0, 'INITIATED', 'c', chain)], [logMessage(asks(5, '1'))]]).filter(({ type }) => type === 'ivr.input').map(({ subject }) => subject)).toEqual(['a']);
});

test('CloudWatch\'s control message is let pass, a line that is no JSON is refused', () => {
  const { events, refused, unused } = translateConnect(startConnect('connect'), [{ messageType: 'CONTROL_MESSAGE', logEvents: [] }, { messageType: 'DATA_MESSAGE', logEvents: [{ message: 'START' }] }]);
  expect([events, unused, refused]).toEqual([[], ['CONTROL_MESSAGE'], [{ index: 1, reason: expect.stringMatching(/^A line in the log .* is no JSON\. Subscribe/) }]]);
});

import { expect, test } from '@jest/globals';
import { commandIn } from './commands.js';

test.each([
  'STOP', 'stop', ' Stop. ', 'STOP!!!', '"stop"', 'STOPALL', 'Stop all', 'UNSUBSCRIBE', 'Cancel', 'end', 'QUIT', 'revoke', 'OPTOUT', 'opt-out', 'Opt Out',
  'please stop', 'Stop texting me please', 'S T O P', 'stop stop stop', 'ＳＴＯＰ', 'st\u200bop', 'STÖP'.replace('Ö', 'O'),
  'STOPP', 'Bitte abmelden', 'Beenden', 'ENDE', 'aufhören', 'ARRÊT', 'Alto', 'baja',
])('%p ends it', (text) => {
  expect(commandIn(text, true)).toBe('stop');
  expect(commandIn(text, false)).toBe('stop');
});

test.each(['START', 'unstop', 'Start!', 'Anmelden', 'opt-in'])('%p begins it again', (text) => {
  expect(commandIn(text, true)).toBe('start');
});

test.each(['YES', 'yes!', 'ja'])('%p begins it again only where it answers nothing', (text) => {
  expect(commandIn(text, false)).toBe('start');
  expect(commandIn(text, true)).toBeUndefined();
});

test.each(['HELP', 'help?', 'Info', 'HILFE'])('%p asks who this is', (text) => {
  expect(commandIn(text, true)).toBe('help');
});

test.each([
  '3', 'no', 'partly', 'It would not stop ringing', 'my internet connection ends every night', 'the bus stop was not in the app', 'help came quickly',
  'they could not start it', '', '  ', '!!!', '👍',
])('%p is no command', (text) => {
  expect(commandIn(text, true)).toBeUndefined();
});

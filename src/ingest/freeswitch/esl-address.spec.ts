import { expect, test } from '@jest/globals';
import { parseEslAddresses } from './esl-address.js';

test('reads one address, or several of switches that are told apart by name', () => {
  expect(parseEslAddresses('esl://:ClueCon@pbx.example')).toEqual({ ok: true, value: [{ host: 'pbx.example', port: 8021, encrypted: false, name: undefined, user: undefined, secret: 'ClueCon' }] });
  expect(parseEslAddresses('esl://:a%40b@one:8022/north, esls://1000%40pbx.example:s@[::1]/')).toEqual({ ok: true, value: [
    { host: 'one', port: 8022, encrypted: false, name: 'north', user: undefined, secret: 'a@b' },
    { host: '::1', port: 8021, encrypted: true, name: undefined, user: '1000@pbx.example', secret: 's' },
  ] });
});

test.each([['http://:s3cret@a', 'it must begin with'], ['esl://pbx', 'it has no secret'], ['esl://user@pbx', 'it has no secret'], ['s3cret', 'it does not read as']])('says what is wrong with %s, without repeating the secret', (text, problem) => {
  const parsed = parseEslAddresses(`esl://:ClueCon@pbx,${text}`);
  expect(parsed.ok ? '' : parsed.reason).toContain(`Address 2 in EARSHOT_ESL_URL cannot be used: ${problem}`);
  expect(JSON.stringify(parsed)).not.toContain('s3cret');
});

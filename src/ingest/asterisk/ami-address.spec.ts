import { expect, test } from '@jest/globals';
import { parseAmiAddresses } from './ami-address.js';

test('reads one address, and several with their names', () => {
  expect(parseAmiAddresses('ami://earshot:s%40cret@pbx.example')).toEqual({ ok: true, value: [{ host: 'pbx.example', port: 5038, encrypted: false, user: 'earshot', secret: 's@cret', name: 'pbx' }] });
  const several = parseAmiAddresses('ami://a:b@10.0.0.1:5040/north, amis://a:b@10.0.0.2');
  expect(several.ok && several.value.map(({ port, name, encrypted }) => [port, name, encrypted])).toEqual([[5040, 'north', false], [5039, '10.0.0.2', true]]);
});

test.each([
  ['http://a:b@host', 'it must begin with ami:// or amis://.'],
  ['ami://host:5038', 'it has no user or no secret. Write ami://user:secret@host:5038 with those of manager.conf.'],
  ['not an address', 'it does not read as ami://user:secret@host:5038. Percent-encode @ : / % and , in the secret.'],
])('says what is wrong with an address and does not repeat it', (text, reason) => {
  expect(parseAmiAddresses(text)).toEqual({ ok: false, reason: `Address 1 in EARSHOT_AMI_URL cannot be used: ${reason}` });
});

import { expect, test } from '@jest/globals';
import { isPublicAddress, reachable } from './public-address.js';

test.each(['8.8.8.8', '93.184.216.34', '172.15.255.255', '172.32.0.1', '100.63.0.1', '2606:2800:220:1::1', '2a00:1450:4001::5'])('%s is outside', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  '127.0.0.1', '127.9.9.9', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '224.0.0.1', '255.255.255.255', '198.18.0.1',
  '::', '::1', 'fe80::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', '2001::1', 'localhost', '', '0x7f.1', '2130706433',
])('%s is not', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test('a network that is named is reached too, and nothing beside it', () => {
  const isReached = reachable([{ address: '10.1.2.0', prefix: 24, family: 'ipv4' }, { address: 'fd00:1::', prefix: 32, family: 'ipv6' }]);
  expect(['8.8.8.8', '10.1.2.9', 'fd00:1::7', '10.1.3.1', '127.0.0.1', 'fd00:2::1', 'crm.example'].filter(isReached)).toEqual(['8.8.8.8', '10.1.2.9', 'fd00:1::7']);
});

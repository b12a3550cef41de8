import { expect, test } from '@jest/globals';
import { forwardedFor } from './forwarded-for.js';

const addressOf = forwardedFor([{ address: '10.0.0.0', prefix: 8, family: 'ipv4' }, { address: 'fd00::', prefix: 16, family: 'ipv6' }]);
const from = (remoteAddress: string | undefined, told?: string): string => addressOf({ socket: { remoteAddress }, headers: told === undefined ? {} : { 'x-forwarded-for': told } });

test.each<[string, string | undefined, string | undefined, string]>([
  ['is the connection\'s own where no proxy is', '198.51.100.7', undefined, '198.51.100.7'],
  ['takes nobody\'s word but a trusted proxy\'s', '198.51.100.7', '203.0.113.9', '198.51.100.7'],
  ['is what a trusted proxy tells', '10.0.0.2', '198.51.100.7', '198.51.100.7'],
  ['goes back over proxies as far as they are trusted', '10.0.0.2', '203.0.113.9, 198.51.100.7 ,10.0.0.3', '198.51.100.7'],
  ['is the farthest where all are trusted', '10.0.0.2', '10.0.0.4,10.0.0.3', '10.0.0.4'],
  ['is the proxy\'s where it tells nothing', '10.0.0.2', ' , ', '10.0.0.2'],
  ['knows a proxy that is written as IPv6', '::ffff:10.0.0.2', '198.51.100.7', '198.51.100.7'],
  ['knows a proxy of IPv6', 'fd00::2', '2606:2800::1', '2606:2800::1'],
  ['does not go on behind what is no address', '10.0.0.2', '203.0.113.9, unknown', 'unknown'],
  ['is nobody\'s once the connection is gone', undefined, '198.51.100.7', ''],
])('%s', (_, remote, told, expected) => {
  expect(from(remote, told)).toBe(expected);
});

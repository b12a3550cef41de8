import { BlockList, isIP } from 'node:net';
import type { Network } from '../domain/network.js';

/** Where nobody outside is reached: this machine, private and link-local networks, the clouds' metadata among them, and what is reserved. */
const inside = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) inside.addSubnet(net, prefix, 'ipv4');

/** Of IPv6 only what is given out as global unicast, without the ranges that stand for IPv4 addresses or for documents. */
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');
const inside6 = new BlockList();
for (const [net, prefix] of [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const) inside6.addSubnet(net, prefix, 'ipv6');

/** Public addresses, and those of networks that were named: a ticket system of one's own stands inside. */
export function reachable(networks: readonly Network[]): (address: string) => boolean {
  const named = new BlockList();
  for (const { address, prefix, family } of networks) named.addSubnet(address, prefix, family);
  return (address) => isPublicAddress(address) || (isIP(address) !== 0 && named.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6'));
}

export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4: return !inside.check(address, 'ipv4');
    case 6: return global6.check(address, 'ipv6') && !inside6.check(address, 'ipv6');
    default: return false;
  }
}

import { BlockList, isIP } from 'node:net';
import type { IncomingMessage } from 'node:http';
import type { Network } from '../domain/network.js';

/**
 * Whose a connection is, as Fastify tells it of requests: the last address that no trusted proxy has. What stands before it in
 * X-Forwarded-For is the sender's own word.
 */
export function forwardedFor(trusted: readonly Network[]): (request: Pick<IncomingMessage, 'headers'> & { readonly socket: { readonly remoteAddress?: string | undefined } }) => string {
  const proxies = new BlockList();
  for (const { address, prefix, family } of trusted) proxies.addSubnet(address, prefix, family);
  const isProxy = (address: string): boolean => isIP(address) !== 0 && proxies.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
  return ({ headers, socket }) => {
    const told = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').map((each) => each.trim()).filter((each) => each !== '');
    let address = socket.remoteAddress ?? '';
    while (isProxy(address) && told.length > 0) address = told.pop() as string;
    return address;
  };
}

import { isIP } from 'node:net';
import { z } from 'zod';
import type { Network } from '../domain/network.js';

const network = z.string().transform((text, context): Network => {
  const [, address = '', written] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text.trim()) ?? [];
  const family = isIP(address);
  const longest = family === 4 ? 32 : 128;
  const prefix = written === undefined ? longest : Number(written);
  if (family !== 0 && prefix <= longest) return { address, prefix, family: family === 4 ? 'ipv4' : 'ipv6' };
  context.addIssue({ code: 'custom', message: 'is no list of networks such as 10.1.2.0/24, 10.9.0.7' });
  return z.NEVER;
});

/** EARSHOT_WEBHOOK_NETWORKS: networks of one's own, with commas between them. */
export const networks = z.string().transform((text) => text.split(',')).pipe(z.array(network));

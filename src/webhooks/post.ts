import { lookup } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { request } from 'node:https';
import type { LookupFunction } from 'node:net';
import { SECOND } from '../domain/time.js';
import { isPublicAddress } from './public-address.js';

/** What came of one attempt. `gone`: the receiver says that it will never take it. */
export type Delivery =
  | { readonly is: 'delivered' }
  /** `mayHaveArrived`: it broke off after it was sent, or the receiver met trouble of its own with it. */
  | { readonly is: 'failed'; readonly why: string; readonly retryAfterMs?: number; readonly mayHaveArrived?: true }
  | { readonly is: 'gone'; readonly why: string };

export interface Posted {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Post = (posted: Posted) => Promise<Delivery>;
type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

export interface PostOptions {
  readonly resolve?: Resolve;
  /** Whether an address may be connected to. */
  readonly isAllowed?: (address: string) => boolean;
  /** For a test's own certificate. */
  readonly ca?: string;
}

const SLOWEST = 10 * SECOND;

/**
 * One POST over https. The name is resolved here, and the connection goes to the address that was looked at: what a name points
 * to a moment later changes nothing. Redirects are not followed, and nothing of the answer is read but its status.
 */
export function httpsPost({ resolve = (host) => lookup(host, { all: true }), isAllowed = isPublicAddress, ca }: PostOptions = {}): Post {
  return async ({ url, headers, body }) => {
    const target = new URL(url);
    if (target.protocol !== 'https:') return { is: 'gone', why: 'only https is sent to' };
    const host = target.hostname.replace(/^\[|\]$/g, '');
    let addresses: readonly LookupAddress[];
    try {
      addresses = await resolve(host);
    } catch {
      return { is: 'failed', why: `${host} is not found` };
    }
    const [first] = addresses;
    // One inside address among them is enough: which of them is taken is not left to chance.
    if (!first || addresses.some(({ address }) => !isAllowed(address))) return { is: 'gone', why: `${host} lies in a private network` };
    return send(target, first, headers, body, ca);
  };
}

function send(target: URL, to: LookupAddress, headers: Posted['headers'], body: string, ca: string | undefined): Promise<Delivery> {
  const pinned: LookupFunction = (_, options, done) => (options.all === true ? done(null, [to]) : done(null, to.address, to.family));
  return new Promise((answer) => {
    const asked = request(target, {
      method: 'POST', agent: false, lookup: pinned, timeout: SLOWEST, ...(ca === undefined ? {} : { ca }),
      headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'user-agent': 'Earshot' },
    }, (response) => {
      response.destroy();
      answer(deliveryOf(response.statusCode ?? 0, response.headers['retry-after']));
    });
    const limit = setTimeout(() => asked.destroy(new Error('no answer within 10 s')), SLOWEST);
    asked.on('timeout', () => asked.destroy(new Error('no answer within 10 s')));
    let connected = false;
    asked.on('socket', (socket) => void socket.once('secureConnect', () => (connected = true)));
    asked.on('error', (error) => answer({ is: 'failed', why: error.message, ...(connected ? { mayHaveArrived: true } : {}) }));
    asked.on('close', () => clearTimeout(limit));
    asked.end(body);
  });
}

function deliveryOf(status: number, retryAfter: string | undefined): Delivery {
  if (status >= 200 && status < 300) return { is: 'delivered' };
  if (status === 410) return { is: 'gone', why: 'the receiver wants no more (410)' };
  const seconds = Number(retryAfter);
  const why = status >= 300 && status < 400 ? `it answered ${status}, and redirects are not followed` : `it answered ${status}`;
  // 502 and 503 are a gateway's word that nobody took it.
  const isUnclear = status >= 500 && status !== 502 && status !== 503;
  return { is: 'failed', why, ...(isUnclear ? { mayHaveArrived: true } : {}), ...(retryAfter !== undefined && Number.isFinite(seconds) ? { retryAfterMs: Math.max(0, seconds) * SECOND } : {}) };
}

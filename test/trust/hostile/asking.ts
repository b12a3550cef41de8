import { Agent, request } from 'node:http';
import { SECOND } from '../../../src/domain/time.js';

export interface Asked {
  readonly method: string;
  /** As it goes over the wire: percent-encoded, or not. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Answered {
  /** 0: no answer came. */
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** fetch would mend what is sent: here it leaves as it is. */
export function ask(server: string, { method, path, headers = {}, body }: Asked): Promise<Answered> {
  const { hostname, port } = new URL(server);
  // Node says it of no DELETE by itself.
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve) => {
    const none = (error: Error): void => resolve({ status: 0, retryAfter: undefined, text: error.message });
    const asking = request({ hostname, port, method, path, headers: { ...length, ...headers }, agent, timeout: 60 * SECOND }, (answer) => {
      answer.setEncoding('utf8').toArray().then(
        (parts) => resolve({ status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'], text: parts.join('') }), none);
    });
    asking.on('error', none).on('timeout', () => asking.destroy(new Error('no answer within a minute')));
    asking.end(body);
  });
}

/** So many at once; in order of their beginning. */
export async function inTurn<Item>(items: Iterable<Item>, most: number, deal: (item: Item) => Promise<void>): Promise<void> {
  const iterator = items[Symbol.iterator]();
  const work = async (): Promise<void> => {
    for (let next = iterator.next(); next.done !== true; next = iterator.next()) await deal(next.value);
  };
  await Promise.all(Array.from({ length: most }, work));
}

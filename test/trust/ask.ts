import { request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo, Server } from 'node:net';

export interface Asked {
  readonly bearer?: string;
  readonly cookie?: string;
  readonly origin?: string;
  readonly body?: object;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly said: { readonly error?: { readonly what: string; readonly do: string } } | undefined;
}

export const HOST = 'earshot.local';

/** A request as a browser or a sender makes it: fetch would not let us say Host and Origin. */
export function ask(server: Server, method: 'GET' | 'POST' | 'DELETE', path: string, { bearer, cookie, origin, body }: Asked = {}): Promise<Answer> {
  const headers = {
    host: HOST,
    ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    ...(cookie === undefined ? {} : { cookie }),
    ...(origin === undefined ? {} : { origin }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  return new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const asking = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, async answer => {
      const text = (await answer.setEncoding('utf8').toArray()).join('');
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, said: text === '' ? undefined : JSON.parse(text) as Answer['said'] });
    });
    asking.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
  });
}

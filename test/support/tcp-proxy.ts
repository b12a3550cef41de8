import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Connection } from '../../src/store/connection.js';

/** What happens to the next message that holds the marker. */
export type Accident =
  /** It never reaches PostgreSQL. */
  | 'cut-before'
  /** It reaches PostgreSQL, the answer never comes back: was it committed? */
  | 'cut-after'
  /** It reaches PostgreSQL late: the client is cut off at once, the message goes through after it has given up. */
  | 'cut-and-deliver-late';

export interface TcpProxy {
  readonly connection: Connection;
  next(accident: Accident, marker: string): void;
  /** A cable pulled out: nothing passes, nothing is closed. */
  freeze(): void;
  thaw(): void;
  cutAll(): void;
  close(): Promise<void>;
}

/** Stands between Earshot and PostgreSQL and breaks connections at the worst moment. */
export async function tcpProxy(target: Connection): Promise<TcpProxy> {
  let planned: { accident: Accident; marker: string } | undefined;
  let frozen = false;
  const pairs = new Set<readonly [Socket, Socket]>();

  const server = createServer(client => {
    const upstream = connect(addressOf(target));
    const pair = [client, upstream] as const;
    pairs.add(pair);
    let deaf = false;
    if (frozen) pair.forEach(each => each.pause());
    client.on('data', chunk => {
      if (!planned || !chunk.includes(planned.marker)) return void upstream.write(chunk);
      const { accident } = planned;
      planned = undefined;
      deaf = true;
      if (accident === 'cut-before') return pair.forEach(each => each.destroy());
      if (accident === 'cut-after') return void upstream.write(chunk, () => client.destroy());
      client.destroy();
      setTimeout(() => upstream.write(chunk), 400);
    });
    upstream.on('data', chunk => void (deaf || client.write(chunk)));
    client.on('close', () => (deaf ? setTimeout(() => upstream.destroy(), 800) : upstream.destroy()));
    upstream.on('close', () => (client.destroy(), pairs.delete(pair)));
    pair.forEach(each => each.on('error', () => undefined));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));

  const each = (act: (socket: Socket) => void): void => [...pairs].flat().forEach(act);
  return {
    connection: through(target, (server.address() as AddressInfo).port),
    next: (accident, marker) => void (planned = { accident, marker }),
    freeze: () => ((frozen = true), each(socket => socket.pause())),
    thaw: () => ((frozen = false), each(socket => socket.resume())),
    cutAll: () => each(socket => socket.destroy()),
    close: () => new Promise(resolve => (server.close(() => resolve()), each(socket => socket.destroy()))),
  };
}

function addressOf(target: Connection): { path: string } | { host: string; port: number } {
  if ('url' in target) {
    const { hostname, port } = new URL(target.url);
    return { host: hostname, port: Number(port || 5432) };
  }
  const { host, port } = target;
  return host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port };
}

function through(target: Connection, port: number): Connection {
  if (!('url' in target)) return { ...target, host: '127.0.0.1', port };
  const url = new URL(target.url);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return { url: url.href };
}

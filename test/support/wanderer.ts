import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';

export interface Arrived {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The address of each step, the last one's too. */
  readonly way: readonly string[];
}

/** A browser as far as signing in needs one: cookies by site, and redirects from one site to the other. */
export class Wanderer {
  readonly cookies = new Map<string, Map<string, string>>();

  /** `sites`: on which port of this machine a site that has another name is found. */
  constructor(private readonly sites: Readonly<Record<string, number>> = {}) {}

  /** `bend`: changes where a step leads, as an attacker or a broken service would. It stops at the first page, or at what `until` names. */
  async go(to: string, { bend = (url) => url, until }: { readonly bend?: (url: string) => string; readonly until?: RegExp } = {}): Promise<Arrived> {
    const way: string[] = [];
    for (let next = bend(to); ;) {
      way.push(next);
      const answer = await this.get(next);
      const { location } = answer.headers;
      if (location === undefined || way.length > 12) return { ...answer, way };
      next = bend(new URL(location, next).href);
      if (until?.test(next) === true) return { ...answer, way: [...way, next] };
    }
  }

  cookiesOf(url: string): string {
    return [...this.jar(url)].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private get(to: string): Promise<Omit<Arrived, 'way'>> {
    const { hostname, port, host, pathname, search } = new URL(to);
    const cookie = this.cookiesOf(to);
    return new Promise((resolve, reject) => {
      const asking = request({ host: '127.0.0.1', port: this.sites[hostname] ?? port, path: pathname + search, agent: false, headers: { host, ...(cookie === '' ? {} : { cookie }) } }, (answer) => {
        for (const set of answer.headers['set-cookie'] ?? []) this.keep(to, set);
        answer.setEncoding('utf8').toArray().then((chunks) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: chunks.join('') }), reject);
      });
      asking.on('error', reject).end();
    });
  }

  private keep(url: string, set: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    if (value === '' || /max-age=0|expires=Thu, 01 Jan 1970/i.test(set)) this.jar(url).delete(name);
    else this.jar(url).set(name, value);
  }

  private jar(url: string): Map<string, string> {
    const { host } = new URL(url);
    const jar = this.cookies.get(host) ?? new Map<string, string>();
    this.cookies.set(host, jar);
    return jar;
  }
}

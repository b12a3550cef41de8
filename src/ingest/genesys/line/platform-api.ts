import { MINUTE, SECOND } from '../../../domain/time.js';
import type { Instant, Millis } from '../../../domain/time.js';
import type { Clock } from '../../../ports/clock.js';
import type { Wait } from '../../connection-report.js';
import { fieldsOf, instantIn, millisIn, textIn } from '../fields.js';
import type { Fields } from '../fields.js';
import { listIn } from './snapshot.js';

export interface Account {
  /** https://login.mypurecloud.de and https://api.mypurecloud.de; a stand-in's in tests. */
  readonly loginUrl: string;
  readonly apiUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface OpenedChannel {
  readonly uri: string;
  readonly expiresAt: Instant | undefined;
}

/** What the platform answered instead, as a sentence without any secret. */
export class ApiProblem extends Error {}

const PATIENCE: Millis = 30 * SECOND;
/** The platform says for how long to stay away; longer than this is a failure. */
const LONGEST_WAIT: Millis = 2 * MINUTE;
const TRIES = 5;
const PAGE = 100;

/** The few calls of Genesys Cloud's platform API that are needed, as the client of client credentials. */
export class PlatformApi {
  private token: { readonly value: string; readonly until: Instant } | undefined;
  private signingIn: Promise<string> | undefined;

  constructor(private readonly account: Account, private readonly clock: Clock, private readonly wait: Wait, private readonly signal: AbortSignal) {}

  async openChannel(topics: readonly string[]): Promise<OpenedChannel> {
    const channel = await this.ask('POST', '/api/v2/notifications/channels');
    const [id, uri] = [textIn(channel, 'id'), channel['connectUri']];
    if (id === undefined || typeof uri !== 'string' || !URL.canParse(uri)) throw new ApiProblem('Genesys Cloud opened a channel without an address. Try again later.');
    await this.ask('PUT', `/api/v2/notifications/channels/${encodeURIComponent(id)}/subscriptions`, topics.map((topic) => ({ id: topic })));
    return { uri, expiresAt: instantIn(channel, 'expires') };
  }

  /** Conversations in which something happened between the two, whole; a page at a time. */
  async *conversations(from: Instant, to: Instant): AsyncGenerator<readonly Fields[]> {
    for (let pageNumber = 1; ; pageNumber += 1) {
      const answer = await this.ask('POST', '/api/v2/analytics/conversations/details/query', {
        interval: `${new Date(from).toISOString()}/${new Date(to).toISOString()}`, order: 'asc', orderBy: 'conversationStart', paging: { pageSize: PAGE, pageNumber },
      });
      const page = listIn(answer, 'conversations');
      yield page;
      if (page.length < PAGE) return;
    }
  }

  /** What agents do now. */
  async users(ids: readonly string[]): Promise<readonly Fields[]> {
    const found: Fields[] = [];
    for (let from = 0; from < ids.length; from += PAGE) {
      const query = ids.slice(from, from + PAGE).map((id) => `id=${encodeURIComponent(id)}`).join('&');
      found.push(...listIn(await this.ask('GET', `/api/v2/users?pageSize=${PAGE}&expand=routingStatus&expand=presence&${query}`), 'entities'));
    }
    return found;
  }

  private async ask(method: string, path: string, body?: unknown): Promise<Fields> {
    for (let tries = 1; ; tries += 1) {
      const token = await this.tokenNow();
      const answer = await this.send(`${this.account.apiUrl}${path}`, {
        method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (answer.ok) return fieldsOf(await answer.json().catch(() => undefined));
      if (answer.status === 401 && this.token?.value === token) this.token = undefined;
      const isPassing = answer.status === 401 || answer.status === 429 || answer.status >= 500;
      if (!isPassing || tries === TRIES) throw new ApiProblem(problemOf(answer.status, path));
      await this.wait(Math.min(LONGEST_WAIT, waitIn(answer, tries)), this.signal);
    }
  }

  /** Who finds no token while another signs in waits for that one. */
  private async tokenNow(): Promise<string> {
    if (this.token !== undefined && this.token.until > this.clock.now()) return this.token.value;
    this.signingIn ??= this.signIn().finally(() => { this.signingIn = undefined; });
    return this.signingIn;
  }

  private async signIn(): Promise<string> {
    const { clientId, clientSecret, loginUrl } = this.account;
    const answer = await this.send(`${loginUrl}/oauth/token`, {
      method: 'POST', body: 'grant_type=client_credentials',
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`, 'content-type': 'application/x-www-form-urlencoded' },
    });
    const given = answer.ok ? fieldsOf(await answer.json().catch(() => undefined)) : {};
    const value = given['access_token'];
    if (typeof value !== 'string') throw new ApiProblem(`Genesys Cloud refused the sign-in (${answer.status}). Check EARSHOT_GENESYS_REGION, EARSHOT_GENESYS_CLIENT_ID and the secret: a client of the grant type Client Credentials.`);
    // A little early: a token that runs out on its way helps nobody.
    this.token = { value, until: this.clock.now() + Math.max(0, (millisIn(given, 'expires_in') ?? 3_600) * SECOND - MINUTE) };
    return value;
  }

  private async send(url: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(url, { ...init, signal: AbortSignal.any([this.signal, AbortSignal.timeout(PATIENCE)]) });
    } catch (error) {
      const cause = (error as { cause?: { code?: string } }).cause?.code ?? (error as Error).name;
      throw new ApiProblem(`Genesys Cloud at ${new URL(url).host} cannot be reached (${cause}). Check EARSHOT_GENESYS_REGION, and that this server may reach it.`);
    }
  }
}

function waitIn(answer: Response, tries: number): Millis {
  const asked = Number(answer.headers.get('retry-after'));
  return asked > 0 ? asked * SECOND : tries * SECOND;
}

function problemOf(status: number, path: string): string {
  const what = `Genesys Cloud answered ${status} to ${path.split('?', 1)[0]}.`;
  return status === 403 ? `${what} Give the client's role Routing › Queue › View, Conversation › Communication › View, Analytics › Conversation Detail › View, and Directory › User › View.` : `${what} Try again later.`;
}

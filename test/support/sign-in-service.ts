import { generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { Context } from 'oidc-provider';
import type { IdentityProvider } from '../../src/domain/identity-provider.js';

/** What the service says of someone. */
export type Said = Readonly<Record<string, unknown>>;

/** A company's own sign-in service, a real one, on this machine. Whoever comes is `whoComes`, and is asked nothing. */
export class SignInService {
  readonly people = new Map<string, Said>();
  whoComes = '';
  /** Changes what it signs. */
  bend: ((claims: Said) => Said) | undefined;
  /** Signs it with a key that nobody knows. */
  forges = false;
  /** Says no to whoever comes. */
  refuses = false;
  issuer = '';
  private readonly key = newKey();
  private server: Server | undefined;

  constructor(private readonly callback: string) {}

  async open(): Promise<void> {
    this.server = createServer((request, response) => this.hear(request, response));
    await new Promise<void>((resolve) => void this.server?.listen(0, '127.0.0.1', resolve));
    this.issuer = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    this.provider = this.made();
    this.answers = this.provider.callback();
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => void this.server?.close(resolve));
  }

  settings(rules: Partial<IdentityProvider['rules']> = {}): IdentityProvider {
    return {
      name: 'Example', issuer: this.issuer, clientId: 'earshot', clientSecret: 'a secret of two',
      rules: { user: 'preferred_username', role: 'groups', roles: [{ value: 'cc-admins', role: 'admin' }, { value: 'cc-leads', role: 'supervisor' }, { value: 'cc-agents', role: 'agent' }], queues: { claim: 'queues' }, actsFor: 'agent', ...rules },
    };
  }

  private provider: Provider | undefined;
  private answers: ReturnType<Provider['callback']> | undefined;

  private hear(...[request, response]: Parameters<ReturnType<Provider['callback']>>): void {
    if (request.url === '/token' && (this.bend !== undefined || this.forges)) this.bendAnswer(response);
    if (!request.url?.startsWith('/interaction/')) {
      this.answers?.(request, response);
      return;
    }
    const result = this.refuses ? { error: 'access_denied', error_description: 'Not at this hour.' } : { login: { accountId: this.whoComes } };
    void this.provider?.interactionFinished(request, response, result);
  }

  /** Its own token, said anew and signed again. */
  private bendAnswer(response: ServerResponse): void {
    const end = response.end.bind(response) as (body: string) => ServerResponse;
    response.end = ((body: Buffer | string) => {
      const answer = JSON.parse(String(body)) as { id_token?: string };
      const [head = '', said = ''] = answer.id_token?.split('.') ?? [];
      const claims = JSON.parse(Buffer.from(said, 'base64url').toString()) as Said;
      const signed = `${head}.${Buffer.from(JSON.stringify(this.bend?.(claims) ?? claims)).toString('base64url')}`;
      const bent = JSON.stringify({ ...answer, id_token: `${signed}.${sign('RSA-SHA256', Buffer.from(signed), this.forges ? newKey() : this.key).toString('base64url')}` });
      response.setHeader('content-length', Buffer.byteLength(bent));
      return end(bent);
    }) as typeof response.end;
  }

  private made(): Provider {
    return new Provider(this.issuer, {
      clients: [{ client_id: 'earshot', client_secret: 'a secret of two', redirect_uris: [this.callback], grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'] }],
      pkce: { required: () => true },
      claims: { openid: ['sub'], profile: ['preferred_username', 'groups', 'queues', 'agent'] },
      conformIdTokenClaims: false,
      cookies: { keys: ['of a test'] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
      findAccount: (_: unknown, sub: string) => {
        const said = this.people.get(sub);
        return said === undefined ? undefined : { accountId: sub, claims: () => ({ sub, ...said }) };
      },
      issueRefreshToken: () => true,
      loadExistingGrant: async ({ oidc: { session, client } }: Context) => {
        const grant = new this.provider!.Grant({ accountId: session.accountId, clientId: client.clientId });
        grant.addOIDCScope('openid profile email offline_access');
        await grant.save();
        return grant;
      },
      jwks: { keys: [{ ...this.key.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'of-a-test' }] },
      ttl: { IdToken: 3_600, AccessToken: 600, AuthorizationCode: 60, Grant: 3_600, Interaction: 600, RefreshToken: 86_400, Session: 3_600 },
    });
  }
}

function newKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
}

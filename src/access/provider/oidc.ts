import * as oidc from 'openid-client';
import type { IdentityProvider } from '../../domain/identity-provider.js';
import { ok, refused, type Result } from '../../domain/result.js';
import type { Refusal } from '../refusal.js';
import type { Claims } from './claims.js';
import { away, knowsUsNot, saidNo, unbelievable } from './refusals.js';

/** What the answer of one sign-in is checked against. It stays in the browser that began it, sealed. */
export interface Checks {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE: who has the code alone cannot use it. */
  readonly verifier: string;
}

/** Who came back, as the provider says. */
export interface Proven {
  readonly subject: string;
  readonly claims: Claims;
  /** What it can be asked with again; absent where it gave nothing. */
  readonly refresh?: string;
  /** False: it said that the person is still there, and not everything about them. */
  readonly isWhole: boolean;
}

const WANTED = ['openid', 'profile', 'email', 'offline_access'];
/** In seconds. */
const SLOWEST = 10;
const CLOCKS_DIFFER = 30;

/** Authorization code with PKCE. What the provider says of itself is asked for at the first sign-in: Earshot starts without it. */
export class OidcProvider {
  private known: Promise<oidc.Configuration> | undefined;

  constructor(readonly settings: IdentityProvider, readonly callback: string) {}

  async begin(): Promise<Result<{ readonly url: string; readonly checks: Checks }, Refusal>> {
    return this.asking(async (provider) => {
      const checks = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
      const url = oidc.buildAuthorizationUrl(provider, {
        redirect_uri: this.callback, scope: this.scopeOf(provider), state: checks.state, nonce: checks.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(checks.verifier), code_challenge_method: 'S256',
      });
      return { url: url.href, checks };
    });
  }

  /** `query`: what stood behind the ? when the person came back. */
  async finish(query: string, { state, nonce, verifier }: Checks): Promise<Result<Proven, Refusal>> {
    return this.asking(async (provider) => {
      const tokens = await oidc.authorizationCodeGrant(provider, new URL(`${this.callback}${query}`), { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true });
      return this.proven(provider, tokens, tokens.claims()?.sub ?? '');
    });
  }

  /** Whether it still stands for someone. `unsaid`: it does not answer, or does not know us; that says nothing of them. */
  async stillKnows(subject: string, refresh: string): Promise<Proven | 'gone' | 'unsaid'> {
    const asked = await this.asking(async (provider): Promise<Proven | 'gone'> => {
      const tokens = await oidc.refreshTokenGrant(provider, refresh).catch((error: unknown) => {
        if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant') return undefined;
        throw error;
      });
      if (tokens === undefined) return 'gone';
      const proven = await this.proven(provider, tokens, subject);
      return proven.subject === subject ? { ...proven, refresh: tokens.refresh_token ?? refresh } : 'gone';
    });
    return asked.ok ? asked.value : 'unsaid';
  }

  /** Groups often stand in the user info alone. */
  private async proven(provider: oidc.Configuration, tokens: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers, subject: string): Promise<Proven> {
    const said = tokens.claims();
    const asks = provider.serverMetadata().userinfo_endpoint !== undefined;
    const more = asks ? await oidc.fetchUserInfo(provider, tokens.access_token, said?.sub ?? subject) : {};
    const claims = { ...more, ...said };
    return { subject: said?.sub ?? subject, claims, isWhole: said !== undefined, ...(tokens.refresh_token === undefined ? {} : { refresh: tokens.refresh_token }) };
  }

  private scopeOf(provider: oidc.Configuration): string {
    const offered = provider.serverMetadata().scopes_supported ?? ['openid', 'profile', 'email'];
    return this.settings.scope ?? WANTED.filter((each) => each === 'openid' || offered.includes(each)).join(' ');
  }

  private async asking<Value>(work: (provider: oidc.Configuration) => Promise<Value>): Promise<Result<Value, Refusal>> {
    try {
      return ok(await work(await this.configuration()));
    } catch (error) {
      return refused(refusalFor(error, this.settings.name));
    }
  }

  private configuration(): Promise<oidc.Configuration> {
    this.known ??= this.discover();
    this.known.catch(() => (this.known = undefined));
    return this.known;
  }

  private discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const url = new URL(issuer);
    // The settings let http through for this machine only.
    const execute = [oidc.enableNonRepudiationChecks, ...url.protocol === 'http:' ? [oidc.allowInsecureRequests] : []];
    return oidc.discovery(url, clientId, { client_secret: clientSecret, [oidc.clockTolerance]: CLOCKS_DIFFER }, undefined, { execute, timeout: SLOWEST });
  }
}

function refusalFor(error: unknown, name: string): Refusal {
  if (error instanceof oidc.AuthorizationResponseError) return saidNo(name, error.error, error.error_description);
  if (error instanceof oidc.WWWAuthenticateChallengeError) return knowsUsNot(name);
  if (error instanceof oidc.ResponseBodyError) {
    if (error.status >= 500 || error.status === 429) return away(name);
    return error.error === 'invalid_client' || error.error === 'unauthorized_client' ? knowsUsNot(name) : saidNo(name, error.error, error.error_description);
  }
  if (error instanceof oidc.ClientError && !isTransport(error)) return unbelievable(name, whyOf(error));
  if (error instanceof oidc.ClientError || (error instanceof TypeError && error.cause !== undefined)) return away(name);
  throw error;
}

/** Nothing that was answered, which has no code, or nothing of the protocol: a page of a proxy, for example. */
function isTransport({ code }: oidc.ClientError): boolean {
  return code === undefined || ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_PARSE_ERROR'].includes(code);
}

function whyOf({ message, cause }: oidc.ClientError): string {
  const inner = cause instanceof Error ? cause.message : '';
  return inner === '' || inner === message ? message : `${message}: ${inner}`;
}

import { ok, refused, type Result } from '../domain/result.js';
import type { Instant } from '../domain/time.js';
import type { Credential, IngestKey, Token } from '../ports/credentials.js';
import { grantOf, type GrantAsked } from './grants.js';
import type { AccessParts } from './parts.js';
import { newSecret, parseSecret } from './secret.js';

type Parts = Pick<AccessParts, 'credentials' | 'clock' | 'chance'>;

/** A new credential. The secret is told this once. */
export interface Issued<Kind extends Credential> {
  readonly secret: string;
  readonly listed: Listed<Kind>;
}

/** What a list shows: everything but the hash. */
export type Listed<Kind extends Credential> = Omit<Kind, 'hash'> & { readonly state: 'live' | 'expired' | 'revoked' };

/** A source may have several live keys: make the new one, change the sender, revoke the old one. */
export async function createKey({ credentials, clock, chance }: Parts, asked: { readonly source: string }): Promise<Result<Issued<IngestKey>>> {
  const source = asked.source.trim();
  if (!/^[\x21-\x7e]{1,200}$/.test(source)) return refused('A source is named with 1 to 200 characters without spaces, such as "pbx-berlin". Give another --source.');
  const { id, text, hash } = newSecret('ingest-key', chance);
  const key: IngestKey = { kind: 'ingest-key', id, hash, source, owner: null, createdAt: clock.now(), expiresAt: null, lastUsedAt: null, revokedAt: null };
  await credentials.add(key);
  return ok({ secret: text, listed: listed(key, clock.now()) });
}

export interface TokenAsked extends GrantAsked {
  /** Shown as who reads; "wall in hall 2". */
  readonly label?: string | undefined;
  readonly expiresAt?: Instant | undefined;
}

export async function createToken({ credentials, clock, chance }: Parts, asked: TokenAsked): Promise<Result<Issued<Token>>> {
  const now = clock.now();
  const grant = grantOf(asked);
  if (!grant.ok) return grant;
  if (asked.expiresAt !== undefined && asked.expiresAt <= now) return refused('The token would have expired already. Give a later end.');
  const { id, text, hash } = newSecret('token', chance);
  const label = asked.label?.trim().slice(0, 100) || `${grant.value.role} token ${id}`;
  const token: Token = { kind: 'token', id, hash, label, grant: grant.value, owner: null, createdAt: now, expiresAt: asked.expiresAt ?? null, lastUsedAt: null, revokedAt: null };
  await credentials.add(token);
  return ok({ secret: text, listed: listed(token, now) });
}

export async function listKeys({ credentials, clock }: Parts): Promise<readonly Listed<IngestKey>[]> {
  const all = await credentials.list('ingest-key');
  return all.filter(each => each.kind === 'ingest-key').map(each => listed(each, clock.now()));
}

export async function listTokens({ credentials, clock }: Parts): Promise<readonly Listed<Token>[]> {
  const all = await credentials.list('token');
  return all.filter(each => each.kind === 'token').map(each => listed(each, clock.now()));
}

export function revokeKey(parts: Parts, given: string): Promise<Result<{ readonly id: string }>> {
  return revoke(parts, given, 'ingest-key', 'ingest key', 'keys');
}

export function revokeToken(parts: Parts, given: string): Promise<Result<{ readonly id: string }>> {
  return revoke(parts, given, 'token', 'token', 'tokens');
}

/** Takes the id, or the whole key as it was handed out. */
async function revoke({ credentials, clock }: Parts, given: string, kind: Credential['kind'], called: string, command: string): Promise<Result<{ readonly id: string }>> {
  const id = parseSecret(given)?.id ?? given;
  const [found] = await credentials.find([id]);
  // The text is not repeated: it may be a secret, and this ends up in a terminal's history or a log.
  if (found?.credential.kind !== kind) return refused(`There is no ${called} of that id. See npm run earshot -- ${command} list.`);
  const was = await credentials.revoke(id, clock.now());
  return was ? ok({ id }) : refused(`The ${called} ${id} was revoked before. Nothing was changed.`);
}

function listed<Kind extends Credential>({ hash: _hash, ...shown }: Kind, now: Instant): Listed<Kind> {
  const ended = shown.expiresAt !== null && now >= shown.expiresAt;
  return { ...shown, state: shown.revokedAt !== null ? 'revoked' : ended ? 'expired' : 'live' };
}

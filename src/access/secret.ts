import { createHash, timingSafeEqual } from 'node:crypto';
import type { Chance } from '../ports/chance.js';
import type { CredentialKind } from '../ports/credentials.js';

/** What a holder shows: `ers_<id>_<secret>`. The prefix lets scanners for leaked secrets find it. */
export interface Shown {
  readonly kind: CredentialKind;
  readonly id: string;
  readonly secret: string;
}

const prefixes: Readonly<Record<CredentialKind, string>> = { 'ingest-key': 'ers', token: 'ert', session: 'erc', 'login-link': 'erl' };
const kinds = new Map(Object.entries(prefixes).map(([kind, prefix]) => [prefix, kind as CredentialKind]));

/** 256 bits in base64url. */
const SHAPE = /^(er[stcl])_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;

export interface NewSecret {
  readonly id: string;
  /** Handed out once, kept nowhere. */
  readonly text: string;
  readonly hash: string;
}

export function newSecret(kind: CredentialKind, chance: Chance): NewSecret {
  const id = Buffer.from(chance.bytes(6)).toString('hex');
  const secret = Buffer.from(chance.bytes(32)).toString('base64url');
  return { id, text: `${prefixes[kind]}_${id}_${secret}`, hash: hashOf(secret) };
}

export function parseSecret(text: string): Shown | null {
  const [, prefix = '', id = '', secret = ''] = SHAPE.exec(text) ?? [];
  const kind = kinds.get(prefix);
  return kind === undefined ? null : { kind, id, secret };
}

export function matches(shown: Shown, hash: string): boolean {
  return isSame(hashOf(shown.secret), hash);
}

/** Takes the same time wherever the two differ. */
export function isSame(one: string, other: string): boolean {
  const [kept, given] = [Buffer.from(one), Buffer.from(other)];
  return kept.length === given.length && timingSafeEqual(kept, given);
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

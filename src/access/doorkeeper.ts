import type { Reader } from '../domain/reader.js';
import { ok, refused, type Result } from '../domain/result.js';
import { MINUTE, SECOND, type Instant, type Millis } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import { CredentialsUnavailable, type Credentials, type Found } from '../ports/credentials.js';
import { refusals, type Refusal } from './refusal.js';
import { isSame, matches, parseSecret, type Shown } from './secret.js';
import { livesUntil } from './sessions.js';

/** Who stands at the door, and on the strength of what. */
export type Holder = SourceHolder | ReaderHolder;

export interface SourceHolder {
  readonly is: 'source';
  readonly credential: string;
  readonly source: string;
}

export interface ReaderHolder {
  readonly is: 'reader';
  readonly credential: string;
  readonly reader: Reader;
  readonly by: 'token' | 'session';
  /** The session was prolonged just now: the cookie is to be set again. */
  readonly prolonged?: boolean;
}

/** How old an answer of the store may be. With the watch's beat it has to stay under 5 s. */
const FRESH: Millis = 2 * SECOND;
/** Strangers' ids fill this too: it has to be bounded. */
const REMEMBERED = 10_000;
/** A use is written down this often at most. */
const NOTE_EVERY: Millis = 10 * MINUTE;

interface Remembered {
  readonly at: Instant;
  readonly found: Promise<Found | null>;
  /** The secret that was shown and is the right one: to hash it anew took 3.6 % of a thread full of posts of one event. */
  proved?: string;
}

/** Tells who someone is from the secret they show. Answers are remembered for two seconds, so that ingest asks no query per request. */
export class Doorkeeper {
  private readonly remembered = new Map<string, Remembered>();
  private readonly noted = new Map<string, Instant>();

  constructor(private readonly credentials: Credentials, private readonly clock: Clock) {}

  now(): Instant {
    return this.clock.now();
  }

  /** `via`: a cookie holds a session and nothing else; a session's secret is no bearer token. */
  async identify(text: string, via: 'bearer' | 'cookie'): Promise<Result<Holder, Refusal>> {
    const shown = parseSecret(text);
    if (shown === null || shown.kind === 'login-link' || (shown.kind === 'session') !== (via === 'cookie')) {
      return refused(via === 'cookie' ? refusals.sessionOver : refusals.malformed);
    }
    try {
      const remembered = this.recall(shown.id);
      const found = await remembered.found;
      if (found === null || found.credential.kind !== shown.kind || !isProved(remembered, shown, found)) {
        return refused(via === 'cookie' ? refusals.sessionOver : refusals.unknown);
      }
      const holder = holderOf(found, this.clock.now());
      return holder.ok ? ok(await this.noteUse(holder.value, found)) : holder;
    } catch (error) {
      if (error instanceof CredentialsUnavailable) return refused(refusals.unavailable);
      throw error;
    }
  }

  private recall(id: string): Remembered {
    const now = this.clock.now();
    const known = this.remembered.get(id);
    if (known !== undefined && Math.abs(now - known.at) < FRESH) return known;
    const recalled: Remembered = { at: now, found: this.credentials.find([id]).then(([first]) => first ?? null) };
    this.remembered.delete(id);
    this.remembered.set(id, recalled);
    recalled.found.catch(() => this.remembered.delete(id));
    forgetOldest(this.remembered);
    return recalled;
  }

  private async noteUse(holder: Holder, { credential }: Found): Promise<Holder> {
    const now = this.clock.now();
    const last = this.noted.get(credential.id) ?? credential.lastUsedAt ?? -Infinity;
    if (Math.abs(now - last) < NOTE_EVERY) return holder;
    this.noted.delete(credential.id);
    this.noted.set(credential.id, now);
    forgetOldest(this.noted);
    if (holder.is === 'source' || holder.by === 'token') {
      await this.credentials.noteUse(credential.id, now);
      return holder;
    }
    await this.credentials.noteUse(credential.id, now, livesUntil(credential.createdAt, now));
    this.forget(credential.id);
    return { ...holder, prolonged: true };
  }

  /** What was just changed in here need not be waited for. */
  forget(id: string): void {
    this.remembered.delete(id);
  }
}

function isProved(remembered: Remembered, shown: Shown, { credential }: Found): boolean {
  if (remembered.proved !== undefined) return isSame(shown.secret, remembered.proved);
  if (!matches(shown, credential.hash)) return false;
  remembered.proved = shown.secret;
  return true;
}

/** What a credential is good for at this instant. */
export function holderOf({ credential, account }: Found, now: Instant): Result<Holder, Refusal> {
  const isSession = credential.kind === 'session';
  if (credential.revokedAt !== null || account?.disabled === true) return refused(isSession ? refusals.sessionOver : refusals.revoked);
  if (credential.expiresAt !== null && now >= credential.expiresAt) return refused(isSession ? refusals.sessionOver : refusals.expired);
  switch (credential.kind) {
    case 'ingest-key':
      return ok({ is: 'source', credential: credential.id, source: credential.source });
    case 'token':
      return ok({ is: 'reader', by: 'token', credential: credential.id, reader: { who: credential.label, ...credential.grant } });
    case 'session': {
      if (account === null) return refused(refusals.sessionOver);
      const { user, role, queues, teams, actsFor } = account;
      return ok({ is: 'reader', by: 'session', credential: credential.id, reader: { who: user, role, queues, teams, actsFor } });
    }
    case 'login-link':
      return refused(refusals.linkSpent);
  }
}

function forgetOldest(map: Map<string, unknown>): void {
  if (map.size <= REMEMBERED) return;
  for (const oldest of map.keys()) return void map.delete(oldest);
}

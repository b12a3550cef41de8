import { DAY, HOUR, MINUTE, SECOND, type Instant, type Millis } from '../domain/time.js';
import type { AccessParts } from './parts.js';
import { newSecret } from './secret.js';

/** A session ends when it was not used for this long … */
export const SESSION_IDLE: Millis = 12 * HOUR;
/** … and at the latest after this. */
export const SESSION_LONGEST: Millis = 7 * DAY;
export const LINK_LIVES: Millis = 15 * MINUTE;

/** Ended sessions and links stay listed for this long. */
const KEPT_AFTER_END: Millis = 30 * DAY;

export function livesUntil(startedAt: Instant, usedAt: Instant): Instant {
  return Math.min(usedAt + SESSION_IDLE, startedAt + SESSION_LONGEST);
}

/** Returns the secret that the cookie holds. */
export async function startSession({ credentials, clock, chance }: AccessParts, owner: string): Promise<string> {
  const now = clock.now();
  const { id, text, hash } = newSecret('session', chance);
  await credentials.forgetEnded(now - KEPT_AFTER_END);
  await credentials.add({
    kind: 'session', id, hash, owner, createdAt: now, expiresAt: livesUntil(now, now), lastUsedAt: now, revokedAt: null,
  });
  return text;
}

/** The prefix makes browsers refuse the cookie unless it is Secure, of this host alone and for the whole site. */
function cookieName(secure: boolean): string {
  return secure ? '__Host-earshot_session' : 'earshot_session';
}

export function sessionCookie(text: string, secure: boolean): string {
  return cookie(text, secure, SESSION_IDLE);
}

export function endedCookie(secure: boolean): string {
  return cookie('', secure, 0);
}

/** Reads the header itself, because a socket's handshake never passes Fastify. */
export function sessionIn(cookies: string | undefined, secure: boolean): string | undefined {
  const start = `${cookieName(secure)}=`;
  const pair = cookies?.split(';').map(each => each.trim()).find(each => each.startsWith(start));
  return pair?.slice(start.length) || undefined;
}

/** The value holds letters, digits, - and _ only: nothing to be escaped. */
function cookie(value: string, secure: boolean, lives: Millis): string {
  return `${cookieName(secure)}=${value}; Max-Age=${lives / SECOND}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

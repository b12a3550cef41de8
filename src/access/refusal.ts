import type { Problem } from '../contract/session.js';
import type { Millis } from '../domain/time.js';

/** Why someone is not let in. `unproven`: we don't know who asks (401); `forbidden`: we do, and they may not (403). */
export interface Refusal {
  readonly is: 'unproven' | 'forbidden' | 'too-soon' | 'unavailable';
  readonly what: string;
  readonly do: string;
  readonly retryAfterMs?: Millis;
}

export const statusOf: Readonly<Record<Refusal['is'], number>> = { unproven: 401, forbidden: 403, 'too-soon': 429, unavailable: 503 };

export function problemOf(refusal: Refusal): Problem {
  return { error: { what: refusal.what, do: refusal.do } };
}

const unproven = (what: string, advice: string): Refusal => ({ is: 'unproven', what, do: advice });
const forbidden = (what: string, advice: string): Refusal => ({ is: 'forbidden', what, do: advice });

const signInAgain = 'Sign in again.';

export const refusals = {
  nobody: unproven('Nobody is signed in.', 'Sign in, or send a bearer token (npm run earshot -- tokens create --role supervisor).'),
  noKey: unproven('This request carries no ingest key.', 'Send "Authorization: Bearer ers_…". Make a key with: npm run earshot -- keys create --source NAME.'),
  malformed: unproven('The Authorization header is not "Bearer" and a key or token of Earshot.', 'Send "Authorization: Bearer ers_…" (ingest) or "Bearer ert_…" (reading), whole and without quotes.'),
  unknown: unproven('This key or token is not known here.', 'Check that it was copied whole and belongs to this server, or make a new one.'),
  revoked: unproven('This key or token was revoked.', 'Make a new one with npm run earshot -- keys create or tokens create.'),
  expired: unproven('This token has expired.', 'Make a new one with npm run earshot -- tokens create.'),
  sessionOver: unproven('Your session has ended.', signInAgain),
  rightsChanged: unproven('What you may see has changed.', 'Load the page again.'),
  noMatch: unproven('That name and password do not match.', 'Check both; capitals count in the password.'),
  linkSpent: unproven('This login link does not work: it was used, has expired, or is not whole.', 'Make a new one with: npm run earshot -- users link NAME.'),
  wantsKey: forbidden('This is not an ingest key.', 'Send events with an ingest key (ers_…): npm run earshot -- keys create --source NAME.'),
  wantsReader: forbidden('An ingest key opens nothing but the door for events.', 'Read with a bearer token (ert_…): npm run earshot -- tokens create --role supervisor.'),
  noPolicy: forbidden('This address has no rule about who may use it.', 'Tell whoever develops Earshot: its handler needs @Allow or @Public.'),
  foreign: forbidden('This request comes from another site.', 'Open Earshot under its own address; if that is what you did, add the address to EARSHOT_PUBLIC_URL.'),
  unavailable: { is: 'unavailable', what: 'Keys and sessions cannot be checked now: the database does not answer.', do: 'Try again in a moment.', retryAfterMs: 2_000 },
  stopping: { is: 'unavailable', what: 'Nothing was taken: the server is being stopped.', do: 'Send the same again after the time that Retry-After names.', retryAfterMs: 5_000 },
  busy: { is: 'too-soon', what: 'Too many people are signing in at this moment.', do: 'Try again in a few seconds.', retryAfterMs: 5_000 },
} as const satisfies Record<string, Refusal>;

export function notYours(role: string): Refusal {
  return forbidden(`The role ${role} may not do this.`, 'Ask an administrator of Earshot for another role or for someone who may.');
}

/** `retryAfterMs`: when there is room for one more. */
export function tooMuch(retryAfterMs: Millis): Refusal {
  return {
    is: 'too-soon', what: 'Too many requests came in the last minute.', retryAfterMs,
    do: `Send the next in ${Math.ceil(retryAfterMs / 1_000)} s, and events in batches of up to some thousands. An administrator may allow more with EARSHOT_LIMIT_PER_KEY, EARSHOT_LIMIT_PER_ADDRESS and EARSHOT_LIMIT_HANDSHAKES.`,
  };
}

export function tooSoon(retryAfterMs: Millis): Refusal {
  const wait = Math.ceil(retryAfterMs / 1_000);
  return { is: 'too-soon', what: 'Too many failed attempts to sign in.', do: `Wait ${wait} s, then try again.`, retryAfterMs };
}

import { ok, refused, type Result } from '../domain/result.js';
import type { Policy } from './allow.js';
import type { Doorkeeper, Holder } from './doorkeeper.js';
import { provenanceOf } from './origin.js';
import { notYours, refusals, type Refusal } from './refusal.js';
import { mayPerform } from './scope.js';
import { sessionIn } from './sessions.js';
import type { AccessSettings } from './settings.js';

/** What of a request decides. */
export interface Asked {
  readonly method: string;
  readonly headers: {
    readonly authorization?: string | undefined;
    readonly cookie?: string | undefined;
    readonly origin?: string | undefined;
    readonly host?: string | undefined;
    readonly [header: string]: string | readonly string[] | undefined;
  };
}

export interface Door {
  readonly doorkeeper: Doorkeeper;
  readonly settings: AccessSettings;
}

const READING = ['GET', 'HEAD', 'OPTIONS'];

/** The one decision about every request. Null: let in without being anyone. */
export async function admit(door: Door, policy: Policy | undefined, asked: Asked): Promise<Result<Holder | null, Refusal>> {
  if (policy === undefined) return refused(refusals.noPolicy);
  const bearer = bearerIn(policy, asked.headers);
  const changes = !READING.includes(asked.method);
  const provenance = provenanceOf(asked.headers.origin, asked.headers.host, door.settings.publicUrls);
  // A browser sends cookies by itself, a bearer token never: only without one can another site's page have made the request.
  if (changes && bearer === undefined && provenance === 'foreign') return refused(refusals.foreign);
  if (policy.is === 'public') return ok(null);

  const cookie = policy.is === 'ingest' ? undefined : sessionIn(asked.headers.cookie, door.settings.secure);
  if (bearer === undefined && cookie === undefined) return refused(policy.is === 'ingest' ? refusals.noKey : refusals.nobody);
  if (bearer === undefined && changes && provenance === 'unsaid') return refused(refusals.foreign);
  const holder = bearer === undefined ? await door.doorkeeper.identify(cookie ?? '', 'cookie') : await byBearer(door.doorkeeper, bearer);
  return holder.ok ? suits(policy, holder.value) : holder;
}

/** A key in a header of its own counts as if it stood in Authorization. */
function bearerIn(policy: Policy, headers: Asked['headers']): string | undefined {
  const own = policy.is === 'ingest' && policy.keyIn !== undefined ? headers[policy.keyIn.header] : undefined;
  return typeof own === 'string' ? `Bearer ${own}` : headers.authorization;
}

export async function byBearer(doorkeeper: Doorkeeper, header: string): Promise<Result<Holder, Refusal>> {
  const token = /^bearer +(\S+)$/i.exec(header)?.[1];
  return token === undefined ? refused(refusals.malformed) : doorkeeper.identify(token, 'bearer');
}

export function suits(policy: Policy, holder: Holder): Result<Holder, Refusal> {
  if (policy.is === 'public') return ok(holder);
  if (policy.is === 'ingest') return holder.is === 'source' ? ok(holder) : refused(refusals.wantsKey);
  if (holder.is === 'source') return refused(refusals.wantsReader);
  return mayPerform(holder.reader, policy.action) ? ok(holder) : refused(notYours(holder.reader.role));
}

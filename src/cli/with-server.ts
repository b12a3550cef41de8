import { IMPORTS } from '../access/keyed-sources.js';
import { createKey, revokeKey } from '../access/keys.js';
import { readServerFile } from '../app/server-file.js';
import type { EarshotEvent } from '../domain/event.js';
import type { IntakeAnswer } from '../ports/intake.js';
import { toCloudEvent } from '../views/cloud-event.js';
import { startOwnServer } from './own-server.js';
import { mustBe } from './say.js';
import { settingsOfCommand, withCredentials } from './with-database.js';

/** Hands events over to a server: the one that runs on this data folder, else one that is started for as long as the command takes. */
export type HandOver = (events: readonly EarshotEvent[]) => Promise<IntakeAnswer>;

export interface Elsewhere {
  /** A server on another machine, and an ingest key of it. */
  readonly url?: string;
  readonly key?: string;
}

export async function withServer<Value>({ url, key }: Elsewhere, use: (handOver: HandOver) => Promise<Value>): Promise<Value> {
  if (url !== undefined) {
    if (key === undefined) throw new Error('An import into another server needs an ingest key of it. Give one with --key.');
    return use(handOverTo(url, key));
  }
  const settings = settingsOfCommand();
  const running = await readServerFile(settings.dataDir);
  if (running) return withKey((own) => use(handOverTo(running.url, own)));
  const server = await startOwnServer(settings);
  try {
    return await withKey((own) => use(handOverTo(server.url, own)));
  } finally {
    await server.stop();
  }
}

/** A key of this command's own, which dies with it. */
async function withKey<Value>(use: (key: string) => Promise<Value>): Promise<Value> {
  const { secret, listed } = await withCredentials(async (access) => mustBe(await createKey(access, { source: IMPORTS })));
  try {
    return await use(secret);
  } finally {
    await withCredentials((access) => revokeKey(access, listed.id));
  }
}

function handOverTo(url: string, key: string): HandOver {
  return async (events) => {
    const answer = await post(url, key, events);
    if (answer === undefined) return { taken: false, cause: 'busy', retryAfterMs: 1_000, reason: `the server at ${url} cannot be reached` };
    if (answer.status === 503 || answer.status === 429) {
      await answer.body?.cancel();
      return { taken: false, cause: 'busy', retryAfterMs: 1_000 * Math.max(1, Number(answer.headers.get('retry-after') ?? 1)), reason: 'the server is busy' };
    }
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The server at ${url} refused the import with ${answer.status}: ${text.slice(0, 400)}`);
    const { refused } = JSON.parse(text) as { refused: readonly { index: number; reason: string }[] };
    const first = refused[0];
    if (first) throw new Error(`The server refused ${refused.length} events of the import, the first because ${first.reason}.`);
    return { taken: true, position: 0 };
  };
}

async function post(url: string, key: string, events: readonly EarshotEvent[]): Promise<Response | undefined> {
  try {
    return await fetch(new URL('/ingest/events?history', url), {
      method: 'POST', body: JSON.stringify(events.map(toCloudEvent)),
      headers: { 'content-type': 'application/cloudevents-batch+json', authorization: `Bearer ${key}` },
    });
  } catch {
    return undefined;
  }
}

import type { Result } from '../../domain/result.js';
import { ok, refused } from '../../domain/result.js';
import type { Fields } from '../../ports/signed-post.js';

/** One CloudEvent of Event Streams. Twilio's samples hold a date in `datacontenttype`: none of the envelope but these is looked at. */
export interface Streamed {
  readonly id: string;
  readonly type: string;
  readonly time: string | undefined;
  readonly data: Json;
}
export type Json = Readonly<Record<string, unknown>>;

/** Event Streams batches up to 64 kB; this many events fit into no such post. */
const MOST = 1_000;

export function readStream(body: string): Result<readonly unknown[]> {
  let read: unknown;
  try {
    read = JSON.parse(body);
  } catch {
    return refused('The body is no JSON. Set the sink up as a webhook with method POST');
  }
  const events = Array.isArray(read) ? read as unknown[] : [read];
  return events.length > MOST ? refused(`The post holds more than ${MOST} events`) : ok(events);
}

export function readStreamed(given: unknown): Result<Streamed> {
  if (!isObject(given)) return refused('An event of the stream is no object');
  const { id, type, time, data } = given;
  if (typeof type !== 'string' || type === '' || type.length > 256) return refused('An event of the stream names no type');
  if (typeof id !== 'string' || id === '' || id.length > 128) return refused(`A ${type} has no id`);
  if (!isObject(data)) return refused(`A ${type} holds no data`);
  return ok({ id, type, time: typeof time === 'string' ? time : undefined, data });
}

/** Under the names that the form of the same report has: `task_sid` → `TaskSid`, `eventtype` → `EventType`; what is no text as its JSON. */
export function asFields(json: Json): Fields {
  const entries = Object.entries(json).flatMap(([name, value]) => (value === null || value === undefined ? [] : [[nameIn(name), asText(value)] as const]));
  return Object.assign(Object.create(null) as Record<string, string>, Object.fromEntries(entries));
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameIn(name: string): string {
  if (name === 'eventtype') return 'EventType';
  return name.split('_').map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value) ?? '';
}

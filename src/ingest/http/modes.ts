import type { EarshotEvent } from '../../domain/event.js';
import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import { MOST_KEPT } from '../../ports/adapter.js';
import type { MayTell } from '../../access/keyed-sources.js';
import type { Left } from '../../ports/adapter.js';
import { readCloudEvent } from '../cloud-event.js';

/** What one post holds: events, and items that cannot be taken, by their index. */
export interface Posted {
  readonly events: readonly EarshotEvent[];
  readonly left: readonly Left[];
}

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Most events one post may hold. */
export const MOST_EVENTS = 10_000;

export type Unreadable = { readonly status: 400 | 413 | 415; readonly what: string; readonly do: string };

/** When it is read, and for whom its sender may speak. */
export interface Reading {
  readonly now: number;
  readonly mayTell: MayTell;
}

/** Reads a post in any mode: CloudEvents binary, structured and batched, plain JSON arrays, and NDJSON. */
export function readPost(headers: Headers, body: string, reading: Reading): Result<Posted, Unreadable> {
  const type = String(headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  switch (type) {
    case 'application/cloudevents+json':
      return fromJson(body, (value) => ok([value]), reading);
    case 'application/cloudevents-batch+json':
      return fromJson(body, listOf, reading);
    case 'application/x-ndjson':
    case 'application/ndjson':
    case 'application/jsonl':
      return fromLines(body, reading);
    case 'application/json':
      return 'ce-id' in headers || 'ce-type' in headers
        ? fromJson(body === '' ? '{}' : body, (data) => ok([{ ...attributesOf(headers), data }]), reading)
        : fromJson(body, (value) => ok(Array.isArray(value) ? value : [value]), reading);
    default:
      if (type === '' && body === '' && 'ce-id' in headers) return read([{ ...attributesOf(headers) }], reading);
      return refused({
        status: 415, what: `Events cannot be read from content of type "${type}".`,
        do: 'Send application/cloudevents+json, application/cloudevents-batch+json, application/x-ndjson, or application/json with ce- headers.',
      });
  }
}

function fromJson(body: string, itemsOf: (value: unknown) => Result<unknown[], Unreadable>, reading: Reading): Result<Posted, Unreadable> {
  let value: unknown;
  try {
    value = JSON.parse(withoutMark(body));
  } catch (error) {
    return refused({ status: 400, what: `The body is no JSON: ${(error as Error).message}.`, do: 'Send one JSON document in UTF-8.' });
  }
  const items = itemsOf(value);
  return items.ok ? read(items.value, reading) : items;
}

/** Some senders begin a file with a byte order mark. */
function withoutMark(body: string): string {
  return body.startsWith('\uFEFF') ? body.slice(1) : body;
}

function listOf(value: unknown): Result<unknown[], Unreadable> {
  if (Array.isArray(value)) return ok(value);
  return refused({ status: 400, what: 'A batch must be a JSON array of events.', do: 'Wrap the events in [ ], or send a single one as application/cloudevents+json.' });
}

function fromLines(body: string, reading: Reading): Result<Posted, Unreadable> {
  const lines = body.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  if (lines.length > MOST_EVENTS) return tooMany(lines.length);
  return ok(sorted(lines, (line) => readLine(line, reading)));
}

/** One line of NDJSON. */
export function readLine(line: string, reading: Reading): Result<EarshotEvent> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return refused(`the line is no JSON: ${(error as Error).message}`);
  }
  return readOne(value, reading);
}

function read(items: readonly unknown[], reading: Reading): Result<Posted, Unreadable> {
  if (items.length > MOST_EVENTS) return tooMany(items.length);
  return ok(sorted(items, (item) => readOne(item, reading)));
}

/** One event, of a source that its sender may speak for. */
export function readOne(given: unknown, { now, mayTell }: Reading): Result<EarshotEvent> {
  const event = readCloudEvent(given, now);
  return !event.ok || mayTell(event.value.source) ? event : refused(`source: this key is another source's than ${event.value.source}, which has keys of its own; send with one of those`);
}

/** Into what is taken and what is not. Nothing here holds on to more of the post than is kept of it: ten thousand refused are 5 MB. */
function sorted<Item>(items: readonly Item[], readOne: (item: Item) => Result<EarshotEvent>): Posted {
  const events: EarshotEvent[] = [];
  const left: Left[] = [];
  const reasons = new Map<string, string>();
  for (const [index, item] of items.entries()) {
    const event = readOne(item);
    if (event.ok) {
      events.push(event.value);
      continue;
    }
    // What is wrong with all of them is said once in memory.
    const reason = reasons.get(event.reason) ?? event.reason;
    reasons.set(reason, reason);
    left.push({ index, reason, sent: left.length < MOST_KEPT ? item : null });
  }
  return { events, left };
}

function tooMany(count: number): Result<never, Unreadable> {
  return refused({ status: 413, what: `The post holds ${count} events; ${MOST_EVENTS} are the most.`, do: 'Send them in several posts.' });
}

/** Binary mode: the attributes travel as ce- headers, percent-encoded. */
function attributesOf(headers: Headers): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith('ce-') || typeof value !== 'string') continue;
    attributes[name.slice(3)] = decoded(value);
  }
  return attributes;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

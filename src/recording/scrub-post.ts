import type { StandIns } from '../ports/recording.js';
import { callIn, scrubbedValue } from './scrub-value.js';

/** A post to an ingest route, without its proof: no header that could hold one is ever kept. */
export interface RecordedPost {
  /** With its query. */
  readonly path: string;
  readonly type: string;
  /** What a sender says of the post itself: CloudEvents' own headers, a request's id. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Headers that say something of what is posted and nothing of who posts. */
const KEPT = /^(?:ce-[\w-]+|x-amz-firehose-request-id|i-twilio-idempotency-token)$/;

export function keptHeaders(headers: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => KEPT.test(entry[0]) && typeof entry[1] === 'string'));
}

/** The mapping by which a post is read: its words, and the fields that it looks at; undefined for platforms of their own. */
export interface Reading {
  readonly vocabulary: ReadonlySet<string>;
  readonly read: ReadonlySet<string> | undefined;
}

export function scrubbedPost({ path, type, headers, body }: RecordedPost, standIns: StandIns, reading: Reading): RecordedPost {
  const [where = '', query] = path.split('?');
  const call = headers['ce-subject'] ?? '';
  return {
    path: query === undefined ? where : `${where}?${scrubbedForm(query, standIns, reading)}`,
    type,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, standIns.text(value)])),
    body: /^application\/x-www-form-urlencoded\b/i.test(type) ? scrubbedForm(body, standIns, reading) : scrubbedDocument(body, standIns, reading, call),
  };
}

function scrubbedForm(text: string, standIns: StandIns, reading: Reading): string {
  const fields = [...new URLSearchParams(text)];
  const call = callIn(Object.fromEntries(fields));
  return new URLSearchParams(fields.map(([name, value]): [string, string] => [standIns.text(name), String(scrubbedValue(value, { standIns, ...reading, call }, [name]))])).toString();
}

/** JSON, or lines of it. What is neither may be anything, and only its length is kept. */
function scrubbedDocument(text: string, standIns: StandIns, reading: Reading, call: string): string {
  const one = scrubbedJson(text, standIns, reading, call);
  if (one !== undefined) return one;
  return text.split('\n').map((line) => (line.trim() === '' ? line : scrubbedJson(line, standIns, reading, call) ?? line.replaceAll(/[\p{L}\p{N}]/gu, 'x'))).join('\n');
}

function scrubbedJson(text: string, standIns: StandIns, reading: Reading, call: string): string | undefined {
  let given: unknown;
  try {
    given = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    return undefined;
  }
  const on = (thing: unknown) => ({ standIns, ...reading, call: callIn(thing) || call });
  return JSON.stringify(Array.isArray(given) ? given.map((each: unknown) => scrubbedValue(each, on(each))) : scrubbedValue(given, on(given)));
}

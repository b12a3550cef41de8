import type { KeyIn } from '../../access/allow.js';
import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { Instant } from '../../domain/time.js';

/** What Firehose posts: https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html */
export interface FirehosePost {
  readonly requestId: string;
  readonly records: readonly unknown[];
}

/** The one form in which Firehose takes an answer; without `errorMessage` it is an acknowledgement. */
export interface FirehoseAnswer {
  readonly requestId: string;
  /** When it was dealt with, in milliseconds since 1970. */
  readonly timestamp: Instant;
  readonly errorMessage?: string;
}

type Headers = Readonly<Record<string, unknown>>;

/** The header's id is the same in every attempt, and is what the answer has to repeat. */
export function firehosePostIn(headers: Headers, body: unknown): Result<FirehosePost> {
  const parsed = parse(body);
  if (!parsed.ok) return parsed;
  const { requestId, records } = (typeof parsed.value === 'object' && parsed.value !== null ? parsed.value : {}) as Readonly<Record<string, unknown>>;
  if (!Array.isArray(records)) return refused('The body has no records. Send what Firehose sends: {requestId, timestamp, records: [{data}]}.');
  return ok({ requestId: requestIdIn(headers) ?? (typeof requestId === 'string' ? requestId : ''), records });
}

export function answerOf(requestId: string, timestamp: Instant, errorMessage?: string): FirehoseAnswer {
  // Firehose takes no more than 8 KB of it.
  return { requestId, timestamp, ...(errorMessage === undefined ? {} : { errorMessage: errorMessage.slice(0, 2_000) }) };
}

export function requestIdIn(headers: Headers): string | undefined {
  const id = headers['x-amz-firehose-request-id'];
  return typeof id === 'string' && id !== '' ? id.slice(0, 256) : undefined;
}

/** Firehose has a header of its own for the key, and shows the reason in its error log only when it stands in `errorMessage`. */
export const firehoseKey: KeyIn = {
  header: 'x-amz-firehose-access-key',
  refusal: ({ error }, headers, now) => answerOf(requestIdIn(headers) ?? '', now, `${error.what} ${error.do}`),
};

function parse(body: unknown): Result<unknown> {
  try {
    return ok(JSON.parse(typeof body === 'string' ? body : ''));
  } catch {
    return refused('The body is no JSON. Choose "Raw" or GZIP as content encoding in Firehose, and nothing that transforms it.');
  }
}

import type { Instant } from '../../domain/time.js';
import type { Fields } from '../../ports/signed-post.js';
import { isObject, readStream } from './event-stream.js';
import type { TwilioPost } from './translate.js';

/** What was sent under the index that the translation refused, field by field: so it is kept without what callers typed. */
export function sentAt(post: TwilioPost, index: number): unknown {
  if (post.is !== 'stream') return post;
  const stream = readStream(post.body);
  return stream.ok ? { is: 'stream', at: post.at, event: stream.value[index] } : { is: 'stream', at: post.at, unread: post.body };
}

/** The post back from what was kept of it, as if it were the only one; undefined for what is none. */
export function postOf(kept: unknown, now: Instant): TwilioPost | undefined {
  if (!isObject(kept)) return undefined;
  const at = typeof kept['at'] === 'number' ? kept['at'] : now;
  const fields = fieldsIn(kept['fields']);
  switch (kept['is']) {
    case 'call':
      return { is: 'call', fields, hints: fieldsIn(kept['hints']), id: typeof kept['id'] === 'string' ? kept['id'] : String(at), at };
    case 'task-router':
      return { is: 'task-router', fields, at };
    case 'stream':
      return { is: 'stream', at, body: kept['event'] === undefined ? String(kept['unread']) : JSON.stringify([kept['event']]) };
    default:
      return undefined;
  }
}

function fieldsIn(kept: unknown): Fields {
  return isObject(kept) ? Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === 'string')) : {};
}

import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { Instant } from '../../domain/time.js';
import { fieldsOf, instantIn, objectIn, textIn } from './fields.js';
import type { Fields } from './fields.js';

/** One message of Genesys Cloud's: which topic it is of, and what it says. */
export interface Notice {
  /** `customer.start`, `acd.end` … of a conversation; `activity` of a user; else the topic, its id left out. */
  readonly kind: string;
  readonly body: Fields;
  /** When EventBridge was handed it, where that is known. */
  readonly sentAt: Instant | undefined;
}

const CONVERSATION = /^v2\.detail\.events\.conversation\.[^.]+\.(.+)$/;
const USER = /^v2\.users\.[^.]+\.(.+)$/;
const ID = /\.(?:\{id\}|[\da-f]{8}-[\da-f-]{27})(?=\.|$)/gi;

/** EventBridge's envelope, or what stood in its `detail`, which is also what the notification websocket sends. */
export function noticeIn(document: unknown): Result<Notice> {
  const envelope = fieldsOf(document);
  const detail = envelope['detail'] === undefined ? envelope : objectIn(envelope, 'detail');
  const topic = textIn(detail, 'topicName') ?? textIn(envelope, 'detail-type') ?? '';
  const body = detail['eventBody'] === undefined ? detail : objectIn(detail, 'eventBody');
  if (topic === '') return refused('It says neither detail-type nor topicName, so nobody can tell what happened. Send the event whole, or its detail whole.');
  return ok({ kind: kindOf(topic), body, sentAt: instantIn(envelope, 'time') ?? instantIn(detail, 'timestamp') });
}

function kindOf(topic: string): string {
  const conversation = CONVERSATION.exec(topic)?.[1];
  if (conversation !== undefined) return conversation;
  return USER.exec(topic)?.[1] === 'activity' ? 'activity' : topic.replaceAll(ID, '');
}

const SPOKEN_OR_WRITTEN = ['subject', 'wrapupNotes', 'callbackUserName', 'attributes', 'presenceMessage'];

/** Deeper than any message: past it nothing is kept. */
const DEEPEST = 16;

/** As it may be kept for a later look: without what people wrote. Numbers are made unreadable where it is kept. */
export function withoutWords(document: unknown, depth = 0): unknown {
  if (typeof document !== 'object' || document === null) return document;
  if (depth >= DEEPEST) return '…';
  if (Array.isArray(document)) return document.map((each) => withoutWords(each, depth + 1));
  const kept = Object.entries(document).filter(([name]) => !SPOKEN_OR_WRITTEN.includes(name));
  return Object.fromEntries(kept.map(([name, held]) => [name, name === 'detail' || name === 'eventBody' ? withoutWords(held, depth + 1) : held]));
}

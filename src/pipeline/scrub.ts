import type { Pseudonyms } from '../ports/privacy.js';
import { isNumberToCall, isSecretField, masked } from '../domain/mask.js';
import { MENU_KEY } from './menu-key.js';

/** Deeper than any sender needs, as for events. */
export const DEEPEST = 16;
/** Fields in which senders put what a caller typed or said. */
const TYPED = /digit|dtmf|input|typed|entered|keyed|pin$|pin_|passcode|speech|utterance|transcript|result|answer|value|body|text/i;
/** Fields that name things of a platform's own, or tell a time: what stands in them is in the log as well. */
const NAMED = /(?:^|[_-])(?:id|sid|uuid|arn|subject|source|type|specversion|sequence)$|(?:[a-z](?:Id|Sid|Uuid|UUID|Arn|ARN|Type))$|^ids?$|-(?:ID|UUID|Sequence)$|(?:[uU]nique|[lL]inked)id$|(?:[tT]ime|[sS]tamp(?:Ms)?|[dD]ate|[a-z]At|_at)$/;
/** Of those, the ones that tell a time: anything else that stands there is no time. */
const TIMED = /(?:[tT]ime|[sS]tamp(?:Ms)?|[dD]ate|[a-z]At|_at)$/;
const A_TIME = /^\d{4}-\d\d-\d\d|^1\d{9}(?:\d{3}|\d{6}|\.\d+)?$|^[A-Z][a-z]{2},? /;
/** Named like an id, and a telephone number all the same. */
const CALLER_ID = /(?:caller|calling|callee|phone)[_-]?id$/i;
const WHOLE_NUMBER = /^\+?\d{7,15}$/;

/**
 * What was refused, in a form that may be kept and be read again: a number becomes the key that the caller has everywhere
 * else, what was typed keeps its length, and nothing else keeps a run of seven digits.
 */
export function scrubbed(sent: unknown, pseudonyms: Pseudonyms, field = '', depth = 0): unknown {
  if (typeof sent === 'string') return scrubbedText(sent, pseudonyms, field);
  if (typeof sent === 'number') return TYPED.test(field) ? scrubbedText(String(sent), pseudonyms, field) : isName(field) ? sent : masked(sent);
  if (typeof sent !== 'object' || sent === null) return sent;
  if (depth >= DEEPEST) return '…';
  if (Array.isArray(sent)) return sent.map((each) => scrubbed(each, pseudonyms, field, depth + 1));
  return Object.fromEntries(Object.entries(sent).map(([name, held]) => [masked(name) as string, isSecretField(name) && typeof held === 'string' ? '###' : scrubbed(held, pseudonyms, name, depth + 1)]));
}

function scrubbedText(text: string, pseudonyms: Pseudonyms, field: string): unknown {
  if (isName(field) && !isNumberToCall(text) && (!TIMED.test(field) || A_TIME.test(text))) return text;
  if (TYPED.test(field)) return MENU_KEY.test(text) ? text : text.replaceAll(/[\p{L}\p{N}]/gu, '#');
  if (isNumberToCall(text) || WHOLE_NUMBER.test(text)) return pseudonyms.customerOf(text) ?? masked(text);
  return masked(text);
}

function isName(field: string): boolean {
  return NAMED.test(field) && !CALLER_ID.test(field);
}

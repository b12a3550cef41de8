import type { RetryAnswer } from '../../../contract/sources.js';
import type { Answer } from '../../net/api.js';
import { plural } from '../../text/number.js';

/** What became of reading again, in a sentence. */
export function retryWords(answer: Answer<RetryAnswer>): string {
  if (!answer.ok) return `${answer.what} ${answer.do}`;
  const { taken, refused, reason } = answer.value;
  if (taken + refused === 0) return 'There was nothing to read again.';
  const took = taken === 0 ? 'None was taken' : `${plural(taken, 'thing')} taken`;
  return refused === 0 ? `${took}.` : `${took}, ${refused} refused again: ${reason ?? 'for several reasons'}`;
}

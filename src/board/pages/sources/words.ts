import type { RefusedLine, RetryAnswer } from '../../../contract/sources.js';
import type { Answer } from '../../net/api.js';
import { timeOrDay } from '../../text/clock-time.js';
import { plural } from '../../text/number.js';

/** What became of reading again, in a sentence. */
export function retryWords(answer: Answer<RetryAnswer>): string {
  if (!answer.ok) return `${answer.what} ${answer.do}`;
  const { taken, refused, reason } = answer.value;
  if (taken + refused === 0) return 'There was nothing to read again.';
  const took = taken === 0 ? 'None was taken' : `${plural(taken, 'thing')} taken`;
  return refused === 0 ? `${took}.` : `${took}, ${refused} refused again: ${reason ?? 'for several reasons'}`;
}

/** When it came, and when it was last tried, where that is another time. */
export function whenRefused({ firstAt, lastAt, times }: Pick<RefusedLine, 'firstAt' | 'lastAt' | 'times'>, now: number, zone: string): string {
  const came = timeOrDay(firstAt, now, zone);
  const often = times > 1 ? `${times} times since ${came}` : came;
  return lastAt === firstAt ? often : `${often}, last tried ${timeOrDay(lastAt, now, zone)}`;
}

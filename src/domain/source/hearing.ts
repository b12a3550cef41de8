import { hourOf } from '../place.js';
import { HOUR, MINUTE } from '../time.js';
import type { Instant, Millis } from '../time.js';
import { usualBetween } from './usual.js';
import type { Hours, UsualAt } from './usual.js';

/** What is known of a source when it is asked whether it is heard. */
export interface Heard {
  /** Undefined: nothing was ever heard live. */
  readonly lastAt: Instant | undefined;
  readonly hours: Hours;
  readonly usualAt: UsualAt;
  /** Since when its line is down. */
  readonly downSince?: Instant | undefined;
  /** What the settings say: silent after so long, whatever is usual. `isOpen`: whether they expect it at this hour at all. */
  readonly firm?: { readonly after: Millis; readonly isOpen: boolean } | undefined;
}

/**
 * `heard`; `quiet`: nothing lately, and nothing that should have come is missed; `silent`: it says nothing though it usually does;
 * `gap`: its line is down.
 */
export interface Hearing {
  readonly is: 'heard' | 'quiet' | 'silent' | 'gap';
  readonly since: Instant;
}

/** No source is called silent sooner, unless the settings say so. */
export const LATELY: Millis = 5 * MINUTE;
/**
 * So many events must be missed. They come in handfuls, some eight a call: with ten calls an hour a pause of half an hour is
 * nothing unusual, and of this many missed events none comes by chance once in two thousand times.
 */
const MISSED = 60;
/** It is asked of every quiet source all the time. A day and a bit: who fell silent at night is missed in the morning, and still in the evening. */
const FAR: Millis = 26 * HOUR;

export function hearingOf(heard: Heard, at: Instant): Hearing {
  const { lastAt, downSince, firm } = heard;
  if (downSince !== undefined) return { is: 'gap', since: downSince };
  if (lastAt === undefined) return { is: 'quiet', since: 0 };
  const silence = at - lastAt;
  if (firm !== undefined) return { is: silence <= firm.after ? 'heard' : firm.isOpen ? 'silent' : 'quiet', since: lastAt };
  if (silence <= LATELY) return { is: 'heard', since: lastAt };
  return { is: missed(heard, lastAt, at) >= MISSED ? 'silent' : 'quiet', since: lastAt };
}

/** How many events should have come since the last one: by what is usual, else as many as came before it. */
function missed({ hours, usualAt }: Heard, lastAt: Instant, at: Instant): number {
  return usualBetween(usualAt, Math.max(lastAt, at - FAR), at) ?? rateBefore(hours, lastAt) * (at - lastAt);
}

/** Events a millisecond in the hour of its last word and the one before; 0 where they are too few to call it a stream: somebody tried it out. */
function rateBefore({ counts, since }: Hours, lastAt: Instant): number {
  const hour = hourOf(lastAt);
  const from = Math.max(since, hour - HOUR);
  const events = (counts.get(hour) ?? 0) + (counts.get(hour - HOUR) ?? 0);
  return events < MISSED ? 0 : events / Math.max(10 * MINUTE, lastAt - from);
}

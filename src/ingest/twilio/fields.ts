import type { Instant } from '../../domain/time.js';
import { DAY, SECOND } from '../../domain/time.js';
import type { Fields } from '../../ports/signed-post.js';

/** Longer names and texts are cut: what is kept of every event must stay small. */
const LONGEST = 256;
const LONGEST_SPAN = (366 * DAY) / SECOND;

export function text(fields: Fields, name: string): string | undefined {
  const held = fields[name]?.trim();
  return held === undefined || held === '' ? undefined : held.slice(0, LONGEST);
}

/** One of Twilio's ids: two letters, and what they name. */
export function sid(fields: Fields, name: string): string | undefined {
  const held = fields[name];
  return held !== undefined && /^[A-Za-z]{2}[A-Za-z0-9]{2,62}$/.test(held) ? held : undefined;
}

/** A whole number of seconds or of anything else that is counted. */
export function count(fields: Fields, name: string): number | undefined {
  const held = fields[name];
  const number = held !== undefined && /^\d{1,9}(?:\.\d{1,9})?$/.test(held) ? Math.round(Number(held)) : undefined;
  return number === undefined || number > LONGEST_SPAN ? undefined : number;
}

/**
 * RFC 2822 (voice), ISO 8601 (Event Streams), seconds or milliseconds since 1970 (TaskRouter). Undefined for what is none, and for
 * what no clock can have shown: before 1970, or more than a day after the post came in.
 */
export function instant(held: string | undefined, receivedAt: Instant): Instant | undefined {
  if (held === undefined) return undefined;
  const at = /^\d{13}$/.test(held) ? Number(held) : /^\d{9,11}$/.test(held) ? Number(held) * SECOND : Date.parse(held);
  return Number.isSafeInteger(at) && at >= 0 && at <= receivedAt + DAY ? at : undefined;
}

/** A browser, or a desk phone under a name: an agent's device, no customer. A SIP address of digits is a caller on a trunk. */
export function isDevice(party: string | undefined): boolean {
  return party !== undefined && (/^client:/i.test(party) || /^sips?:(?!\+?\d{7,}[@;]?)/i.test(party));
}

import { createHash } from 'node:crypto';

/**
 * Every text from outside goes into a column through here, and nowhere else: one caller's strange name must not fail the
 * batch of 2,000 others. PostgreSQL refuses NUL and half surrogate pairs, and an index refuses texts past 2,700 bytes.
 * Different texts stay different: what is refused is written as SUB and four hex digits, what is long ends in its hash.
 */
export function toColumn(text: string): string {
  const escaped = escape(text);
  if (escaped.length <= LONGEST) return escaped;
  return `${escape(text.slice(0, SHOWN))}${SUB}#${createHash('sha256').update(escaped).digest('hex')}`;
}

/** The text that `toColumn` was given; for a long one its beginning and its hash, which is all that is left. */
export function fromColumn(column: string): string {
  return column.replace(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** A whole number that fits a bigint: a sender's half millisecond or 1e300 must not fail a batch either. */
export function toInteger(value: number): number {
  if (Number.isNaN(value)) return 0;
  return Math.trunc(Math.min(Math.max(value, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER));
}

const LONGEST = 200;
const SHOWN = 100;
const SUB = '\u001a';
// With the u flag a surrogate matches only when its other half is missing.
// oxlint-disable-next-line no-control-regex
const REFUSED = /[\0\u001a\ud800-\udfff]/gu;
// oxlint-disable-next-line no-control-regex
const ESCAPED = /\u001a([0-9a-f]{4})/g;

function escape(text: string): string {
  return text.replace(REFUSED, character => SUB + character.charCodeAt(0).toString(16).padStart(4, '0'));
}

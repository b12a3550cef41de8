/** Deeper than any sender needs; past it a value would overflow whoever walks it: JSON, the total order. */
const DEEPEST = 16;
/** Seven digits or more, however they are grouped: a telephone number, an account, a card. */
const LONG_NUMBER = /(?<![a-z\d])\+?\d(?:[ ()./-]{0,2}\d){6,}(?![a-z\d])/gi;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** Fields that hold what opens a door: nobody needs it here. */
const SECRET = /passw|passphrase|secret|token|api[_-]?key|private[_-]?key|authoriz|credential|^(?:pass|pwd)$/i;
const HIDDEN = '###';
/** The same in text, with what stands behind it; and what is a secret by its own look. */
const SECRET_IN_TEXT = /((?:password|passwd|secret|token|api[_-]?key|authorization)["']?\s{0,4}[:=]\s{0,4}["']?)[^\s"',;&}]+/gi;
const LOOKS_SECRET = /\b(?:[sr]k_(?:live|test)_\w+|whsec_[\w+/=]+|er[a-z]_\w{6,}_[\w-]+|bearer\s[\w.~+/-]{8,}=*)/gi;

/** "token=x": what is shorter holds none. */
const SHORTEST_SECRET = 7;

/**
 * What a sender puts into fields that we do not know, or into free text, is kept; but not the digits of a number that
 * could be a caller's or was typed by one. Their count stays: "+## ### #######".
 */
export function masked(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskedText(value);
  if (typeof value === 'number') return isLongNumber(value) ? String(value).replaceAll(/\d/g, '#') : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return '…';
  if (Array.isArray(value)) return value.map((each) => masked(each, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [maskedText(name), isSecretField(name) && typeof held !== 'boolean' ? HIDDEN : masked(held, depth + 1)]));
}

/** A sender's field that is named like a password or a key: neither kept nor shown. */
export function isSecretField(name: string): boolean {
  return SECRET.test(name);
}

/** A text whose digits are needed, such as a name of ours or why something was refused, without what opens a door. */
export function withoutSecrets(text: string): string {
  return text.length < SHORTEST_SECRET ? text : text.replaceAll(LOOKS_SECRET, HIDDEN).replaceAll(SECRET_IN_TEXT, `$1${HIDDEN}`);
}

function maskedText(text: string): string {
  return withoutSecrets(text).replaceAll(LONG_NUMBER, (found) => (DATE.test(found) ? found : found.replaceAll(/\d/g, '#')));
}

/** Milliseconds since 1970, of this century, are no number to call. */
function isLongNumber(value: number): boolean {
  const size = Math.abs(value);
  return Number.isInteger(value) && size >= 1e6 && (size < 1e12 || size > 4.2e12);
}

/** A number to call where an id was asked for: "+49 151 …", "tel:…", "sip:…", "(415) 555 …". Digits alone may be a customer's id. */
export function isNumberToCall(text: string): boolean {
  if (/^\s*(?:\+|tel:|sips?:)/i.test(text)) return text.replaceAll(/\D/g, '').length >= 5;
  // Sign by sign, then any of some: in one expression a row of blanks before a letter is looked at as often as it is long.
  return /^[\d\s()./-]+$/.test(text) && /[\s()]/.test(text) && text.replaceAll(/\D/g, '').length >= 7;
}

/** Values, lines and fields that one post may hold: 10,000 events of some thirty fields each. */
export const MOST_VALUES = 300_000;
/** Shorter texts hold no more than fits anyway, and nearly all posts are shorter: they are not looked at. */
const SHORT = 256 * 1_024;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
const AMPERSAND = 0x26;
const BEGINS_VALUE = new Set([0x2c, 0x5b, 0x7b]);

/**
 * Whether a text would become more values than one post may: six megabytes of `{},{},` are two hundred in memory, before
 * anyone could count them. Of JSON what stands outside of its strings counts; of other texts lines and a form's fields too.
 */
export function holdsTooMany(text: string, isJson: boolean): boolean {
  if (text.length <= SHORT) return false;
  let count = 0;
  let isInString = false;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code === QUOTE) isInString = !isInString;
    else if (code === BACKSLASH) place += isInString ? 1 : 0;
    // No string goes over a line's end: what the line before left open must not hide the next.
    else if (code === NEWLINE) isInString = false;
    if (isJson ? !isInString && BEGINS_VALUE.has(code) : code === NEWLINE || code === AMPERSAND || (!isInString && BEGINS_VALUE.has(code))) count += 1;
    if (count > MOST_VALUES) return true;
  }
  return false;
}

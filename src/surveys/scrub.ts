/** As long as a long text message; what is longer was not typed by a thumb. */
export const LONGEST_COMMENT = 1_000;
const ADDRESS = /[^\s@<>]{1,64}@[^\s@<>]{1,255}/gu;
/** Digits, also with the signs between that people group them by. */
const DIGITS = /\p{Nd}(?:[ ./()-]{0,2}\p{Nd}){2,}/gu;

/**
 * A free line as it is kept: without accounts, numbers, cards and addresses. Three digits in a row or more are blotted out,
 * which takes a house number and a year along with the PIN; "waited 45 minutes" stays. Undefined where nothing is left.
 */
export function scrub(text: string): string | undefined {
  const wellFormed = text.replaceAll(/[\ud800-\udfff]/gu, ' ').normalize('NFC');
  const clean = wellFormed.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim().slice(0, LONGEST_COMMENT);
  const kept = clean.replaceAll(ADDRESS, '@').replaceAll(DIGITS, (found) => found.replaceAll(/\p{Nd}/gu, '#'));
  return kept === '' ? undefined : kept;
}

/** Turns a caller's number into a key that says "the same caller" and nothing else. */
export interface Pseudonyms {
  /** A keyed hash of the number in its E.164 form; undefined for withheld and unusable numbers: those callers are never one customer. */
  customerOf(number: string): string | undefined;
}

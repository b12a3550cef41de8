/** Turns a caller's number into a key that says "the same caller" and nothing else. */
export interface Pseudonyms {
  /** A keyed hash of the number in its E.164 form; undefined for withheld and unusable numbers: those callers are never one customer. */
  customerOf(number: string): string | undefined;
  /** The same under keys that were in use before, the newest first: what is known for good is looked for under all of them. */
  formersOf?(number: string): readonly string[];
  /** Under the key before this one, for as long as anything looks back: written beside the new one. */
  formerOf?(number: string): string | undefined;
}

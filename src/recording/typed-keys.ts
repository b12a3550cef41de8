import { SECOND } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';

/** Keys of one call that stay: with more of them a card's number could be read from a recording, digit by digit. */
const MOST_OF_A_CALL = 6;
/** Keys closer than this were typed in one go: a PIN, an account. */
const IN_ONE_GO: Millis = SECOND;
const MENU_KEY = /^[0-9*#A-D]$/i;

/**
 * Decides which keys stay. It is asked twice for all of a recording: first it only looks (`looking`), because whether a
 * key was alone only the next one tells; then it answers.
 */
export class TypedKeys {
  private readonly pressed = new Map<string, Instant[]>();
  private readonly given = new Map<string, number>();
  private looking = true;

  /** Everything was looked at: from here on the answers count. */
  decide(): void {
    this.looking = false;
  }

  kept(call: string, text: string, at?: Instant): string {
    if (!MENU_KEY.test(text)) return text.replaceAll(/[\p{L}\p{N}]/gu, (letter) => (/\d/.test(letter) ? '5' : 'x'));
    if (this.looking) {
      if (at !== undefined) this.pressed.set(call, [...this.pressed.get(call) ?? [], at]);
      return text;
    }
    // These ask for a person, or end a number; of a number they give away no more than where its zeros are.
    if (!/[1-9]/.test(text)) return text;
    const given = this.given.get(call) ?? 0;
    if (given >= MOST_OF_A_CALL || (at !== undefined && !this.isAlone(call, at))) return '5';
    this.given.set(call, given + 1);
    return text;
  }

  private isAlone(call: string, at: Instant): boolean {
    return (this.pressed.get(call) ?? []).filter((other) => Math.abs(other - at) < IN_ONE_GO).length <= 1;
  }
}

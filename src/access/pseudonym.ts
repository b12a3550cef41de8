import { createHmac } from 'node:crypto';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { CountryCode } from 'libphonenumber-js';
import type { Pseudonyms } from '../ports/privacy.js';

/** What platforms send when the caller withheld the number; +266696687 spells ANONYMOUS at Twilio. */
const withheld = new Set(['', 'anonymous', 'unknown', '<unknown>', 'restricted', 'private', 'unavailable', 'blocked', 'withheld', 'asterisk', 's', '266696687', '7378742833', '2562533', '8656696', '86282452253']);
const MOST_REMEMBERED = 20_000;

/**
 * HMAC-SHA256 with a key outside the database over the number's E.164 form: the same caller gets the same key, however
 * the platform writes the number. `countryOf`: the region in which numbers without a country code are dialled.
 */
export class KeyedPseudonyms implements Pseudonyms {
  /** Parsing a number is dear, and callers come in clusters. */
  private readonly remembered = new Map<string, string | undefined>();

  constructor(private readonly key: Buffer, private readonly countryOf: () => string) {}

  customerOf(number: string): string | undefined {
    const country = this.countryOf();
    const name = `${country} ${number}`;
    if (this.remembered.has(name)) return this.remembered.get(name);
    const canonical = canonicalOf(number, country);
    const customer = canonical === undefined ? undefined : `tel_${createHmac('sha256', this.key).update(canonical).digest('base64url').slice(0, 27)}`;
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    this.remembered.set(name, customer);
    return customer;
  }
}

/** E.164 where the number can be understood, else its digits, else what it says (a SIP user, say). */
function canonicalOf(number: string, country: string): string | undefined {
  const given = number.trim().replace(/^sips?:/i, '').replace(/@.*$/, '');
  if (withheld.has(given.toLowerCase().replace(/^\+/, ''))) return undefined;
  const parsed = parsePhoneNumberFromString(given, country as CountryCode);
  if (parsed?.isPossible()) return parsed.number;
  const digits = given.replace(/\D/g, '');
  return digits.length >= 3 ? digits : given.toLowerCase();
}

import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';
import { addressIn } from './pseudonym.js';
import type { SurveyChannel } from '../domain/survey.js';

/** A number that can be written to or called. */
export interface Phone {
  /** E.164. */
  readonly number: string;
  readonly country: string;
}

/** Lines on which no text arrives. */
const MUTE = new Set(['FIXED_LINE', 'PAGER', 'VOICEMAIL']);
/** Numbers that earn from whoever reaches them, or are no person's. */
const NOBODYS = new Set(['PREMIUM_RATE', 'SHARED_COST', 'TOLL_FREE', 'UAN']);

/** Undefined for what is no valid number of a country, and where nobody could be asked on this channel. */
export function phoneOf(raw: string, country: string, channel: SurveyChannel): Phone | undefined {
  const parsed = parsePhoneNumberFromString(addressIn(raw), { defaultCountry: country as CountryCode, extract: false });
  if (!parsed?.isValid() || parsed.country === undefined) return undefined;
  const type = parsed.getType();
  if (type !== undefined && (NOBODYS.has(type) || (channel === 'sms' && MUTE.has(type)))) return undefined;
  return { number: parsed.number, country: parsed.country };
}

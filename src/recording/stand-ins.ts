import { createHmac, randomBytes } from 'node:crypto';
import { DAY } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { Pseudonyms } from '../ports/privacy.js';
import type { StandIns } from '../ports/recording.js';
import type { TypedKeys } from './typed-keys.js';

/** No country has this code: a stand-in rings nowhere, and is told from a real number at a glance. */
const NOWHERE = '999';
const SHORTEST_NUMBER = 7;
const LONGEST_NUMBER = 15;
const UNKNOWN = /^(?:|anonymous|unknown|unavailable|restricted|private|withheld|none|null|<unknown>|not available)$/i;

/** In this order: an id and a time are no number, and an address is looked at before what stands in it. */
const FOUND = new RegExp([
  /(?<id>\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b)/,
  /(?<date>\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?)/,
  /(?<address>[\w.+-]+@(?=[\w[]))/,
  /(?<ip>\b(?:\d{1,3}\.){3}\d{1,3}\b)/,
  /(?<grouped>\+\d[\d ()./-]{5,}\d|\(\d{2,5}\)[ \d./-]{4,}\d|(?<![\w.-])\d{3}[-.]\d{3}[-.]\d{4}(?![\w-])|(?<![\w.-])\d{2,5}(?:[ -]\d{2,5}){2,}(?![\w-]))/,
  /(?<run>(?<![a-z\d])\+?\d{7,}(?![a-z\d]))/,
].map(({ source }) => source).join('|'), 'giu');

export interface StandInParts {
  readonly pseudonyms: Pseudonyms;
  /** Numbers of the center's own, which the settings name: they are printed on every bill. */
  readonly ours: Iterable<string>;
  readonly keys: TypedKeys;
  /** When the recording began: digits that are a time near it are no number. */
  readonly around: Instant;
  readonly secret?: Buffer;
}

export function standInsOf({ pseudonyms, ours, keys, around, secret = randomBytes(32) }: StandInParts): StandIns {
  // A number of our own stays however it is written: with the country's code or without.
  const own = new Set([...ours].flatMap((text) => pseudonyms.customerOf(text) ?? []));
  const hashed = (kind: string, text: string): string => createHmac('sha256', secret).update(`${kind} ${text}`).digest('hex');
  const isTime = (digits: string): boolean => {
    const scale = { 10: 1_000, 13: 1, 16: 0.001 }[digits.length];
    return scale !== undefined && Math.abs(Number(digits) * scale - around) < 800 * DAY;
  };
  const number = (text: string): string => {
    const digits = digitsOf(text);
    if (digits.length < SHORTEST_NUMBER) return text;
    if (digits.length > LONGEST_NUMBER) return text.replaceAll(/\d/g, '#');
    const caller = pseudonyms.customerOf(text);
    if (caller === undefined) return text.replaceAll(/\d/g, '#');
    if (own.has(caller)) return text;
    const stand = BigInt(`0x${hashed('number', caller).slice(0, 16)}`) % 10n ** 12n;
    return `${text.trimStart().startsWith('+') ? '+' : ''}${NOWHERE}${String(stand).padStart(12, '0')}`;
  };
  const person = (text: string): string => {
    if (UNKNOWN.test(text) || /^(?:person-[0-9a-f]{8}|tel_[\w-]{27})$/.test(text)) return text;
    // A telephone and its extension: PJSIP/2001, 1001.
    if (/^(?:[A-Za-z]\w*\/)?\d{1,6}(?:[@-].*)?$/.test(text)) return words(text);
    if (digitsOf(text).length >= SHORTEST_NUMBER && !/\p{L}/u.test(text)) return number(text);
    return `person-${hashed('person', text.trim().toLowerCase()).slice(0, 8)}`;
  };
  const words = (text: string): string => text.replaceAll(FOUND, (found: string, ...more: unknown[]) => {
    const { id, date, address, ip, run } = more.at(-1) as Partial<Record<string, string>>;
    if (id !== undefined || date !== undefined) return found;
    if (address !== undefined) return `${person(address.slice(0, -1))}@`;
    if (ip !== undefined) return '192.0.2.1';
    return run !== undefined && isTime(run) ? found : number(found);
  });
  return { number, person, text: words, typed: (call, text, at) => keys.kept(call, text, at) };
}

function digitsOf(text: string): string {
  return text.replace(/^\s*(?:sips?|tel):/i, '').replace(/[@;].*$/s, '').replaceAll(/\D/g, '');
}

import type { Instant, Millis } from '../../domain/time.js';

/** An object of Genesys Cloud's. */
export type Fields = Readonly<Record<string, unknown>>;

const LONGEST = 256;
/** Nothing of this service is older; the end of what a date can be. */
const FIRST: Instant = Date.UTC(2000, 0);
const LAST: Instant = Date.UTC(2200, 0);

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Fields : {};
}

export function objectIn(fields: Fields, name: string): Fields {
  return fieldsOf(fields[name]);
}

export function textIn(fields: Fields, name: string): string | undefined {
  const held = fields[name];
  return typeof held === 'string' && held !== '' && held.length <= LONGEST ? held : undefined;
}

/** The words of a fixed list: DISCONNECT_TYPE. */
export function wordIn(fields: Fields, name: string): string | undefined {
  return textIn(fields, name)?.toUpperCase();
}

export function textsIn(fields: Fields, name: string): readonly string[] {
  const held = fields[name];
  return Array.isArray(held) ? held.filter((each): each is string => typeof each === 'string' && each !== '' && each.length <= LONGEST) : [];
}

/** Milliseconds since 1970, as detail events have them, or a date, as everything else has. */
export function instantIn(fields: Fields, name: string): Instant | undefined {
  const held = fields[name];
  const at = typeof held === 'number' ? Math.round(held) : Date.parse(textIn(fields, name) ?? '');
  return at >= FIRST && at < LAST ? at : undefined;
}

export function millisIn(fields: Fields, name: string): Millis | undefined {
  const held = fields[name];
  return typeof held === 'number' && held >= 0 && held <= LAST ? Math.round(held) : undefined;
}

/** `tel:+12025550123`, `sip:+12025550123@host`; the phone of an agent is no number that somebody called from. */
export function numberIn(text: string | undefined): string | undefined {
  const [, scheme, rest = ''] = /^(tel|sips?):(.*)$/i.exec(text ?? '') ?? [];
  if (scheme === undefined) return text;
  const user = rest.split(/[@;]/, 1)[0] ?? '';
  return /^\+?\d{3,20}$/.test(user) ? user : undefined;
}

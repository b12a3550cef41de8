import type { Instant } from '../../domain/time.js';
import { SECOND } from '../../domain/time.js';

/** An object of Connect's, its names in lower case: the same field is written eventType, EventType and EVENTTYPE. */
export type Fields = Readonly<Record<string, unknown>>;

const LONGEST = 256;
/** Connect writes 1970-01-01T00:00:00.001Z where there is no time; nothing of this service is older than this. */
const FIRST: Instant = Date.UTC(2000, 0);

export function fieldsOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name.toLowerCase(), held]));
}

export function objectIn(fields: Fields, name: string): Fields {
  return fieldsOf(fields[name]);
}

export function listIn(fields: Fields, name: string): readonly Fields[] {
  const held = fields[name];
  return Array.isArray(held) ? held.map(fieldsOf) : [];
}

export function textIn(fields: Fields, name: string): string | undefined {
  const held = fields[name];
  return typeof held === 'string' && held !== '' && held.length <= LONGEST ? held : undefined;
}

/** A date that is set, to the millisecond. */
export function preciselyIn(fields: Fields, name: string): Instant | undefined {
  const at = Date.parse(textIn(fields, name) ?? '');
  return at >= FIRST ? at : undefined;
}

/** In whole seconds, as contact records have them: so a contact event and the record of the same contact tell one fact. */
export function instantIn(fields: Fields, name: string): Instant | undefined {
  const at = preciselyIn(fields, name);
  return at === undefined ? undefined : Math.floor(at / SECOND) * SECOND;
}

/** The last part of an ARN names the thing; nothing else in it is about this contact center. */
export function nameInArn(arn: string | undefined): string | undefined {
  const name = arn?.slice(arn.lastIndexOf('/') + 1);
  return name === '' ? undefined : name;
}

/** Calls to one agent wait in that agent's own queue, which nobody watches as a queue. */
export function queueIn(arn: string | undefined): string | undefined {
  return arn === undefined || /\/queue\/agent\//.test(arn) ? undefined : nameInArn(arn);
}

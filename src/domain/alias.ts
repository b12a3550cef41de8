import type { ContactSummary, Journey } from './journey.js';
import { isNumberKey } from './number-key.js';
import type { Instant } from './time.js';

/** A contact from a number, of a customer whom the platform knows by an id of its own: the number is one of theirs. */
export interface Naming {
  readonly id: string;
  readonly contact: string;
  readonly at: Instant;
}

/** Whose a number was seen to be. `many`: more ids than a household has, and none is remembered. */
export type Namings = readonly Naming[] | 'many';

/** Ids of one number; past it the number is a switchboard's, for as long as it is remembered: the order in which they came does not matter. */
export const MOST_IDS = 8;
/** Contacts by which one id is known to have a number: the newest. */
const MOST_CONTACTS = 8;

export const unnamed: Namings = [];

/** The hash of the number that a contact is from or to, if it has one. */
export function numberOf({ customer, number }: Pick<ContactSummary, 'customer' | 'number'>): string | undefined {
  return number ?? (customer !== undefined && isNumberKey(customer) ? customer : undefined);
}

export function idsIn(namings: Namings): readonly string[] {
  return namings === 'many' ? [] : [...new Set(namings.map(({ id }) => id))];
}

/** What one hash of a number is known by holds for the other. */
export function together(one: Namings, other: Namings, hash: string): Namings {
  if (one === 'many' || other === 'many') return 'many';
  return other.reduce<Namings>((all, naming) => (naming.id === hash ? all : withNaming(all, naming)), one);
}

/** The same object where nothing is new. */
export function withNaming(namings: Namings, naming: Naming): Namings {
  if (namings === 'many' || namings.some(({ id, contact, at }) => id === naming.id && contact === naming.contact && at === naming.at)) return namings;
  const all = [...namings.filter(({ contact }) => contact !== naming.contact), naming].toSorted(inOrder);
  if (idsIn(all).filter((id) => !isNumberKey(id)).length > MOST_IDS) return 'many';
  const theirs = all.filter(({ id }) => id === naming.id);
  const kept = all.filter((each) => each.id !== naming.id || theirs.indexOf(each) >= theirs.length - MOST_CONTACTS);
  return kept.length === namings.length && kept.every((each) => namings.includes(each)) ? namings : kept;
}

export function withoutNaming(namings: Namings, isGone: (naming: Naming) => boolean): Namings {
  return namings === 'many' || !namings.some(isGone) ? namings : namings.filter((each) => !isGone(each));
}

/** What is known of a number where its journey stands. */
export interface NumberKnown {
  readonly namings?: Namings | undefined;
  /** What it was hashed to under the key before. */
  readonly was?: string | undefined;
}

/** All hashes of one number of which something is known: under the key before, and under the one after. */
export function hashesOf(journeys: ReadonlyMap<string, NumberKnown>, number: string): readonly string[] {
  const known = journeys.get(number);
  return [...new Set([number, ...idsIn(known?.namings ?? unnamed).filter(isNumberKey), ...(known?.was === undefined ? [] : [known.was])])];
}

/**
 * Under which key a customer's journey stands: what is asked for by a number is found by the one id that has it, else by the number's
 * newest hash.
 */
export function personIn(journeys: ReadonlyMap<string, NumberKnown>, customer: string): string {
  if (!isNumberKey(customer)) return customer;
  const namings = journeys.get(customer)?.namings ?? unnamed;
  // Asked of each contact that changes, nearly always of a number that nobody named.
  if (namings.length === 0) return customer;
  const keys = idsIn(namings);
  const [id, ...others] = keys.filter((key) => !isNumberKey(key));
  return id !== undefined && others.length === 0 ? id : keys.find(isNumberKey) ?? customer;
}

/** Their journey, by whichever of their keys. */
export function journeyOf<Journey extends NumberKnown>(journeys: ReadonlyMap<string, Journey>, customer: string | undefined): Journey | undefined {
  return customer === undefined ? undefined : journeys.get(personIn(journeys, customer));
}

/** A journey's contacts as their customer's: whichever of the keys each goes by itself. */
export function asTheirs({ customer, contacts }: Pick<Journey, 'customer' | 'contacts'>): readonly ContactSummary[] {
  return contacts.map((summary) => {
    const number = numberOf(summary);
    return summary.customer === customer ? summary : { ...summary, customer, ...(number === undefined ? {} : { number }) };
  });
}

/** How its row is found: by the customer whose journey it is in, and by the number where that is another key. */
export function rowKeysOf(summary: Pick<ContactSummary, 'customer' | 'number'>, person: string | undefined): { readonly customer?: string; readonly number?: string } {
  const number = numberOf(summary);
  return person === undefined ? {} : { customer: person, ...(number === undefined || number === person ? {} : { number }) };
}

function inOrder(a: Naming, b: Naming): number {
  return a.at - b.at || (a.contact < b.contact ? -1 : 1);
}

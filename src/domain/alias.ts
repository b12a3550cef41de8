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

/** The one customer whose number it is: a platform's id where there is exactly one, else the number itself. */
export function personOf(number: string, namings: Namings = unnamed): string {
  const ids = idsIn(namings);
  return ids.length === 1 ? ids[0] as string : number;
}

export function idsIn(namings: Namings): readonly string[] {
  return namings === 'many' ? [] : [...new Set(namings.map(({ id }) => id))];
}

/** The same object where nothing is new. */
export function withNaming(namings: Namings, naming: Naming): Namings {
  if (namings === 'many' || namings.some(({ id, contact, at }) => id === naming.id && contact === naming.contact && at === naming.at)) return namings;
  const all = [...namings.filter(({ contact }) => contact !== naming.contact), naming].toSorted(inOrder);
  if (idsIn(all).length > MOST_IDS) return 'many';
  const theirs = all.filter(({ id }) => id === naming.id);
  const kept = all.filter((each) => each.id !== naming.id || theirs.indexOf(each) >= theirs.length - MOST_CONTACTS);
  return kept.length === namings.length && kept.every((each) => namings.includes(each)) ? namings : kept;
}

export function withoutNaming(namings: Namings, isGone: (naming: Naming) => boolean): Namings {
  return namings === 'many' || !namings.some(isGone) ? namings : namings.filter((each) => !isGone(each));
}

/** Under which key a customer's journey stands: what is asked for by a number is found by the id that has it. */
export function personIn(journeys: ReadonlyMap<string, { readonly namings?: Namings | undefined }>, customer: string): string {
  return isNumberKey(customer) ? personOf(customer, journeys.get(customer)?.namings) : customer;
}

/** Their journey, by whichever of their keys. */
export function journeyOf<Journey extends { readonly namings?: Namings | undefined }>(journeys: ReadonlyMap<string, Journey>, customer: string | undefined): Journey | undefined {
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

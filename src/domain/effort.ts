import { transfersOf } from './contact.js';
import type { Contact } from './contact.js';
import type { Floor } from './floor.js';
import type { ContactSummary, Journey } from './journey.js';
import { dayFrom, isOpen } from './promise.js';
import type { Promised } from './promise.js';
import { clock, DAY, SECOND } from './time.js';
import type { Instant, Millis } from './time.js';
import { ordinal, spoken, times } from './wording.js';

/** One thing that this contact costs its caller. */
export interface Burden {
  readonly kind: 'time' | 'asked-again' | 'transfers' | 'again' | 'promise';
  /** "account number asked twice" */
  readonly says: string;
}

/** Contacts this far apart are about something that the first did not end; the floor may say otherwise (repeat-contact, within). */
const AGAIN_WITHIN: Millis = 7 * DAY;

/**
 * The caller's effort for who picks up: what this contact has cost so far, then what was asked of them twice, who they were
 * passed to, how often they had to come back, and what they were promised. Only what burdens them: never more than five parts.
 */
export function effortOf(contact: Contact, journey: Journey | undefined, floor: Floor, now: Instant): readonly Burden[] {
  const until = Math.min(now, contact.endedAt ?? now);
  const parts: (Burden | undefined)[] = [
    { kind: 'time', says: `${clock(Math.max(0, until - contact.startedAt))} so far` },
    askedAgain(contact), passedOn(contact), cameBack(contact, journey, floor), promised(contact, journey, floor, now),
  ];
  return parts.filter((part) => part !== undefined);
}

/** "7:40 so far · account number asked twice · 2 transfers" */
export function effortLine(burdens: readonly Burden[]): string {
  return burdens.map(({ says }) => says).join(' · ');
}

/** The slot that was asked for most often; the others are counted. */
function askedAgain({ menu }: Contact): Burden | undefined {
  const asked = new Map<string, number>();
  for (const { inputs } of menu) {
    for (const { kind, slot } of inputs) if (kind === 'slot' && slot !== undefined) asked.set(slot, (asked.get(slot) ?? 0) + 1);
  }
  const [worst, ...others] = [...asked].filter(([, count]) => count > 1).toSorted(([a, most], [b, more]) => more - most || (a < b ? -1 : 1));
  if (!worst) return undefined;
  const [slot, count] = worst;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return { kind: 'asked-again', says: `${slotName(slot)}${more} asked ${times(count)}` };
}

/** A slot is named by whoever made the menu: "account", "accountNumber", "date_of_birth". */
function slotName(slot: string): string {
  const words = slot.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[-_.\s]+/g, ' ').trim().toLowerCase();
  return words === '' ? 'the same thing' : words === 'account' ? 'account number' : words;
}

function passedOn(contact: Contact): Burden | undefined {
  const count = transfersOf(contact).length;
  return count === 0 ? undefined : { kind: 'transfers', says: count === 1 ? '1 transfer' : `${count} transfers` };
}

function cameBack(contact: Contact, journey: Journey | undefined, floor: Floor): Burden | undefined {
  if (contact.direction !== 'inbound' || journey === undefined || floor.listedOut.includes(journey.customer)) return undefined;
  const earlier = earlierOnes(contact, journey, floor);
  const first = earlier[0];
  if (first === undefined) return undefined;
  const word = contact.channel === 'voice' && earlier.every(({ channel }) => channel === 'voice') ? 'call' : 'contact';
  return { kind: 'again', says: `${ordinal(earlier.length + 1)} ${word} in ${spoken(contact.startedAt - first.startedAt)}` };
}

/** Their contacts that were over before this one began, not too long before it; by their beginning. */
function earlierOnes(contact: Contact, { contacts }: Journey, floor: Floor): readonly ContactSummary[] {
  const own = floor.flags['repeat-contact']?.options?.['within'];
  const within = typeof own === 'number' ? own * SECOND : AGAIN_WITHIN;
  return contacts
    .filter(({ id, direction, endedAt }) => id !== contact.id && direction === 'inbound' && endedAt !== undefined
      && endedAt <= contact.startedAt && contact.startedAt - endedAt <= within)
    .toSorted((a, b) => a.startedAt - b.startedAt);
}

function promised(contact: Contact, journey: Journey | undefined, { zone }: Floor, now: Instant): Burden | undefined {
  const open = openPromisesOf(contact, journey).map(({ promised: each }) => each);
  const [first] = open;
  if (!first) return undefined;
  const due = first.due === undefined ? ' open' : ` due ${dayFrom(zone, now, first.due)}`;
  if (open.length === 1) return { kind: 'promise', says: `promise${due}` };
  return { kind: 'promise', says: `${open.length} promises open${first.due === undefined ? '' : `, the first${due}`}` };
}

export interface OpenPromise {
  /** The contact in which it was made. */
  readonly contact: string;
  readonly promised: Promised;
}

/** What this customer was promised and has not got, the one due first before the others. */
export function openPromisesOf(contact: Contact, journey: Journey | undefined): readonly OpenPromise[] {
  const others = (journey?.contacts ?? []).filter(({ id }) => id !== contact.id);
  return [...others, contact]
    .flatMap(({ id, promises = [] }) => promises.filter(isOpen).map((each) => ({ contact: id, promised: each })))
    .toSorted((a, b) => (a.promised.due ?? Infinity) - (b.promised.due ?? Infinity) || a.promised.madeAt - b.promised.madeAt);
}

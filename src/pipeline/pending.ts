import { isWrappingUp } from '../domain/contact.js';
import type { Contact } from '../domain/contact.js';
import { idsIn, unnamed } from '../domain/alias.js';
import type { Namings } from '../domain/alias.js';
import type { ContactSummary } from '../domain/journey.js';
import { stateOfPrompt } from '../domain/prompt.js';
import { HOUR, SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { Agenda } from './agenda.js';
import { journeysWith } from './file-contacts.js';
import { PUT_ASIDE_AT } from './put-aside.js';
import type { AgentDayRecord, CohortRecord, ContactRecord, JourneyRecord } from './records.js';
import { SLICES, sliceOf } from '../domain/slice.js';

/** A closed contact is saved when nothing was heard of it for this long: the last words often come late. */
const SETTLING = 5 * SECOND;
/** How long a saved contact stays in memory after the last word: at 1,500 calls a second each second of it is 40 MB. */
const LINGER = 8 * SECOND;

type WhoseKeys = Pick<ContactSummary, 'customer' | 'number' | 'formerly'>;
const nobody: WhoseKeys = {};
const none: readonly string[] = [];

/**
 * What is to be saved and what is to be forgotten, kept up with every step. Looking for it among 100,000 open contacts took
 * a tenth of the thread.
 */
export class Pending {
  /** Changed since they were saved, by the slice they belong to. */
  readonly contacts = slices<ContactRecord>();
  readonly journeys = slices<JourneyRecord>();
  readonly days = slices<AgentDayRecord>();
  /** To be looked at, whether they are settled. */
  readonly settling = new Agenda<ContactRecord>();
  readonly ending = new Agenda<AgentDayRecord>();
  /** What a row is to be written of with the next save. */
  readonly settled = new Set<ContactRecord>();
  readonly followed = new Set<JourneyRecord>();
  readonly ended = new Set<AgentDayRecord>();
  /** Days long enough for their first events to be put aside. */
  readonly long = new Set<AgentDayRecord>();
  /** To be looked at, whether they are to be forgotten. */
  readonly lingering = new Agenda<ContactRecord>();
  readonly left = new Set<JourneyRecord>();
  readonly leaving = new Agenda<string>();
  /** Cohorts whose flags or habits changed since they were saved. */
  readonly cohorts = new Set<CohortRecord>();
  /** Contacts in memory by their customer and by their number, as of the last time they were heard of. */
  private readonly ofCustomer = new Map<string, Set<ContactRecord>>();
  private readonly keysOf = new Map<ContactRecord, WhoseKeys>();
  /** Numbers whose journeys are in memory, by the ids that they are known to belong to. */
  private readonly numbers = new Map<string, Set<string>>();

  /** A contact was changed, or came back into memory. */
  contact(record: ContactRecord): void {
    this.follow(record, record.summary);
    if (!isSaved(record) || record.wakeAt !== undefined) sliceIn(this.contacts, record.id).add(record);
    if (isSaved(record)) return this.lingering.put(record, lingersUntil(record));
    if (record.contact.endedAt !== undefined && record.replaces !== undefined) this.settled.add(record);
    else if (record.contact.endedAt !== undefined) this.settling.put(record, settlesAt(record));
  }

  journey(record: JourneyRecord): void {
    if (isSaved(record)) {
      this.left.add(record);
    } else {
      sliceIn(this.journeys, record.journey.customer).add(record);
      if (!this.isBusy(record)) this.followed.add(record);
    }
  }

  day(record: AgentDayRecord): void {
    this.leaving.put(record.agent, record.day.to);
    if (isSaved(record)) return;
    if (record.kept.events.length >= PUT_ASIDE_AT) this.long.add(record);
    sliceIn(this.days, record.agent).add(record);
    this.ending.put(record, record.day.to);
  }

  /** A row holds it now; unless it changed meanwhile, it waits for nothing any more. */
  contactSaved(record: ContactRecord, memory: { readonly journeys: ReadonlyMap<string, JourneyRecord> }): void {
    if (!isSaved(record)) return;
    // Whose time is still to come (a promise falls due) has to be here after a restart, to be asked then.
    if (record.wakeAt === undefined) {
      sliceIn(this.contacts, record.id).delete(record);
      delete record.written;
    }
    this.settled.delete(record);
    this.lingering.put(record, lingersUntil(record));
    for (const journey of journeysWith(memory.journeys, record.summary)) this.journey(journey);
  }

  journeySaved(record: JourneyRecord): void {
    if (!isSaved(record)) return;
    sliceIn(this.journeys, record.journey.customer).delete(record);
    this.followed.delete(record);
    this.left.add(record);
  }

  daySaved(record: AgentDayRecord): void {
    if (!isSaved(record)) return;
    sliceIn(this.days, record.agent).delete(record);
    this.ended.delete(record);
    this.leaving.put(record.agent, record.day.to);
  }

  forgetContact(record: ContactRecord): void {
    this.follow(record, nobody);
  }

  /** Nothing of it is to be written any more. */
  dropContact(record: ContactRecord): void {
    sliceIn(this.contacts, record.id).delete(record);
    this.settled.delete(record);
    this.forgetContact(record);
  }

  /** A contact of that customer is in memory: it would begin the journey anew if it were forgotten. */
  isAccompanied(customer: string): boolean {
    if (this.ofCustomer.has(customer)) return true;
    for (const number of this.numbersOf(customer)) if (this.ofCustomer.has(number)) return true;
    return false;
  }

  numbersOf(id: string): Iterable<string> {
    return this.numbers.get(id) ?? none;
  }

  /** A number's journey came into memory, or is known to belong to others than before. */
  named({ journey: { customer: number }, namings }: JourneyRecord, before: Namings = unnamed): void {
    for (const id of idsIn(before)) this.loseName(id, number);
    for (const id of idsIn(namings)) this.numbers.set(id, (this.numbers.get(id) ?? new Set()).add(number));
  }

  /** It leaves the memory. */
  unnamed({ journey: { customer: number }, namings }: JourneyRecord): void {
    for (const id of idsIn(namings)) this.loseName(id, number);
  }

  private loseName(id: string, number: string): void {
    const known = this.numbers.get(id);
    if (known?.delete(number) === true && known.size === 0) this.numbers.delete(id);
  }

  /** Some contact of it is still to be saved, besides those that are being saved with it. */
  isBusy({ journey }: JourneyRecord, besides?: ReadonlySet<ContactRecord>): boolean {
    for (const key of [journey.customer, ...this.numbersOf(journey.customer)]) {
      for (const contact of this.ofCustomer.get(key) ?? []) if (!isSaved(contact) && besides?.has(contact) !== true) return true;
    }
    return false;
  }

  private follow(record: ContactRecord, { customer, number, formerly }: WhoseKeys): void {
    const before = this.keysOf.get(record);
    if (before?.customer === customer && before?.number === number && before?.formerly === formerly) return;
    this.keysOf.delete(record);
    if (before?.customer !== undefined) this.unfollow(record, before.customer);
    if (before?.number !== undefined) this.unfollow(record, before.number);
    if (before?.formerly !== undefined) this.unfollow(record, before.formerly);
    if (customer === undefined) return;
    this.keysOf.set(record, record.summary);
    this.join(record, customer);
    if (number !== undefined) this.join(record, number);
    if (formerly !== undefined) this.join(record, formerly);
  }

  private join(record: ContactRecord, key: string): void {
    const known = this.ofCustomer.get(key);
    if (known) known.add(record);
    else this.ofCustomer.set(key, new Set([record]));
  }

  private unfollow(record: ContactRecord, customer: string): void {
    const known = this.ofCustomer.get(customer);
    if (known?.delete(record) && known.size === 0) this.ofCustomer.delete(customer);
  }
}

export function isSaved(record: { readonly savedAt: number; readonly changedAt: number }): boolean {
  return record.savedAt === record.changedAt;
}

/** When a contact that is over counts as settled: who is still wrapping up is waited for. */
export function settlesAt({ contact, heardAt }: ContactRecord): Instant {
  return heardAt + (isWaitedFor(contact) ? HOUR : SETTLING);
}

/** Someone is still to say how it went. */
export function isWaitedFor({ segments, prompts }: Contact): boolean {
  return segments.some(isWrappingUp) || prompts.some((prompt) => stateOfPrompt(prompt) === 'open');
}

export function lingersUntil({ heardAt }: ContactRecord): Instant {
  return heardAt + LINGER;
}

function slices<Held>(): readonly Set<Held>[] {
  return Array.from({ length: SLICES }, () => new Set<Held>());
}

function sliceIn<Held>(all: readonly Set<Held>[], id: string): Set<Held> {
  return all[sliceOf(id)] as Set<Held>;
}

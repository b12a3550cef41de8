import { isWrappingUp } from '../domain/contact.js';
import type { Contact } from '../domain/contact.js';
import { stateOfPrompt } from '../domain/prompt.js';
import { HOUR, SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { Agenda } from './agenda.js';
import { PUT_ASIDE_AT } from './put-aside.js';
import type { AgentDayRecord, CohortRecord, ContactRecord, JourneyRecord } from './records.js';
import { SLICES, sliceOf } from '../domain/slice.js';

/** A closed contact is saved when nothing was heard of it for this long: the last words often come late. */
const SETTLING = 5 * SECOND;
/** How long a saved contact stays in memory after the last word: at 1,500 calls a second each second of it is 14 MB. */
const LINGER = 20 * SECOND;

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
  /** Contacts in memory by their customer, as of the last time they were heard of. */
  private readonly ofCustomer = new Map<string, Set<ContactRecord>>();
  private readonly customerOf = new Map<ContactRecord, string>();

  /** A contact was changed, or came back into memory. */
  contact(record: ContactRecord): void {
    this.follow(record, record.summary.customer);
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
    if (record.wakeAt === undefined) sliceIn(this.contacts, record.id).delete(record);
    this.settled.delete(record);
    this.lingering.put(record, lingersUntil(record));
    const journey = memory.journeys.get(record.summary.customer ?? '');
    if (journey) this.journey(journey);
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
    this.follow(record, undefined);
  }

  /** Nothing of it is to be written any more. */
  dropContact(record: ContactRecord): void {
    sliceIn(this.contacts, record.id).delete(record);
    this.settled.delete(record);
    this.forgetContact(record);
  }

  /** A contact of that customer is in memory: it would begin the journey anew if it were forgotten. */
  isAccompanied(customer: string): boolean {
    return this.ofCustomer.has(customer);
  }

  /** Some contact of it is still to be saved, besides those that are being saved with it. */
  isBusy({ journey }: JourneyRecord, besides?: ReadonlySet<ContactRecord>): boolean {
    for (const contact of this.ofCustomer.get(journey.customer) ?? []) if (!isSaved(contact) && besides?.has(contact) !== true) return true;
    return false;
  }

  private follow(record: ContactRecord, customer: string | undefined): void {
    const before = this.customerOf.get(record);
    if (before === customer) return;
    if (before !== undefined) this.unfollow(record, before);
    if (customer === undefined) return;
    this.customerOf.set(record, customer);
    const known = this.ofCustomer.get(customer);
    if (known) known.add(record);
    else this.ofCustomer.set(customer, new Set([record]));
  }

  private unfollow(record: ContactRecord, customer: string): void {
    this.customerOf.delete(record);
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

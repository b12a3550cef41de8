import { hashesOf, idsIn, numberOf, personIn, together, unnamed, withNaming, withoutNaming } from '../domain/alias.js';
import type { Naming, Namings } from '../domain/alias.js';
import { contributionsOfJourney } from '../domain/contributions/journey.js';
import type { EarshotEvent } from '../domain/event.js';
import { isSameSummary, newestOf, withContact } from '../domain/journey.js';
import type { ContactSummary } from '../domain/journey.js';
import { isNumberKey } from '../domain/number-key.js';
import type { Memory } from './memory.js';
import type { JourneyRecord } from './records.js';

/**
 * Each contact is filed under the key that it goes by itself, an id or a number; a journey draws on its own file and on those of the
 * numbers that are its customer's alone. So nothing is moved for good when a number's owner becomes known or doubtful, and what a
 * crash leaves of two records, one older than the other, is drawn anew when the log is read again.
 */
export class Filing {
  /** Whose file, or whose namings, are others now. */
  private readonly changed = new Set<string>();
  private readonly concerned = new Set<string>();
  /** The oldest of too many. */
  private readonly cut = new Set<string>();
  private readonly put = new Set<string>();

  constructor(private readonly memory: Memory) {}

  file(summary: ContactSummary): void {
    const { customer, number, formerly, id, startedAt } = summary;
    if (customer === undefined) return;
    this.put.add(id);
    this.note(customer);
    const joined = this.recordOf(customer);
    const known = joined.own.find((each) => each.id === id);
    if (known === undefined || !isSameSummary(known, summary)) {
      const own = withContact({ customer, contacts: joined.own }, summary).contacts;
      for (const each of joined.own) if (own.length <= joined.own.length && !own.some((kept) => kept.id === each.id)) this.cut.add(each.id);
      joined.own = own;
      this.changed.add(customer);
    }
    // The number's hash of before is another number of the same customer, and so is what it was filed under.
    for (const alias of [number, formerly]) {
      if (alias === undefined || alias === customer) continue;
      this.note(alias);
      this.unfile(alias, (each) => each === id);
      this.name(alias, (namings) => withNaming(namings, { id: customer, contact: id, at: startedAt }));
    }
    const hash = numberOf(summary);
    if (formerly === undefined || hash === undefined || hash === formerly) return;
    if (hash !== customer) this.name(formerly, (namings) => withNaming(namings, { id: hash, contact: `${id} ${hash}`, at: startedAt }));
    this.link(hash, formerly);
  }

  /** Two hashes of one number: either is known by what the other is. */
  private link(hash: string, formerly: string): void {
    const [after, before] = [this.recordOf(hash), this.recordOf(formerly)];
    if (after.was !== formerly) {
      after.was = formerly;
      this.changed.add(hash);
    }
    this.nameOne(after, together(after.namings, before.namings, hash));
    this.nameOne(before, together(before.namings, after.namings, formerly));
  }

  unfile(key: string, isGone: (contact: string) => boolean): void {
    const left = this.memory.journeys.get(key);
    if (left?.own.some(({ id }) => isGone(id)) !== true) return;
    left.own = left.own.filter(({ id }) => !isGone(id));
    this.changed.add(key);
    this.note(key);
  }

  unname(number: string, isGone: (naming: Naming) => boolean): void {
    if (this.memory.journeys.has(number)) this.name(number, (namings) => withoutNaming(namings, isGone));
  }

  /** Whose the number was is not to be known any more. */
  forgetNamings(number: string): void {
    const record = this.memory.journeys.get(number);
    if (record === undefined) return;
    this.name(number, () => unnamed);
    if (record.was === undefined) return;
    record.was = undefined;
    this.changed.add(number);
  }

  /** Where a crash left it though it is another's by now. */
  leaveStale({ id, customer, number, formerly }: ContactSummary, events: readonly EarshotEvent[]): void {
    for (const key of new Set(events.flatMap((event) => namedIn(event).flatMap((named) => named ?? [])))) {
      if (key !== customer) this.unfile(key, (each) => each === id);
      if (key !== number && key !== formerly && isNumberKey(key)) this.unname(key, ({ contact }) => contact === id);
    }
  }

  /** Draws what is concerned anew. Answers which journeys are others now, or their files. */
  close(): JourneyRecord[] {
    const touched = new Set<JourneyRecord>();
    for (const key of this.changed) touched.add(this.recordOf(key));
    for (const key of this.concerned) {
      const record = this.recordOf(key);
      if (this.draw(record)) touched.add(record);
    }
    return [...touched];
  }

  /** It is to be drawn anew, and so is whoever has it, if it is a number. */
  private note(key: string): void {
    for (const hash of [key, ...(isNumberKey(key) ? hashesOf(this.memory.journeys, key) : [])]) {
      this.concerned.add(hash);
      for (const id of idsIn(this.memory.journeys.get(hash)?.namings ?? unnamed)) this.concerned.add(id);
    }
  }

  private name(number: string, change: (namings: Namings) => Namings): void {
    this.recordOf(number);
    for (const hash of hashesOf(this.memory.journeys, number)) {
      const record = this.recordOf(hash);
      this.nameOne(record, withoutNaming(change(record.namings), ({ id }) => id === hash));
    }
  }

  private nameOne(record: JourneyRecord, namings: Namings): void {
    const { namings: before, journey: { customer: number } } = record;
    if (namings === before || (namings !== 'many' && before !== 'many' && namings.length === before.length && namings.every((each) => before.includes(each)))) return;
    record.namings = namings;
    this.note(number);
    for (const id of idsIn(before)) this.concerned.add(id);
    this.changed.add(number);
    this.memory.pending.named(record, before);
  }

  private draw(record: JourneyRecord): boolean {
    const { journey: { customer, contacts: before } } = record;
    const all = personIn(this.memory.journeys, customer) === customer ? this.filesOf(record) : [];
    const contacts = newestOf(all);
    if (contacts.length === before.length && contacts.every((each, place) => each === before[place])) return false;
    const drawn = new Set(contacts.map(({ id }) => id));
    const known = new Set(before.map(({ id }) => id));
    for (const { id } of all) if (!drawn.has(id)) this.cut.add(id);
    this.forgetCut(record, drawn);
    if (contacts.some(({ id }) => !known.has(id) && !this.put.has(id))) record.regrouped = true;
    record.journey = { customer, contacts };
    return true;
  }

  /** Of a number that is not in memory nothing has changed: its contacts are the ones that were drawn before. */
  private filesOf({ own, journey: { customer, contacts: before } }: JourneyRecord): readonly ContactSummary[] {
    const { journeys, pending } = this.memory;
    const named = [...pending.numbersOf(customer)].flatMap((number) => hashesOf(journeys, number)).filter((number) => number !== customer);
    const numbers = new Set([...named, ...before.flatMap((each) => (each.customer === undefined || each.customer === customer ? [] : [each.customer]))]);
    if (numbers.size === 0) return own;
    const files = [...numbers].flatMap((number) => {
      const file = journeys.get(number);
      if (file === undefined) return before.filter((each) => each.customer === number);
      return personIn(journeys, number) === customer ? file.own : [];
    });
    const ids = new Set(own.map(({ id }) => id));
    return [...own, ...files.filter(({ id }) => !ids.has(id))];
  }

  /** What they counted stays counted: it is kept apart from what this record would take back, until a row holds it. */
  private forgetCut(record: JourneyRecord, drawn: ReadonlySet<string>): void {
    const { memory, cut } = this;
    const isDropped = ({ id }: { readonly id: string }): boolean => cut.has(id) && !drawn.has(id);
    if (cut.size === 0 || !record.journey.contacts.some(isDropped)) return;
    const dropped = memory.seal.open(record.journey.customer, contributionsOfJourney(record.journey, record.flags, memory.floorOf(record.floorAt), isDropped));
    record.flags = record.flags.filter(({ contact }) => !isDropped({ id: contact }));
    record.dropped = [...record.dropped, ...dropped];
    memory.add(dropped);
    for (const key of new Set(record.journey.contacts.filter(isDropped).map(({ customer }) => customer ?? ''))) this.unfile(key, (id) => isDropped({ id }));
  }

  private recordOf(customer: string): JourneyRecord {
    return this.memory.journeys.get(customer) ?? beginJourney(this.memory, customer);
  }
}

/** Whom an event may make the contact's customer. */
export function namedIn(event: EarshotEvent): (string | undefined)[] {
  if (event.type === 'customer.identified' || event.type === 'feedback.received') return [event.data.customer];
  return event.type === 'contact.started' ? [event.data.customer, event.data.from, event.data.to, event.data.formerly] : [];
}

/** All journeys in memory in which it is filed, counted or named, and those of whoever else has its number: none of them is saved or let go before it is. */
export function journeysWith(journeys: ReadonlyMap<string, JourneyRecord>, { customer, number, formerly }: Pick<ContactSummary, 'customer' | 'number' | 'formerly'>): readonly JourneyRecord[] {
  if (customer === undefined) return [];
  const own = journeys.get(customer);
  if (numberOf({ customer, ...(number === undefined ? {} : { number }) }) === undefined) return own ? [own] : [];
  const keys = new Set([customer, number, formerly].flatMap((key) => (key === undefined ? [] : [key, ...idsIn(journeys.get(key)?.namings ?? unnamed)])));
  return [...keys].flatMap((key) => journeys.get(key) ?? []);
}

function beginJourney(memory: Memory, customer: string): JourneyRecord {
  const record: JourneyRecord = {
    journey: { customer, contacts: [] }, own: [], namings: unnamed, flags: [], wakeAt: undefined, asOf: 0, floorAt: memory.floorAt,
    counted: [], stored: [], dropped: [], changedAt: 0, savedAt: 0,
  };
  memory.journeys.set(customer, record);
  return record;
}

import { contributionsOfJourney } from '../domain/contributions/journey.js';
import type { FlagChange } from '../domain/flag.js';
import { isSameSummary, withContact, withoutContact } from '../domain/journey.js';
import type { ContactSummary, Journey } from '../domain/journey.js';
import type { Instant } from '../domain/time.js';
import type { Rules } from './catalogue.js';
import { detectInJourney } from './detect.js';
import type { Memory } from './memory.js';
import type { ContactRecord, JourneyRecord } from './records.js';

/** Puts a changed contact into its customer's journey, and takes it out of the one it was in before. */
export function followContact(memory: Memory, before: ContactSummary | undefined, record: ContactRecord): JourneyRecord[] {
  const touched: JourneyRecord[] = [];
  const { summary } = record;
  if (before?.customer !== undefined && before.customer !== summary.customer) {
    const left = memory.journeys.get(before.customer);
    if (left) {
      left.journey = withoutContact(left.journey, record.id);
      touched.push(left);
    }
  }
  if (summary.customer === undefined) return touched;
  const joined = memory.journeys.get(summary.customer) ?? beginJourney(memory, summary.customer);
  const known = joined.journey.contacts.find((each) => each.id === summary.id);
  if (known === undefined || !isSameSummary(known, summary)) {
    const follows = withContact(joined.journey, summary);
    forgetDropped(memory, joined, follows);
    joined.journey = follows;
    touched.push(joined);
  }
  return touched;
}

/** Asks the rules about a journey that changed, and counts it anew. */
export function weighJourney(memory: Memory, rules: Rules, record: JourneyRecord, position: number, now: Instant): readonly FlagChange[] {
  const verdict = detectInJourney(rules, record.journey, record.flags, memory.floor, now);
  record.flags = verdict.flags;
  record.asOf = position;
  record.changedAt = position;
  record.floorAt = memory.floorAt;
  memory.count(record, contributionsOfJourney(record.journey, record.flags, memory.floor));
  wakeJourney(memory, record, verdict.askAgainAt, now);
  return verdict.changes;
}

export function rewakeJourney(memory: Memory, rules: Rules, record: JourneyRecord, now: Instant): void {
  wakeJourney(memory, record, detectInJourney(rules, record.journey, record.flags, memory.floorOf(record.floorAt), now).askAgainAt, now);
}

function wakeJourney(memory: Memory, record: JourneyRecord, askAgainAt: Instant | undefined, now: Instant): void {
  const at = askAgainAt !== undefined && askAgainAt > now ? askAgainAt : undefined;
  if (at === record.wakeAt) return;
  record.wakeAt = at;
  if (at !== undefined) memory.wakes.add({ kind: 'journey', id: record.journey.customer, at });
}

function beginJourney(memory: Memory, customer: string): JourneyRecord {
  const record: JourneyRecord = {
    journey: { customer, contacts: [] }, flags: [], wakeAt: undefined, asOf: 0, floorAt: memory.floorAt,
    counted: [], stored: [], dropped: [], changedAt: 0, savedAt: 0,
  };
  memory.journeys.set(customer, record);
  return record;
}

/**
 * The oldest contacts fall off a long journey. What they counted stays counted: it is kept apart from what this record
 * would take back, until a row holds it.
 */
function forgetDropped(memory: Memory, record: JourneyRecord, follows: Journey): void {
  if (follows.contacts.length > record.journey.contacts.length) return;
  const kept = new Set(follows.contacts.map((each) => each.id));
  const contacts = record.journey.contacts.filter((each) => !kept.has(each.id));
  if (contacts.length === 0) return;
  const { customer } = record.journey;
  const dropped = contributionsOfJourney({ customer, contacts }, record.flags, memory.floorOf(record.floorAt));
  record.flags = record.flags.filter((flag) => kept.has(flag.contact));
  record.dropped = [...record.dropped, ...dropped];
  memory.add(dropped);
}

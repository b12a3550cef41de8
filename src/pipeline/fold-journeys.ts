import { contributionsOfJourney } from '../domain/contributions/journey.js';
import type { FlagChange } from '../domain/flag.js';
import { isSameSummary, withContact, withoutContact } from '../domain/journey.js';
import type { ContactSummary, Journey } from '../domain/journey.js';
import type { Instant } from '../domain/time.js';
import type { Rules } from './catalogue.js';
import { detectInJourney, earlier } from './detect.js';
import type { Memory } from './memory.js';
import type { ContactRecord, JourneyRecord } from './records.js';
import { shadowJourney } from './shadow.js';

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
  const verdict = detectInJourney(rules, record.journey, record.flags, memory.floor, now, memory.floorAt);
  record.flags = verdict.flags;
  const beside = shadowJourney(rules, record.journey, record.shadow, memory.floor, now);
  record.shadow = beside.shadow;
  record.asOf = position;
  record.changedAt = position;
  record.floorAt = memory.floorAt;
  memory.count(record, contributionsOfJourney(record.journey, record.flags, memory.floor));
  wakeJourney(memory, record, earlier(verdict.askAgainAt, beside.askAgainAt), now);
  return verdict.changes;
}

export function rewakeJourney(memory: Memory, rules: Rules, record: JourneyRecord, now: Instant): void {
  const floor = memory.floorOf(record.floorAt);
  const beside = shadowJourney(rules, record.journey, record.shadow, floor, now);
  wakeJourney(memory, record, earlier(detectInJourney(rules, record.journey, record.flags, floor, now).askAgainAt, beside.askAgainAt), now);
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
  if (record.journey.contacts.every((each) => kept.has(each.id))) return;
  const dropped = memory.seal.open(follows.customer, contributionsOfJourney(record.journey, record.flags, memory.floorOf(record.floorAt), (each) => !kept.has(each.id)));
  record.flags = record.flags.filter((flag) => kept.has(flag.contact));
  record.dropped = [...record.dropped, ...dropped];
  memory.add(dropped);
}

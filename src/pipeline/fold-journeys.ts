import { contributionsOfJourney } from '../domain/contributions/journey.js';
import type { FlagChange } from '../domain/flag.js';
import type { ContactSummary } from '../domain/journey.js';
import type { Instant } from '../domain/time.js';
import type { Rules } from './catalogue.js';
import { detectInJourney, earlier } from './detect.js';
import { Filing } from './file-contacts.js';
import type { Memory } from './memory.js';
import type { ContactRecord, JourneyRecord } from './records.js';
import { shadowJourney } from './shadow.js';

/** Puts a changed contact into its customer's journey, and takes it out of the one it was in before. `before` is absent where a replay meets what is folded already. */
export function followContact(memory: Memory, before: ContactSummary | undefined, { id, summary, kept }: ContactRecord): JourneyRecord[] {
  if (before === summary && before.customer !== undefined && memory.journeys.get(before.customer)?.own.includes(before) === true) return [];
  const filing = new Filing(memory);
  if (before?.customer !== undefined && before.customer !== summary.customer) filing.unfile(before.customer, (each) => each === id);
  if (before?.number !== undefined && (before.number !== summary.number || summary.customer === undefined)) filing.unname(before.number, ({ contact }) => contact === id);
  if (before === undefined) filing.leaveStale(summary, kept.events);
  if (before?.formerly !== undefined && (before.formerly !== summary.formerly || summary.customer === undefined)) filing.unname(before.formerly, ({ contact }) => contact === id || contact.startsWith(`${id} `));
  filing.file(summary);
  return filing.close();
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

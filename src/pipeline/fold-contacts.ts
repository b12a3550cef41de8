import { contributionsOfRecord } from '../domain/contributions/record.js';
import { isSilent } from '../domain/contributions/silent.js';
import type { Contact } from '../domain/contact.js';
import { isAgentEvent, isSourceEvent } from '../domain/event.js';
import type { EarshotEvent } from '../domain/event.js';
import type { FlagChange } from '../domain/flag.js';
import { beginContact, evolveContact, foldContact, inferEnd } from '../domain/fold/fold.js';
import { isSameSummary, summarise } from '../domain/journey.js';
import { keep } from '../domain/kept.js';
import { DAY, HOUR, QUARTER, quarterOf } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { Rules } from './catalogue.js';
import { detectInContact, earlier } from './detect.js';
import type { ContactVerdict, Since } from './detect.js';
import type { Memory } from './memory.js';
import type { ContactRecord } from './records.js';
import { shadowContact } from './shadow.js';

const nothing: readonly string[] = [];
const nothingSince: Since = { heard: nothing, questions: [] };

/** Longer than any plausible contact of that channel is silent: it is over, we do not know how. */
export function ghostAfter(channel: string): Millis {
  if (channel === 'voice') return 4 * HOUR;
  return channel === 'chat' ? DAY : 14 * DAY;
}

export function isContactEvent(event: EarshotEvent): boolean {
  return !isAgentEvent(event) && !isSourceEvent(event);
}

/** Folds an event, heard of at an instant, into its contact; says whether that changed what we know of it. */
export function foldEvent(memory: Memory, event: EarshotEvent, position: number, heardAt: Instant): ContactRecord | undefined {
  const record = memory.contacts.get(event.subject);
  if (!record) {
    const begun = beginRecord(event, memory, heardAt, position);
    memory.contacts.set(begun.id, begun);
    return begun;
  }
  // A replay meets what is folded already.
  if (record.asOf >= position) return undefined;
  const kind = keep(record.kept, event);
  if (kind === 'same') return undefined;
  record.heardAt = Math.max(record.heardAt, heardAt);
  record.heardIn = position;
  // Past the bound nothing changes, but whoever is still heard of has not been lost sight of.
  if (kind === 'cut') return undefined;
  const refold = kind === 'inserted' || record.endInferred;
  record.endInferred = false;
  record.contact = refold ? foldContact(record.kept.events) : evolveContact(record.contact, event);
  record.since = refold ? undefined : record.since && { ...record.since, heard: [...record.since.heard, event.type] };
  return record;
}

function beginRecord(event: EarshotEvent, memory: Memory, heardAt: Instant, position: number): ContactRecord {
  const contact = beginContact(event);
  return {
    id: event.subject, kept: { events: [event], truncated: false }, contact, summary: summarise(contact, memory.floor), flags: [],
    stepsSaid: {}, heardAt, begunIn: position, heardIn: position, endInferred: false, since: undefined, wakeAt: undefined, asOf: 0, floorAt: memory.floorAt, counted: [], stored: [], changedAt: 0, savedAt: 0,
  };
}

/** Asks the rules about a contact that changed or whose time has come, and counts it anew. */
export function weighContact(memory: Memory, rules: Rules, record: ContactRecord, position: number, now: Instant): readonly FlagChange[] {
  if (isGhost(record, now)) {
    record.contact = inferEnd(record.contact);
    record.endInferred = true;
    record.since = undefined;
  }
  const isCounted = record.floorAt === memory.floorAt && record.since?.heard.every(isSilent) === true;
  const verdict = askRules(memory, rules, record, now);
  if (!isCounted) retell(memory, record);
  if (!isCounted || verdict.changes.length > 0) memory.count(record, contributionsOfRecord(record, memory.floor));
  record.asOf = position;
  record.changedAt = position;
  record.floorAt = memory.floorAt;
  wakeContact(memory, record, verdict.askAgainAt, now);
  return verdict.changes;
}

/** What the rules say of a contact now. */
export function askRules(memory: Memory, rules: Rules, record: ContactRecord, now: Instant): ContactVerdict {
  if (record.floorAt !== memory.floorAt) record.since = undefined;
  const beside = shadowContact(rules, record.contact, record.shadow, memory.floor, now, record.since);
  record.shadow = beside.shadow;
  const verdict = detectInContact(rules, record.contact, record.flags, memory.floor, now, record.since, memory.floorAt);
  record.flags = verdict.flags;
  record.since = verdict.questions.length === 0 ? nothingSince : { heard: nothing, questions: verdict.questions };
  return beside.askAgainAt === undefined ? verdict : { ...verdict, askAgainAt: earlier(verdict.askAgainAt, beside.askAgainAt) };
}

/** What its customer's journey is told of it; the same object where it is the same. */
export function retell(memory: Memory, record: ContactRecord): void {
  const summary = summarise(record.contact, memory.floor);
  if (!isSameSummary(record.summary, summary)) record.summary = summary;
}

function wakeContact(memory: Memory, record: ContactRecord, askAgainAt: Instant | undefined, now: Instant): void {
  const ghostAt = record.contact.endedAt === undefined ? lookedForAt(record.contact, record.heardAt) : undefined;
  // An instant that has passed needs no asking: the rule has just been asked.
  const asked = askAgainAt !== undefined && askAgainAt > now ? askAgainAt : undefined;
  const at = earlier(asked, ghostAt);
  if (at === record.wakeAt) return;
  record.wakeAt = at;
  if (at !== undefined) memory.wakes.add({ kind: 'contact', id: record.id, at });
}

/** Rounded up to the quarter-hour: else each event of a call would move its wake, and leave an old one behind in the heap. */
export function lookedForAt({ channel }: Contact, heardAt: Instant): Instant {
  return quarterOf(heardAt + ghostAfter(channel) - 1) + QUARTER;
}

/** When a restored record has to be asked again: everything may have changed while it slept. */
export function rewake(memory: Memory, rules: Rules, record: ContactRecord, now: Instant): void {
  const floor = memory.floorOf(record.floorAt);
  const { askAgainAt } = detectInContact(rules, record.contact, record.flags, floor, now);
  const beside = shadowContact(rules, record.contact, record.shadow, floor, now, undefined);
  wakeContact(memory, record, earlier(askAgainAt, beside.askAgainAt), now);
}

function isGhost(record: ContactRecord, now: Instant): boolean {
  return isOpen(record.contact) && record.heardAt + ghostAfter(record.contact.channel) <= now;
}

function isOpen(contact: Contact): boolean {
  return contact.endedAt === undefined;
}

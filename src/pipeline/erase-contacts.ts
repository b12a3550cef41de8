import type { AgentStanding } from '../domain/agent.js';
import { changesOf } from '../domain/contributions/changes.js';
import { skeletonOf, skeletonsOf, withoutCustomer } from '../domain/erased.js';
import type { FreshNames } from '../domain/erased.js';
import type { EarshotEvent } from '../domain/event.js';
import { foldContact, inferEnd } from '../domain/fold/fold.js';
import { isNumberKey } from '../domain/number-key.js';
import type { EntryContent } from '../ports/event-log.js';
import { Filing } from './file-contacts.js';
import { foldOn } from './fold-day.js';
import type { Memory } from './memory.js';
import type { Given } from './pipeline.js';
import { recallJourneys, rememberContact } from './recall.js';
import type { AgentDayRecord, ContactRecord, JourneyRecord } from './records.js';

type Content = EntryContent & { readonly kind: 'erased' };

interface Touched {
  readonly contacts: Set<ContactRecord>;
  readonly journeys: Set<JourneyRecord>;
}

/** Brings into memory whose names are to be taken, under the old names and the fresh ones. */
export async function recallErased({ memory, store, rules, names }: Pick<Given, 'memory' | 'store' | 'rules'> & { readonly names: FreshNames }, { customer, contacts, mentions, aliases = [], shared = [] }: Content): Promise<void> {
  // What goes on under a fresh name has taken its row in already: a second time it would be counted out twice.
  const old = contacts.filter((id) => memory.contacts.get(names.contact(id))?.replaces !== id);
  const ids = [...old, ...contacts.map((id) => names.contact(id)), ...mentions].filter((id) => !memory.contacts.has(id));
  for (const stored of ids.length > 0 ? await store.contacts(ids) : []) rememberContact(memory, rules, stored, { is: 'row' });
  const named = mentions.flatMap((id) => keysIn(memory.contacts.get(id)));
  await recallJourneys(memory, store, rules, [customer, ...aliases, ...shared, ...named]);
}

/**
 * The customer's contacts go on as skeletons under fresh names, by the normal path: rules are asked, readings counted, the journey
 * loses them. A replay may meet some of their events under the old names and some under the fresh ones: together they are one contact.
 */
export function eraseContacts(memory: Memory, names: FreshNames, { at, customer, contacts, mentions, aliases = [], shared = [] }: Content, position: number, touched: Touched): void {
  for (const journey of leaveJourneys(memory, { customer, contacts: new Set(contacts), aliases, shared })) touched.journeys.add(journey);
  for (const id of contacts) {
    const record = memory.contacts.get(id);
    const fresh = record && rename(memory, names, record, position);
    if (record) touched.contacts.delete(record);
    if (fresh) touched.contacts.add(fresh);
  }
  const keys = new Set([customer, ...aliases]);
  for (const id of mentions) {
    const record = memory.contacts.get(id);
    if (record && record.asOf < position) touched.contacts.add(forgetMention(record, (named, time) => keys.has(named) && time <= at));
  }
  for (const agent of memory.agents.values()) for (const day of agent.days) eraseInDay(day, names, new Set(contacts));
}

function keysIn(record: ContactRecord | undefined): string[] {
  return [record?.summary.customer, record?.summary.number, record?.summary.formerly].flatMap((key) => key ?? []);
}

/** Their contacts, with the flags on them, and what says that a number is theirs: of one that was theirs alone nothing is known. */
function leaveJourneys(memory: Memory, { customer, contacts, aliases, shared }: { readonly customer: string; readonly contacts: ReadonlySet<string>; readonly aliases: readonly string[]; readonly shared: readonly string[] }): readonly JourneyRecord[] {
  const isGone = (id: string): boolean => contacts.has(id);
  const filing = new Filing(memory);
  for (const key of [customer, ...aliases]) {
    const record = memory.journeys.get(key);
    if (!record) continue;
    record.erased = true;
    record.flags = record.flags.filter(({ contact }) => !isGone(contact));
    if (record.shadow) record.shadow = record.shadow.filter(({ contact }) => !isGone(contact));
    filing.unfile(key, isGone);
    if (isNumberKey(key)) filing.forgetNamings(key);
  }
  for (const number of shared) filing.unname(number, ({ id }) => id === customer);
  return filing.close();
}

/** Undefined where another start has done it already: then only what it left in memory goes. */
function rename(memory: Memory, names: FreshNames, old: ContactRecord, position: number): ContactRecord | undefined {
  const id = names.contact(old.id);
  const known = memory.contacts.get(id);
  memory.contacts.delete(old.id);
  memory.pending.dropContact(old);
  if (known && known.asOf >= position) {
    // What no row holds of it was counted under this name a second time.
    memory.add(changesOf(old.counted, old.stored).changes);
    return undefined;
  }
  if (known) memory.pending.dropContact(known);
  const events = skeletonsOf(old.kept.events, known?.kept.events ?? [], names);
  const fresh: ContactRecord = {
    ...old, id, kept: { events, truncated: old.kept.truncated }, contact: folded(events, old.endInferred), flags: old.flags.map((flag) => ({ ...flag, contact: id })),
    counted: [...old.counted, ...known?.counted ?? []], stored: [...old.stored, ...known?.stored ?? []], replaces: old.id,
    since: undefined, wakeAt: undefined, changedAt: position, savedAt: 0, waitsIn: undefined, stepsSaid: {},
  };
  delete fresh.written;
  for (const cohort of old.waitsIn ?? []) cohort.waits.delete(old.id);
  memory.contacts.set(id, fresh);
  return fresh;
}

function forgetMention(record: ContactRecord, isErased: (customer: string, at: number) => boolean): ContactRecord {
  const events = record.kept.events.map((event) => withoutCustomer(event, isErased));
  record.kept.events.splice(0, Infinity, ...events);
  delete record.kept.ids;
  delete record.written;
  record.contact = folded(record.kept.events, record.endInferred);
  record.since = undefined;
  return record;
}

function folded(events: readonly EarshotEvent[], isInferred: boolean): ContactRecord['contact'] {
  return isInferred ? inferEnd(foldContact(events)) : foldContact(events);
}

/** What an agent did stays; with whom does not. */
function eraseInDay(record: AgentDayRecord, names: FreshNames, gone: ReadonlySet<string>): void {
  const { events } = record.kept;
  const isOn = ({ contacts }: AgentStanding): boolean => contacts.some((id) => gone.has(id));
  if (!events.some(({ subject }) => gone.has(subject)) && !isOn(record.day.standing) && !isOn(record.carried)) return;
  const without = (standing: AgentStanding): AgentStanding => ({ ...standing, contacts: standing.contacts.map((id) => (gone.has(id) ? names.contact(id) : id)) });
  for (const [place, event] of events.entries()) if (gone.has(event.subject)) events[place] = skeletonOf(event, names);
  delete record.kept.ids;
  delete record.written;
  record.carried = without(record.carried);
  if (record.head) record.head = { ...record.head, standing: without(record.head.standing) };
  record.day = { ...record.day, spans: [], standing: without(record.head?.standing ?? record.carried) };
  record.marks.length = 0;
  record.folded = 0;
  foldOn(record);
  // Another change than that of any entry.
  record.changedAt += 1 / 1_024;
}

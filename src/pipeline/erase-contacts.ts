import type { AgentStanding } from '../domain/agent.js';
import { changesOf } from '../domain/contributions/changes.js';
import { skeletonOf, skeletonsOf, withoutCustomer } from '../domain/erased.js';
import type { FreshNames } from '../domain/erased.js';
import type { EarshotEvent } from '../domain/event.js';
import { foldContact, inferEnd } from '../domain/fold/fold.js';
import { withoutContact } from '../domain/journey.js';
import type { EntryContent } from '../ports/event-log.js';
import { foldOn } from './fold-day.js';
import type { Memory } from './memory.js';
import type { Given } from './pipeline.js';
import { rememberContact, rememberJourney } from './recall.js';
import type { AgentDayRecord, ContactRecord, JourneyRecord } from './records.js';

type Content = EntryContent & { readonly kind: 'erased' };

interface Touched {
  readonly contacts: Set<ContactRecord>;
  readonly journeys: Set<JourneyRecord>;
}

/** Brings into memory whose names are to be taken, under the old names and the fresh ones. */
export async function recallErased({ memory, store, rules, names }: Pick<Given, 'memory' | 'store' | 'rules'> & { readonly names: FreshNames }, { customer, contacts, mentions }: Content): Promise<void> {
  // What goes on under a fresh name has taken its row in already: a second time it would be counted out twice.
  const old = contacts.filter((id) => memory.contacts.get(names.contact(id))?.replaces !== id);
  const ids = [...old, ...contacts.map((id) => names.contact(id)), ...mentions].filter((id) => !memory.contacts.has(id));
  for (const stored of ids.length > 0 ? await store.contacts(ids) : []) rememberContact(memory, rules, stored, { is: 'row' });
  if (!memory.journeys.has(customer)) for (const stored of await store.journeys([customer])) rememberJourney(memory, rules, stored, { is: 'row' });
}

/**
 * The customer's contacts go on as skeletons under fresh names, by the normal path: rules are asked, readings counted, the journey
 * loses them. A replay may meet some of their events under the old names and some under the fresh ones: together they are one contact.
 */
export function eraseContacts(memory: Memory, names: FreshNames, { at, customer, contacts, mentions }: Content, position: number, touched: Touched): void {
  const journey = memory.journeys.get(customer);
  for (const id of contacts) {
    if (journey?.journey.contacts.some((each) => each.id === id) || journey?.flags.some(({ contact }) => contact === id)) {
      journey.journey = withoutContact(journey.journey, id);
      journey.flags = journey.flags.filter(({ contact }) => contact !== id);
      if (journey.shadow) journey.shadow = journey.shadow.filter(({ contact }) => contact !== id);
      touched.journeys.add(journey);
    }
    const record = memory.contacts.get(id);
    const fresh = record && rename(memory, names, record, position);
    if (record) touched.contacts.delete(record);
    if (fresh) touched.contacts.add(fresh);
  }
  for (const id of mentions) {
    const record = memory.contacts.get(id);
    if (record && record.asOf < position) touched.contacts.add(forgetMention(record, (named, time) => named === customer && time <= at));
  }
  for (const agent of memory.agents.values()) for (const day of agent.days) eraseInDay(day, names, new Set(contacts));
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

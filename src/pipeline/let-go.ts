import { contributionsOfJourney } from '../domain/contributions/journey.js';
import { changesOf } from '../domain/contributions/changes.js';
import type { OldContact } from '../ports/retention.js';
import type { Memory } from './memory.js';
import { isSaved } from './pending.js';
import type { JourneyRecord } from './records.js';

/**
 * Which of these contacts may be removed from the store now: nobody holds them, and no journey in memory would bring them back.
 * Journeys that name them forget them here, and are saved; until then their contacts wait.
 */
export function removable(memory: Memory, old: readonly OldContact[]): OldContact[] {
  const free = old.filter(({ id }) => letGo(memory, id));
  const gone = new Set(free.map(({ id }) => id));
  return free.filter(({ customer, number }) => [customer, number].every((key) => {
    const journey = memory.journeys.get(key ?? '');
    if (journey === undefined) return true;
    forgetContacts(memory, journey, gone);
    return isSaved(journey);
  }));
}

/** One that waits for its time, such as a promise that falls due, waits no longer; one that is looked at just now does. */
function letGo(memory: Memory, id: string): boolean {
  const record = memory.contacts.get(id);
  if (record === undefined) return true;
  if (!isSaved(record) || record.wakeAt === undefined) return false;
  memory.contacts.delete(id);
  memory.pending.dropContact(record);
  return true;
}

/** What they counted stays counted: until a row of the journey holds it, it stands apart. */
export function forgetContacts(memory: Memory, record: JourneyRecord, gone: ReadonlySet<string>): void {
  const { customer, contacts } = record.journey;
  if (![...contacts, ...record.own].some(({ id }) => gone.has(id))) return;
  const left = contacts.filter(({ id }) => !gone.has(id));
  record.own = record.own === contacts ? left : record.own.filter(({ id }) => !gone.has(id));
  record.journey = { customer, contacts: left };
  record.flags = record.flags.filter(({ contact }) => !gone.has(contact));
  const counted = contributionsOfJourney(record.journey, record.flags, memory.floorOf(record.floorAt));
  record.dropped = [...record.dropped, ...changesOf(counted, record.counted).changes];
  record.counted = counted;
  // Another change than that of any entry.
  record.changedAt += 1 / 1_024;
  memory.pending.journey(record);
}

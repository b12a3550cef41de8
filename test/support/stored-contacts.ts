import type { ContactRow } from '../../src/ports/state-store.js';
import type { StoredContacts } from '../../src/ports/stored-contacts.js';
import type { MemoryStore } from './memory-store.js';

/** The rows of a store in memory, read as the lab reads them. */
export function storedIn(store: MemoryStore, page = 2): StoredContacts {
  const within = (from: number, to: number): readonly ContactRow[] => [...store.rows.values()]
    .filter(({ summary }) => from <= summary.startedAt && summary.startedAt < to)
    .toSorted((a, b) => order(a) - order(b) || compare(a.summary.customer ?? '', b.summary.customer ?? '') || a.summary.startedAt - b.summary.startedAt || compare(a.id, b.id));
  return {
    count: async (from, to) => within(from, to).length,
    async *byCustomer(from, to) {
      const rows = within(from, to);
      for (let at = 0; at < rows.length; at += page) yield rows.slice(at, at + page);
    },
    flagsOn: async (contacts, rules) => new Map(contacts.map((contact) => [contact, [...new Set([...store.journeyRows.values()].flatMap(({ flags }) => flags)
      .filter((flag) => flag.contact === contact && rules.includes(flag.rule) && flag.retractedAt === undefined).map(({ rule }) => rule))]])),
  };
}

function order({ summary }: ContactRow): number {
  return summary.customer === undefined ? 1 : 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

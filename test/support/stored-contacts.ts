import type { ContactRow } from '../../src/ports/state-store.js';
import { wholeOf } from '../../src/ports/stored-contacts.js';
import type { StoredContacts } from '../../src/ports/stored-contacts.js';
import type { MemoryStore } from './memory-store.js';

/** The rows of a store in memory, read as the lab reads them. */
export function storedIn(store: MemoryStore, page = 2): StoredContacts {
  const within = (from: number, to: number): readonly ContactRow[] => [...store.rows.values()]
    .filter(({ summary }) => from <= summary.startedAt && summary.startedAt < to)
    .toSorted((a, b) => order(a) - order(b) || compare(a.summary.customer ?? '', b.summary.customer ?? '') || a.summary.startedAt - b.summary.startedAt || compare(a.id, b.id));
  return {
    count: async (from, to) => within(from, to).length,
    halves: async (from, to) => {
      const whole = wholeOf(from, to);
      const rows = within(from, to);
      const { customer, startedAt = from } = rows[Math.floor(rows.length / 2)]?.summary ?? {};
      return customer === undefined
        ? [{ ...whole, anonymous: { from, to: startedAt } }, { ...whole, customers: null, anonymous: { from: startedAt, to } }]
        : [{ ...whole, customers: { to: customer }, anonymous: null }, { ...whole, customers: { from: customer } }];
    },
    async *byCustomer({ from, to, customers, anonymous }) {
      const rows = within(from, to).filter(({ summary: { customer, startedAt } }) => (customer === undefined
        ? anonymous !== null && anonymous.from <= startedAt && startedAt < anonymous.to
        : customers !== null && (customers.from ?? '') <= customer && (customers.to === undefined || customer < customers.to)));
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

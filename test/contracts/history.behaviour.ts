import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { flagKey } from '../../src/domain/flag.js';
import type { ContactFilter, FlagFilter, Slip } from '../../src/ports/history.js';
import { batchOf, flag, journeyOf, row } from '../support/stored.js';
import type { StoreUnderTest } from './state-store.behaviour.js';

/** What every History answers, whatever keeps it. */
export function behavesLikeAHistory(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name} is a history`, () => {
    let opened: StoreUnderTest;
    beforeEach(async () => void (opened = await open()));
    afterEach(() => opened.close());

    const contacts = async (filter: ContactFilter): Promise<readonly string[]> =>
      (await opened.history.contacts(filter, { limit: 500 })).map(({ id }) => id).toSorted();
    const flags = async (filter: FlagFilter): Promise<readonly string[]> =>
      (await opened.history.flags(filter, { limit: 500 })).map(({ contact, rule }) => `${contact} ${rule}`).toSorted();

    test('pages through contacts newest first, without gaps or repeats, whatever shares an instant', async () => {
      const { store, history } = opened;
      const rows = Array.from({ length: 57 }, (_, index) => row(`c${index}`, { summary: { startedAt: Math.floor(index / 20) } }));
      await store.save(batchOf({ contacts: rows }));
      const seen = await pages(slip => history.contacts({}, slip), each => ({ at: each.summary.startedAt, id: each.id }));
      expect(seen.map(({ summary }) => summary.startedAt)).toEqual(rows.map(({ summary }) => summary.startedAt).toReversed());
      expect(new Set(seen.map(({ id }) => id)).size).toBe(57);
    });

    test('pages through flags newest first, without gaps or repeats', async () => {
      const { store, history } = opened;
      const all = Array.from({ length: 43 }, (_, index) => flag('c', 'menu-maze', { subject: `stay ${index}`, since: Math.floor(index / 15) }));
      await store.save(batchOf({ contacts: [row('c', { flags: all })] }));
      const seen = await pages(slip => history.flags({}, slip), each => ({ at: each.since, id: flagKey(each) }));
      expect(seen.map(({ since }) => since)).toEqual(all.map(({ since }) => since).toReversed());
      expect(new Set(seen.map(flagKey)).size).toBe(43);
    });

    test('narrows contacts by every condition, and by all that are given together', async () => {
      await opened.store.save(batchOf({ contacts: [
        row('a', { queues: ['Support'], agents: ['Alice'], flags: [flag('a', 'long-wait')], summary: { startedAt: 10, entry: '+49', customer: 'h:1', channel: 'voice' } }),
        row('b', { queues: ['Support', 'Billing'], agents: ['Bob'], flags: [flag('b', 'long-wait', { retractedAt: 5 })], summary: { startedAt: 20, entry: '+44', customer: 'h:2', channel: 'chat' } }),
        row('c', { summary: { startedAt: 30, customer: 'h:1' } }),
      ] }));
      expect(await contacts({})).toEqual(['a', 'b', 'c']);
      expect(await contacts({ from: 20 })).toEqual(['b', 'c']);
      expect(await contacts({ to: 20 })).toEqual(['a']);
      expect(await contacts({ queue: 'Support' })).toEqual(['a', 'b']);
      expect(await contacts({ within: { queues: ['Billing', 'Sales'], orNone: false } })).toEqual(['b']);
      expect(await contacts({ within: { queues: ['Billing', 'Sales'], orNone: true } })).toEqual(['b', 'c']);
      expect(await contacts({ within: { queues: [], orNone: false } })).toEqual([]);
      expect(await contacts({ agent: 'Bob' })).toEqual(['b']);
      expect(await contacts({ entry: '+49' })).toEqual(['a']);
      expect(await contacts({ customer: 'h:1' })).toEqual(['a', 'c']);
      expect(await contacts({ channel: 'chat' })).toEqual(['b']);
      expect(await contacts({ flag: 'long-wait' })).toEqual(['a']);
      expect(await contacts({ from: 5, to: 25, queue: 'Support', within: { queues: ['Billing'], orNone: true }, channel: 'chat' })).toEqual(['b']);
    });

    test('names the customers who came last or carry a standing flag of late, and none else', async () => {
      const { store, history } = opened;
      await store.save(batchOf({ contacts: [
        row('old', { flags: [flag('old', 'long-wait', { since: 5 })], summary: { startedAt: 5, customer: 'h:old' } }),
        row('flagged', { flags: [flag('flagged', 'long-wait', { since: 11 })], summary: { startedAt: 11, customer: 'h:flagged' } }),
        row('retracted', { flags: [flag('retracted', 'long-wait', { since: 12, retractedAt: 13 })], summary: { startedAt: 12, customer: 'h:retracted' } }),
        row('of another rule', { flags: [flag('of another rule', 'note', { since: 13 })], summary: { startedAt: 13, customer: 'h:other' } }),
        row('anonymous', { flags: [flag('anonymous', 'long-wait', { since: 14 })], summary: { startedAt: 14 } }),
        ...Array.from({ length: 2 }, (_, index) => row(`late ${index}`, { summary: { startedAt: 20 + index, customer: `h:late ${index}` } })),
      ] }));
      expect(await history.customersOfLate(['long-wait'], 10, 3)).toEqual(['h:late 1', 'h:late 0', 'h:flagged']);
      expect(await history.customersOfLate(['long-wait'], 10, 20)).toEqual(['h:late 1', 'h:late 0', 'h:other', 'h:retracted', 'h:flagged']);
      expect(await history.customersOfLate([], 30, 20)).toEqual([]);
    });

    test('narrows flags by every condition', async () => {
      await opened.store.save(batchOf({
        contacts: [row('a', { flags: [flag('a', 'long-wait', { since: 10, place: { queue: 'Support' } }), flag('a', 'menu-maze', { since: 20 })] })],
        journeys: [journeyOf('h:1', [flag('a', 'repeat', { since: 30, place: { queue: 'Billing' }, retractedAt: 40 })])],
      }));
      expect(await flags({})).toEqual(['a long-wait', 'a menu-maze', 'a repeat']);
      expect(await flags({ from: 20 })).toEqual(['a menu-maze', 'a repeat']);
      expect(await flags({ to: 20 })).toEqual(['a long-wait']);
      expect(await flags({ rule: 'menu-maze' })).toEqual(['a menu-maze']);
      expect(await flags({ rules: ['repeat', 'long-wait', 'zero-out'] })).toEqual(['a long-wait', 'a repeat']);
      expect(await flags({ rules: [] })).toEqual([]);
      expect(await flags({ queue: 'Billing' })).toEqual(['a repeat']);
      expect(await flags({ within: { queues: ['Support'], orNone: false } })).toEqual(['a long-wait']);
      expect(await flags({ within: { queues: ['Support'], orNone: true } })).toEqual(['a long-wait', 'a menu-maze']);
      expect(await flags({ retracted: true })).toEqual(['a repeat']);
      expect(await flags({ retracted: false })).toEqual(['a long-wait', 'a menu-maze']);
    });

    test('lists the flags that a contact and its journey have now, each its own', async () => {
      const { store } = opened;
      await store.save(batchOf({
        contacts: [row('a', { flags: [flag('a', 'long-wait'), flag('a', 'menu-maze')] })],
        journeys: [journeyOf('h:1', [flag('a', 'repeat'), flag('b', 'repeat')])],
      }));
      await store.save(batchOf({ contacts: [row('a', { flags: [flag('a', 'menu-maze', { retractedAt: 9 })] })] }));
      expect(await flags({})).toEqual(['a menu-maze', 'a repeat', 'b repeat']);
      await store.save(batchOf({ journeys: [journeyOf('h:1', [flag('b', 'repeat')])] }));
      expect(await flags({})).toEqual(['a menu-maze', 'b repeat']);
      expect(await flags({ retracted: true })).toEqual(['a menu-maze']);
    });

    test('shows the standing flag of a contact that moved to another customer, not the retracted one it left behind', async () => {
      const { store } = opened;
      const [left, came] = [journeyOf('h:old', [flag('a', 'repeat', { retractedAt: 9 })]), journeyOf('h:new', [flag('a', 'repeat')])];
      await store.save(batchOf({ journeys: [left, came] }));
      await store.save(batchOf({ journeys: [came] }));
      await store.save(batchOf({ journeys: [left] }));
      expect(await flags({ retracted: false })).toEqual(['a repeat']);
      expect(await flags({ retracted: true })).toEqual([]);
    });
  });
}

async function pages<Item>(
  read: (slip: Slip) => Promise<readonly Item[]>, placeOf: (item: Item) => NonNullable<Slip['after']>,
): Promise<readonly Item[]> {
  const seen: Item[] = [];
  for (;;) {
    const last = seen.at(-1);
    const page = await read({ limit: 7, ...(last === undefined ? {} : { after: placeOf(last) }) });
    seen.push(...page);
    if (page.length < 7) return seen;
  }
}

import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ReadRow } from '../../src/ingest/import/row.js';
import { bankRows, callOfEvents, eventsOfRows } from './bank-events.js';
import { type BankCall, type BankRecount, hasBankWeek, recountBankWeek } from './bank-recount.js';

const present = hasBankWeek();
if (!present) console.warn('Skipped the bank\'s week: there is no recording in ../shared/data/anonymous-bank.');

(present ? describe : describe.skip)('the bank\'s week, imported', () => {
  let rows: readonly ReadRow[] = [];
  let recount: BankRecount;
  let imported: readonly BankCall[] = [];

  beforeAll(async () => {
    rows = await bankRows();
    recount = recountBankWeek();
    imported = rows.flatMap(({ line, outcome }) => (outcome.kind === 'events' ? [callOfEvents(line, outcome.events)] : []));
  }, 30_000);

  test('takes 8,948 calls, excludes 59 phantoms by name and refuses nothing', () => {
    expect(tally(rows)).toEqual({ events: 8_948, 'excluded: phantom': 59 });
    expect(recount.excluded).toBe(59);
  });

  test('says of every single call what the recount says', () => {
    expect(imported).toEqual(recount.calls);
  });

  test('counts every day and type as the recount does', () => {
    for (const [key, figures] of recount.byDayAndType) {
      const those = imported.filter((call) => `${call.day} ${call.type}` === key);
      expect({ key, ...counts(those) }).toEqual({
        key,
        calls: figures.calls,
        answered: figures.answered,
        direct: figures.direct,
        abandoned: figures.abandoned,
        leftInMenu: figures.leftInMenu,
      });
    }
  });

  test('holds the headline figures', () => {
    const { total } = recount;
    expect(counts(imported)).toEqual({ calls: 8_948, answered: 7_429, direct: 3_754, abandoned: 856, leftInMenu: 663 });
    expect([total.asa, total.asaWithoutDirect].map((seconds) => seconds?.toFixed(2))).toEqual(['32.03', '64.74']);
    expect(total.queueAbandonRate?.toFixed(2)).toBe('10.33');
    expect(total.contactAbandonRate?.toFixed(2)).toBe('16.98');
  });

  test('gives every event an id of its own, and the same one on every import', async () => {
    const events = eventsOfRows(rows);
    expect(new Set(events.map(({ source, id }) => `${source} ${id}`)).size).toBe(events.length);
    // As text: comparing 68,645 events field by field takes seconds.
    expect(JSON.stringify(eventsOfRows(await bankRows())) === JSON.stringify(events)).toBe(true);
  }, 30_000);

  test('lets no call go back in time: menu, then queue, then agent', () => {
    const backwards = rows.filter(({ outcome }) => outcome.kind === 'events' && outcome.events.some((event, index) =>
      event.time < (outcome.events[index - 1]?.time ?? 0)));
    expect(backwards).toEqual([]);
  });
});

function counts(calls: readonly BankCall[]): Record<string, number> {
  const answered = calls.filter(({ kind }) => kind === 'answered');
  return {
    calls: calls.length,
    answered: answered.length,
    direct: answered.filter(({ direct }) => direct).length,
    abandoned: calls.filter(({ kind }) => kind === 'abandoned').length,
    leftInMenu: calls.filter(({ kind }) => kind === 'left-in-menu').length,
  };
}

function tally(rows: readonly ReadRow[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { outcome } of rows) {
    const key = outcome.kind === 'excluded' ? `excluded: ${outcome.label}` : outcome.kind;
    found[key] = (found[key] ?? 0) + 1;
  }
  return found;
}

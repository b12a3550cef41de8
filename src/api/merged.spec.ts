import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Slip } from '../ports/history.js';
import { newestFirst, placeIn } from './cursor.js';
import { mergedPage } from './merged.js';

interface Thing { readonly id: string; readonly at: number; readonly from: 'memory' | 'row' }

const stored = (rows: readonly Thing[]) => async ({ after, limit }: Slip): Promise<readonly Thing[]> =>
  rows.filter((row) => after === undefined || newestFirst(after, row) < 0).toSorted(newestFirst).slice(0, limit);

async function pages(held: readonly Thing[], rows: readonly Thing[], limit: number): Promise<Thing[]> {
  const seen: Thing[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const after = cursor === undefined ? undefined : placeIn(cursor);
    const page = await mergedPage<Thing>(
      { held, isHeld: ({ id }) => held.some((each) => each.id === id), stored: stored(rows), placeOf: (thing) => thing },
      { limit, ...(after === undefined ? {} : { after }) },
    );
    expect(page.items.length).toBeLessThanOrEqual(limit);
    seen.push(...page.items);
    cursor = page.next;
  }
  return seen;
}

const things = (from: Thing['from']) => fc.uniqueArray(fc.record({ id: fc.stringMatching(/^[a-m]$/), at: fc.nat(4) }), { selector: ({ id }) => id })
  .map((all) => all.map((each) => ({ ...each, from })));

test('pages through memory and rows as through one list, whatever both hold', async () => {
  await fc.assert(fc.asyncProperty(things('memory'), things('row'), fc.integer({ min: 1, max: 4 }), async (held, rows, limit) => {
    const whole = [...held, ...rows.filter(({ id }) => !held.some((each) => each.id === id))].toSorted(newestFirst);
    expect(await pages(held, rows, limit)).toEqual(whole);
  }));
});

test('takes no cursor that it did not make', () => {
  for (const cursor of ['', 'x', '!!!', Buffer.from('[1]').toString('base64url'), Buffer.from('["1","a"]').toString('base64url')]) expect(placeIn(cursor)).toBeUndefined();
});

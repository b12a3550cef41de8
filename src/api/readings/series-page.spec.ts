import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pageOf } from './series-page.js';

const windows = (count: number) => Array.from({ length: count }, (_, nth) => ({ from: nth * 10, to: nth * 10 + 10 }));

test('is one page where all fits', () => {
  expect(pageOf(['a', 'b'], windows(3), undefined)).toEqual({ ok: true, value: { lines: ['a', 'b'], windows: windows(3), next: null } });
  expect(pageOf([], windows(3), undefined)).toMatchObject({ ok: true, value: { lines: [], next: null } });
});

test('hands out every value of every line once, page by page, and never more than one answer may hold', () => {
  fc.assert(fc.property(fc.nat(700), fc.integer({ min: 1, max: 9_000 }), (lines, length) => {
    const all = windows(length);
    const names = Array.from({ length: lines }, (_, nth) => nth);
    /** How many intervals of each line were told: they come one after the other. */
    const told = names.map(() => 0);
    let cursor: string | undefined;
    do {
      const page = pageOf(names, all, cursor);
      if (!page.ok) throw new Error(page.reason.what);
      expect(page.value.lines.length * page.value.windows.length).toBeLessThanOrEqual(20_000);
      const [begin] = page.value.lines;
      if (begin !== undefined) expect(page.value.windows).toEqual(all.slice(told[begin], (told[begin] ?? 0) + page.value.windows.length));
      for (const line of page.value.lines) told[line] = (told[line] ?? 0) + page.value.windows.length;
      cursor = page.value.next ?? undefined;
    } while (cursor !== undefined);
    expect(told).toEqual(names.map(() => length));
  }), { numRuns: 30 });
});

test('goes on where it was, though the window has grown since', () => {
  const page = pageOf(['a'], windows(4_000), undefined);
  if (!page.ok) throw new Error(page.reason.what);
  expect(pageOf(['a'], windows(4_010), page.value.next ?? undefined)).toMatchObject({ value: { windows: { length: 1_010 }, next: null } });
});

test.each(['7-0', '0-5', '0-99999'])('refuses a cursor that names nothing here: %s', (cursor) => {
  expect(pageOf(['a'], windows(3), cursor)).toMatchObject({ ok: false, reason: { status: 400, what: 'The parameter "cursor" names a place that is not in this series.' } });
});

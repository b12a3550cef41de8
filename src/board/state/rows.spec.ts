import { describe, expect, test } from '@jest/globals';
import { dropRows, same, takeRows } from './rows.js';

interface Row { readonly id: string; readonly n: number }
const idOf = (row: Row): string => row.id;
const a: Row = { id: 'a', n: 1 };
const b: Row = { id: 'b', n: 2 };

describe('rows', () => {
  test('replace the row with the same id and append a new one', () => {
    expect(takeRows([a, b], [{ id: 'b', n: 3 }, { id: 'c', n: 4 }], false, idOf)).toEqual([a, { id: 'b', n: 3 }, { id: 'c', n: 4 }]);
  });

  test('keep the very list when nothing in a whole frame differs', () => {
    const before = [a, b];
    expect(takeRows(before, [{ ...a }, { ...b }], true, idOf)).toBe(before);
  });

  test('keep the identity of a row that says the same', () => {
    const next = takeRows([a, b], [{ ...a }, { id: 'b', n: 9 }], true, idOf);
    expect(next[0]).toBe(a);
    expect(next[1]).toEqual({ id: 'b', n: 9 });
  });

  test('are gone when a whole frame does not name them', () => {
    expect(takeRows([a, b], [b], true, idOf)).toEqual([b]);
    expect(takeRows([a, b], undefined, true, idOf)).toEqual([]);
  });

  test('leave by name', () => {
    expect(dropRows([a, b], ['a'], idOf)).toEqual([b]);
    const rows = [a];
    expect(dropRows(rows, ['x'], idOf)).toBe(rows);
  });

  test('are the same by what they say', () => {
    expect(same({ x: [1, { y: null }] }, { x: [1, { y: null }] })).toBe(true);
    expect(same({ x: null }, { y: null })).toBe(false);
    expect(same([], {})).toBe(false);
  });
});

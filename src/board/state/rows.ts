/**
 * Takes changed rows into those we have, by id. A row that says the same as before keeps its identity,
 * so that a whole frame every five seconds redraws only what differs.
 */
export function takeRows<Row>(
  before: readonly Row[],
  changed: readonly Row[] | undefined,
  whole: boolean,
  idOf: (row: Row) => string,
): readonly Row[] {
  if (whole) return replaceRows(before, changed ?? [], idOf);
  if (changed === undefined || changed.length === 0) return before;
  const fresh = new Map(changed.map((row) => [idOf(row), row]));
  const kept = before.map((row) => {
    const next = fresh.get(idOf(row));
    fresh.delete(idOf(row));
    return next === undefined || same(row, next) ? row : next;
  });
  return sameList(before, [...kept, ...fresh.values()]);
}

export function dropRows<Row>(rows: readonly Row[], gone: readonly string[] | undefined, idOf: (row: Row) => string): readonly Row[] {
  if (gone === undefined || gone.length === 0) return rows;
  const ids = new Set(gone);
  return sameList(rows, rows.filter((row) => !ids.has(idOf(row))));
}

function replaceRows<Row>(before: readonly Row[], next: readonly Row[], idOf: (row: Row) => string): readonly Row[] {
  const known = new Map(before.map((row) => [idOf(row), row]));
  return sameList(before, next.map((row) => {
    const old = known.get(idOf(row));
    return old !== undefined && same(old, row) ? old : row;
  }));
}

function sameList<Row>(before: readonly Row[], next: readonly Row[]): readonly Row[] {
  return before.length === next.length && before.every((row, index) => row === next[index]) ? before : next;
}

/** Deep equality of plain JSON values. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a);
  if (left.length !== Object.keys(b).length) return false;
  return left.every(([key, value]) => same(value, (b as Record<string, unknown>)[key]));
}

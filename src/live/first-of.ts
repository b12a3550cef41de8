/** The first so many of the rows in their order, without sorting all of them. */
export function firstOf<Row>(rows: Iterable<Row>, most: number, order: (a: Row, b: Row) => number): Row[] {
  const first: Row[] = [];
  for (const row of rows) {
    const last = first[most - 1];
    if (last !== undefined && order(row, last) >= 0) continue;
    if (last !== undefined) first.pop();
    first.splice(placeOf(row, first, order), 0, row);
  }
  return first;
}

/** Behind all that come before it or are its equals. */
function placeOf<Row>(row: Row, sorted: readonly Row[], order: (a: Row, b: Row) => number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (order(row, sorted[middle] as Row) < 0) to = middle;
    else from = middle + 1;
  }
  return from;
}

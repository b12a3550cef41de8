/** Rows a statement, and what they may hold together: making its JSON stays near 10 ms, so the door stays open between two. */
const ROWS = 500;
const WEIGHT = 1_500;

/** Hands rows over in statements' worth, one after the other. `weigh`: how many events, or the like, a row holds. */
export async function inChunks<Row>(
  rows: readonly Row[], weigh: (row: Row) => number, write: (chunk: readonly Row[]) => Promise<void>,
): Promise<void> {
  let chunk: Row[] = [];
  let weight = 0;
  for (const row of rows) {
    if (chunk.length === ROWS || (chunk.length > 0 && weight + weigh(row) > WEIGHT)) {
      await write(chunk);
      chunk = [];
      weight = 0;
    }
    chunk.push(row);
    weight += weigh(row);
  }
  if (chunk.length > 0) await write(chunk);
}

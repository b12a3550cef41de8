/**
 * Rows that say the same as at the last tick stay the same objects, so that each room sees by identity what changed: a row
 * is written as text once a tick, not once a tick and room.
 */
export class SameRows<Row extends object> {
  private known = new Map<string, { readonly row: Row; readonly text: string }>();

  constructor(private readonly idOf: (row: Row) => string) {}

  keep(rows: readonly Row[]): readonly Row[] {
    const now = new Map<string, { readonly row: Row; readonly text: string }>();
    for (const row of rows) {
      const id = this.idOf(row);
      const before = this.known.get(id);
      const text = before?.row === row ? before.text : JSON.stringify(row);
      now.set(id, before?.text === text ? before : { row, text });
    }
    this.known = now;
    return [...now.values()].map(({ row }) => row);
  }
}

import type { DataSource } from 'typeorm';
import type { Clock } from '../ports/clock.js';
import type { IntendedMenus, IntendedVersion } from '../ports/intended-menus.js';
import { fromColumn, toColumn } from './state/column.js';

interface Row {
  readonly version: number;
  readonly at: string;
  readonly by: string;
  /** JSON, or null: as text, for its escapes are more than a jsonb takes. */
  readonly meant: string | null;
}

/** Versions of what authors meant. Index: the primary key (entry, version). */
export class PgIntendedMenus implements IntendedMenus {
  constructor(private readonly dataSource: Pick<DataSource, 'query'>, private readonly clock: Clock) {}

  async newest(entry: string): Promise<IntendedVersion | undefined> {
    return (await this.versions(entry, 1))[0];
  }

  async versions(entry: string, limit: number): Promise<readonly IntendedVersion[]> {
    const rows = await this.dataSource.query<Row[]>('SELECT version, at, by, meant FROM intended_menu WHERE entry = $1 ORDER BY version DESC LIMIT $2', [toColumn(entry), limit]);
    return rows.map(versionOf);
  }

  async version(entry: string, version: number): Promise<(IntendedVersion & { readonly source: string }) | undefined> {
    const [row] = await this.dataSource.query<(Row & { readonly source: string })[]>('SELECT version, at, by, meant, source FROM intended_menu WHERE entry = $1 AND version = $2', [toColumn(entry), version]);
    return row && { ...versionOf(row), source: row.source };
  }

  /** Two at once get a number each: whoever comes second at the same number takes the next. */
  async add(entry: string, meant: IntendedVersion['meant'], source: string, by: string): Promise<number> {
    for (;;) {
      const [row] = await this.dataSource.query<{ version: number }[]>(
        `INSERT INTO intended_menu (entry, version, at, by, meant, source)
         SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5 FROM intended_menu WHERE entry = $1
         ON CONFLICT DO NOTHING RETURNING version`,
        [toColumn(entry), this.clock.now(), toColumn(by), meant === null ? null : JSON.stringify(meant), source],
      );
      if (row !== undefined) return row.version;
    }
  }
}

function versionOf({ version, at, by, meant }: Row): IntendedVersion {
  return { version, at: Number(at), by: fromColumn(by), meant: meant === null ? null : JSON.parse(meant) as IntendedVersion['meant'] };
}

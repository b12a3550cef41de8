import type { DataSource } from 'typeorm';
import { migrations } from './migrations/all.js';

/** How a database stands to this version. */
export interface MigrationState {
  /** Not yet done in it: the next start does them. */
  readonly pending: readonly string[];
  /** Done in it by a newer version, which alone knows them; the newest first. */
  readonly newer: readonly string[];
}

/** Changes nothing. */
export async function migrationState(dataSource: DataSource): Promise<MigrationState> {
  const [table] = await dataSource.query<{ name: string | null }[]>("SELECT to_regclass('migrations')::text AS name");
  const done = table?.name == null ? [] : await dataSource.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY timestamp DESC');
  const known = migrations.map(({ name }) => name);
  return {
    pending: known.filter((each) => !done.some(({ name }) => name === each)),
    newer: done.map(({ name }) => name).filter((name) => !known.includes(name)),
  };
}

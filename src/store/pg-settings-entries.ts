import type { DataSource } from 'typeorm';
import type { SettingsEntries, SettingsEntry } from '../ports/floor-desk.js';
import { decode } from './entry-codec.js';
import { IS_SETTINGS } from './state/settings.js';

/** The log's entries of settings, newest first. Index: log_settings, read from its end. */
export class PgSettingsEntries implements SettingsEntries {
  constructor(private readonly dataSource: Pick<DataSource, 'query'>) {}

  async newest(limit: number, before: number = Number.MAX_SAFE_INTEGER): Promise<readonly SettingsEntry[]> {
    const rows = await this.dataSource.query<{ position: string; recorded_at: string; content: Buffer }[]>(
      `SELECT position, recorded_at, content FROM log WHERE ${IS_SETTINGS} AND position < $1 ORDER BY position DESC LIMIT $2`, [before, limit]);
    return rows.flatMap((row) => {
      const position = Number(row.position);
      const entry = decode(row.content, position);
      if (entry.kind !== 'settings') return [];
      const { settings, by, text } = entry;
      return [{ position, at: Number(row.recorded_at), settings, by, ...(text === undefined ? {} : { text }) }];
    });
  }
}

import type { DataSource } from 'typeorm';
import type { Removal, RemovalClass, RemovalsSeen } from '../ports/retention.js';
import { IS_SETTINGS } from './state/settings.js';

/** What has gone and what is oldest, for whoever looks. */
export class PgRemovalsSeen implements RemovalsSeen {
  constructor(private readonly dataSource: Pick<DataSource, 'query'>) {}

  async removals(): Promise<readonly Removal[]> {
    const rows = await this.dataSource.query<{ class: RemovalClass; removed: string; last_at: string }[]>('SELECT class, removed, last_at FROM removal ORDER BY class');
    return rows.map(({ class: name, removed, last_at }) => ({ class: name, removed: Number(removed), lastAt: Number(last_at) }));
  }

  /** Indexes: the primary keys, agent_day_begins, sealed_number_expiry, refused_newest, finding_letter_made; journals of findings are some thousand lines; the log is read from its beginning up to the first entry that is no settings. */
  async oldest(): ReturnType<RemovalsSeen['oldest']> {
    const [row] = await this.dataSource.query<Record<string, string | null>[]>(
      `SELECT (SELECT recorded_at FROM log WHERE NOT (${IS_SETTINGS}) ORDER BY position LIMIT 1) AS entries, (SELECT min(begins_at) FROM agent_day) AS "agent-days",
              (SELECT min(quarter) FROM reading) AS readings, (SELECT min(expires_at) FROM sealed_number) AS numbers, (SELECT min(last_at) FROM refused) AS refused,
              (SELECT min(planned_at) FROM survey_invitation WHERE comment IS NOT NULL) AS comments,
              (SELECT min(heard) FROM (SELECT max(at) AS heard FROM finding_entry GROUP BY finding) AS each) AS findings, (SELECT min(made_at) FROM finding_letter) AS letters,
              (SELECT min(at) FROM finding_entry WHERE position('"evidence":[{' in body) > 0) AS evidence`);
    return Object.fromEntries(Object.entries(row ?? {}).flatMap(([name, at]) => (at === null ? [] : [[name, Number(at)]])));
  }
}

import type { DataSource } from 'typeorm';
import type { Flag } from '../domain/flag.js';
import type { Instant } from '../domain/time.js';
import type { ShadowFlags } from '../ports/rule-lab.js';
import { toColumn, toInteger } from './state/column.js';

export class PgShadowFlags implements ShadowFlags {
  constructor(private readonly dataSource: DataSource) {}

  /** Index: shadow_flag_rule, backwards. */
  async of(rule: string, since: Instant, limit: number): Promise<readonly Flag[]> {
    const rows = await this.dataSource.query<{ body: string }[]>(
      'SELECT body FROM shadow_flag WHERE rule = $1 AND raised_at >= $2 ORDER BY raised_at DESC, key DESC LIMIT $3', [toColumn(rule), toInteger(since), limit],
    );
    return rows.map(({ body }) => JSON.parse(body) as Flag);
  }

  async forgetBefore(at: Instant): Promise<void> {
    await this.dataSource.query('DELETE FROM shadow_flag WHERE raised_at < $1', [toInteger(at)]);
  }
}

import type { DataSource } from 'typeorm';
import type { AuditEntry, Deed } from '../domain/audit.js';
import { DAY, type Instant, type Millis } from '../domain/time.js';
import type { AuditAsked, AuditLog, NewAuditEntry } from '../ports/audit.js';
import { askInTime, PATIENCE } from './ask-in-time.js';
import { decode } from './entry-codec.js';
import { fromColumn, toColumn } from './state/column.js';
import { Conditions } from './state/conditions.js';
import { IS_SETTINGS } from './state/settings.js';

/** As long as readings. */
const KEPT: Millis = 400 * DAY;
/** A flood of refused sign-ins must not fill the disk. */
const MOST = 500_000;
const FORGETS_EVERY = 200;
/** Versions of the settings that are looked through. */
const MOST_VERSIONS = 200;

interface Row {
  readonly number: string;
  readonly at: string;
  readonly who: string;
  readonly what: Deed;
  readonly about: string | null;
  readonly address: string | null;
  readonly says: string | null;
}

/** The audit log: what stands nowhere else in a table of its own, changes of settings where they are, in the log. */
export class PgAudit implements AuditLog {
  private written = 0;

  constructor(private readonly dataSource: Pick<DataSource, 'query'>) {}

  async write({ at, who, what, about, address, says, cause }: NewAuditEntry): Promise<void> {
    const column = (text: string | undefined): string | null => (text === undefined ? null : toColumn(text));
    await this.ask(
      `WITH made AS (INSERT INTO audit_entry (at, who, what, about, address, says, cause) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (cause) DO NOTHING RETURNING 1) SELECT * FROM made`,
      [at, toColumn(who), what, column(about), column(address), column(says), column(cause)]);
    this.written += 1;
    if (this.written % FORGETS_EVERY === 1) await this.forget(at);
  }

  async read(asked: AuditAsked): Promise<readonly AuditEntry[]> {
    const [own, settings] = await Promise.all([asked.what === 'settings.changed' ? [] : this.own(asked), asked.what === undefined || asked.what === 'settings.changed' ? this.settings(asked) : []]);
    return [...own, ...settings].toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).slice(0, asked.limit);
  }

  /** Index: audit_entry_at. */
  private async own({ from, to, who, what, after, limit }: AuditAsked): Promise<readonly AuditEntry[]> {
    const where = new Conditions();
    where.add('at >= $', from);
    where.add('at < $', to);
    where.add('who = $', who === undefined ? undefined : toColumn(who));
    where.add('what = $', what);
    where.add('(at, number) < ($, $)', after?.at, after === undefined ? undefined : behind(after.id, 'a'));
    const rows = await this.ask<Row>(`SELECT * FROM audit_entry ${where.where} ORDER BY at DESC, number DESC LIMIT ${Math.trunc(limit)}`, where.values);
    return rows.map(entryIn);
  }

  /** Index: log_settings, read from its end. */
  private async settings({ from, to, who, after }: AuditAsked): Promise<readonly AuditEntry[]> {
    const where = new Conditions();
    where.add(`recorded_at >= $`, from);
    where.add('recorded_at < $', to);
    where.add('(recorded_at, position) < ($, $)', after?.at, after === undefined ? undefined : behind(after.id, 's'));
    const narrowed = where.where.replace(/^WHERE/u, 'AND');
    const rows = await this.ask<{ position: string; recorded_at: string; content: Buffer }>(`SELECT position, recorded_at, content FROM log WHERE ${IS_SETTINGS} ${narrowed} ORDER BY position DESC LIMIT ${MOST_VERSIONS}`, where.values);
    return rows.flatMap(({ position, recorded_at, content }): AuditEntry[] => {
      const entry = decode(content, Number(position));
      if (entry.kind !== 'settings' || (who !== undefined && entry.by !== who)) return [];
      return [{ id: idOf('s', position), at: Number(recorded_at), who: entry.by, what: 'settings.changed', about: `version ${position}` }];
    });
  }

  private async forget(now: Instant): Promise<void> {
    await this.ask('WITH gone AS (DELETE FROM audit_entry WHERE at < $1 OR number <= (SELECT max(number) FROM audit_entry) - $2 RETURNING 1) SELECT count(*) FROM gone', [now - KEPT, MOST]);
  }

  private ask<Answer>(query: string, values: readonly unknown[]): Promise<readonly Answer[]> {
    return askInTime(this.dataSource, PATIENCE, query, values);
  }
}

function entryIn({ number, at, who, what, about, address, says }: Row): AuditEntry {
  const text = <Name extends string>(name: Name, column: string | null): Partial<Record<Name, string>> => (column === null ? {} : { [name]: fromColumn(column) } as Record<Name, string>);
  return { id: idOf('a', number), at: Number(at), who: fromColumn(who), what, ...text('about', about), ...text('address', address), ...text('says', says) };
}

/** As texts they are in the order of their numbers. */
function idOf(of: 'a' | 's', number: string): string {
  return `${of}${number.padStart(16, '0')}`;
}

/** The first number of one list that stands behind an id of either: of one instant, settings come first. */
function behind(id: string, of: 'a' | 's'): number {
  if (id.startsWith(of)) return Number(id.slice(1));
  return of === 'a' ? Number.MAX_SAFE_INTEGER : 0;
}

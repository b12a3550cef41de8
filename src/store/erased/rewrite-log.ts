import type pg from 'pg';
import type { EarshotEvent } from '../../domain/event.js';
import type { EntryContent } from '../../ports/event-log.js';
import { decode, encode } from '../entry-codec.js';
import { IS_SETTINGS } from '../state/settings.js';
import { inTransaction, type Session } from '../state/transaction.js';

/** Entries that are looked through in one statement. */
const RANGE = 500;

export interface Rewrite {
  /** As they stand in JSON, with their quotes. */
  readonly texts: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly change: (event: EarshotEvent) => EarshotEvent;
}

/** PostgreSQL looks for the texts in the bytes; only what holds one is taken apart. Positions and stamps stay. */
export async function rewriteEntries(pool: pg.Pool, epoch: number, { texts, from, to, change }: Rewrite): Promise<{ readonly entries: number; readonly subjects: readonly string[] }> {
  const subjects = new Set<string>();
  let entries = 0;
  const wanted = texts.map((text) => Buffer.from(text));
  for (let at = from; at <= to; at += RANGE) {
    const { rows } = await pool.query<{ position: number; content: Buffer }>(
      `SELECT position, content FROM log WHERE position >= $1 AND position < $2 AND position <= $3
          AND EXISTS (SELECT FROM unnest($4::bytea[]) AS text WHERE position(text in content) > 0)`, [at, at + RANGE, to, wanted]);
    for (const { position, content } of rows) {
      const was = decode(content, position);
      const changed = changedContent(was, change, subjects);
      if (changed === undefined) continue;
      await inTransaction(pool, epoch, async session => void await session.query('UPDATE log SET content = $2 WHERE position = $1', [position, encode(changed)]));
      entries += 1;
    }
  }
  return { entries, subjects: [...subjects] };
}

/** Undefined where it stays as it is. */
function changedContent(content: EntryContent, change: Rewrite['change'], subjects: Set<string>): EntryContent | undefined {
  if (content.kind !== 'events') return undefined;
  let isChanged = false;
  const events = content.events.map((event) => {
    const next = change(event);
    if (next === event) return event;
    isChanged = true;
    subjects.add(event.subject);
    return next;
  });
  return isChanged ? { ...content, events } : undefined;
}

/** Index: log_settings, which holds all that is neither events nor a tick. */
export async function blankEntries(session: Session, customer: string): Promise<void> {
  const { rows } = await session.query<{ position: number; content: Buffer }>(`SELECT position, content FROM log WHERE ${IS_SETTINGS}`);
  const told = rows.filter(({ position, content }) => {
    const entry = decode(content, position);
    return entry.kind === 'erased' && entry.customer === customer;
  });
  await session.query('UPDATE log SET content = $2 WHERE position = ANY($1::bigint[])', [told.map(({ position }) => position), encode({ kind: 'tick' })]);
}

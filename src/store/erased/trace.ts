import type pg from 'pg';
import type { Left } from '../../ports/erasure.js';
import { toColumn } from '../state/column.js';

/** Tables whose bodies may hold a contact's name. */
const bodies = ['slice', 'journey', 'agent_day', 'agent_day_part', 'survey_invitation', 'placed_call', 'shadow_flag'] as const;
const columns = [['contact', 'id'], ['flag', 'contact'], ['sealed_number', 'customer']] as const;

const HOLDS = 'EXISTS (SELECT FROM unnest($1::text[]) AS text WHERE position(text in body) > 0)';

export async function traceOf(pool: pg.Pool, contacts: readonly string[]): Promise<readonly Left[]> {
  const left: Left[] = [];
  const look = async (table: string, where: string, given: readonly string[]): Promise<void> => {
    const { rows } = await pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table} WHERE ${where}`, [given]);
    const count = rows[0]?.count ?? 0;
    if (count > 0) left.push({ table, count });
  };
  for (const table of bodies) await look(table, HOLDS, contacts.map((text) => JSON.stringify(text)));
  // Of findings only the calls: a place may be called as a contact is.
  await look('finding_entry', HOLDS, contacts.map((text) => `"contact":${JSON.stringify(text)}`));
  for (const [table, column] of columns) await look(table, `${column} = ANY($1)`, contacts.map(toColumn));
  return left;
}

import type { Flag } from '../../domain/flag.js';
import { flagKey } from '../../domain/flag.js';
import type { SaveBatch } from '../../ports/state-store.js';
import { sendChunks, together } from './chunks.js';
import { toColumn, toInteger } from './column.js';
import type { Session } from './transaction.js';
import { deleteOwned } from './write-flags.js';

interface Owned {
  readonly owner: string;
  readonly flags: readonly Flag[];
}

/** Flags of drafts in shadow, in a table of their own: owners on which none was asked cost nothing here. A cohort's older ones stay. */
export async function replaceShadowFlags(session: Session, { contacts, journeys, cohorts }: Pick<SaveBatch, 'contacts' | 'journeys' | 'cohorts'>): Promise<void> {
  const owners: Owned[] = [
    ...contacts.flatMap(({ id, shadow }) => (shadow === undefined ? [] : [{ owner: toColumn(`contact ${id}`), flags: shadow }])),
    ...journeys.flatMap(({ customer, shadow }) => (shadow === undefined ? [] : [{ owner: toColumn(`journey ${customer}`), flags: shadow }])),
  ];
  const episodes = cohorts.flatMap(({ id, shadow }) => (shadow === undefined ? [] : [{ owner: toColumn(`cohort ${id}`), flags: shadow }]));
  const rows = new Map([...owners, ...episodes].flatMap(({ owner, flags }) => flags.map((flag) => [toColumn(flagKey(flag)), { owner, flag }] as const)));
  await together([deleteOwned(session, 'shadow_flag', owners), sendChunks([...rows], () => 5, async chunk => {
    await session.query(
      `INSERT INTO shadow_flag (key, owner, rule, raised_at, body)
       SELECT * FROM json_to_recordset($1) AS given (key text, owner text, rule text, raised_at bigint, body text)
       ON CONFLICT (key) DO UPDATE SET (owner, rule, raised_at, body) = (excluded.owner, excluded.rule, excluded.raised_at, excluded.body)`,
      [JSON.stringify(chunk.map(([key, { owner, flag }]) => ({ key, owner, rule: toColumn(flag.rule), raised_at: toInteger(flag.raisedAt), body: JSON.stringify(flag) })))],
    );
  })]);
}

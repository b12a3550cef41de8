import type { Flag } from '../../domain/flag.js';
import { flagKey } from '../../domain/flag.js';
import type { SaveBatch } from '../../ports/state-store.js';
import { sendChunks, together } from './chunks.js';
import { toColumn, toInteger } from './column.js';
import type { Session } from './transaction.js';

/** Whoever raised it: a contact or a journey, which brings all its flags whenever it is saved. */
interface Owned {
  readonly owner: string;
  readonly flag: Flag;
}

/** Makes the lists of flags agree with the saved contacts and journeys: what an owner no longer has is gone. */
export async function replaceFlags(session: Session, { contacts, journeys, cohorts }: Pick<SaveBatch, 'contacts' | 'journeys' | 'cohorts'>): Promise<void> {
  const owners = [
    ...contacts.map(({ id, flags }) => ({ owner: toColumn(`contact ${id}`), flags })),
    ...journeys.map(({ customer, flags }) => ({ owner: toColumn(`journey ${customer}`), flags })),
  ];
  // A cohort brings those of its last day: the older ones stay.
  const episodes = cohorts.flatMap(({ id, flags }) => flags.map((flag) => ({ owner: toColumn(`cohort ${id}`), flag })));
  await together([
    deleteOwned(session, 'flag', owners),
    sendChunks(standing(owners), () => 5, chunk => writeFlags(session, chunk)),
    sendChunks(episodes, () => 5, chunk => writeFlags(session, chunk)),
  ]);
}

/** Comes before what is sent after it. */
export async function deleteOwned(session: Session, table: 'flag' | 'shadow_flag', owners: readonly { readonly owner: string }[]): Promise<void> {
  if (owners.length > 0) await session.query(`DELETE FROM ${table} WHERE owner = ANY($1)`, [owners.map(({ owner }) => owner)]);
}

/**
 * A contact whose customer turns out to be another leaves a retracted flag in the old journey and gets the same flag in
 * the new one: the retracted one never covers the standing one, within a batch (here) or between two (in the statement).
 */
function standing(owners: readonly { readonly owner: string; readonly flags: readonly Flag[] }[]): readonly Owned[] {
  const kept = new Map<string, Owned>();
  for (const { owner, flags } of owners) {
    for (const flag of flags) {
      const key = flagKey(flag);
      const known = kept.get(key);
      if (known === undefined || known.flag.retractedAt !== undefined) kept.set(key, { owner, flag });
    }
  }
  return [...kept.values()];
}

async function writeFlags(session: Session, chunk: readonly Owned[]): Promise<void> {
  await session.query(
    `INSERT INTO flag AS known (key, owner, contact, rule, queue, since, retracted_at, body)
     SELECT * FROM json_to_recordset($1) AS given
       (key text, owner text, contact text, rule text, queue text, since bigint, retracted_at bigint, body text)
     ON CONFLICT (key) DO UPDATE SET (owner, contact, rule, queue, since, retracted_at, body) =
       (excluded.owner, excluded.contact, excluded.rule, excluded.queue, excluded.since, excluded.retracted_at, excluded.body)
     WHERE excluded.retracted_at IS NULL OR known.retracted_at IS NOT NULL`,
    [JSON.stringify(chunk.map(columnsOf))],
  );
}

function columnsOf({ owner, flag }: Owned): unknown {
  return {
    key: toColumn(flagKey(flag)),
    owner,
    contact: toColumn(flag.contact),
    rule: toColumn(flag.rule),
    queue: flag.place.queue === undefined ? null : toColumn(flag.place.queue),
    since: toInteger(flag.since),
    retracted_at: flag.retractedAt === undefined ? null : toInteger(flag.retractedAt),
    body: JSON.stringify(flag),
  };
}

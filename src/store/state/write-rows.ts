import { idsIn, rowKeysOf } from '../../domain/alias.js';
import { owedUntil } from '../../domain/call-back.js';
import type { ContactRow, StoredAgentDay, StoredJourney } from '../../ports/state-store.js';
import { bigintArray, listLiteral, textArray } from './arrays.js';
import { bodyOf } from './body.js';
import { inBreaths, toBeWritten } from './breaths.js';
import { toColumn, toInteger } from './column.js';
import { sendChunks } from './chunks.js';
import { withoutKnown } from './day-parts.js';
import type { Session } from './transaction.js';

/** A statement: some 3 MB. Their JSON is made bit by bit, so that one answer is waited for where there were seven. */
const MOST_EVENTS = 20_000;

/**
 * Bodies are JSON written by JSON.stringify, which escapes NUL and half surrogate pairs: as text, never as json or jsonb,
 * PostgreSQL takes every one of them. Of a contact whose caller is owed a call the summary stands in a column too: the list of
 * who is to be called back is read at every start, of a whole day.
 */
export async function writeContacts(session: Session, given: readonly ContactRow[]): Promise<void> {
  await dropReplaced(session, given);
  const rows = given.map(({ replaces: _, ...row }) => row);
  await sendChunks(rows, row => row.events.length, async chunk => {
    const summaries = chunk.map(row => row.summary);
    const bodies = await inBreaths(chunk, toBeWritten, ({ customer: _, number: __, ...row }) => bodyOf(row, row.id));
    await session.query(
      `INSERT INTO contact (id, started_at, customer, channel, entry, queues, agents, lost_at, lost, begun_in, heard_in, body, number)
       SELECT id, started_at, customer, channel, entry, queues::text[], agents::text[], lost_at, lost, begun_in, heard_in, body, number
         FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::text[], $10::bigint[], $11::bigint[], $12::text[], $13::text[])
           AS given (id, started_at, customer, channel, entry, queues, agents, lost_at, lost, begun_in, heard_in, body, number)
       ON CONFLICT (id) DO UPDATE SET (started_at, customer, channel, entry, queues, agents, lost_at, lost, begun_in, heard_in, body, number) =
         (excluded.started_at, excluded.customer, excluded.channel, excluded.entry, excluded.queues, excluded.agents,
          excluded.lost_at, excluded.lost, excluded.begun_in, excluded.heard_in, excluded.body, excluded.number)`,
      [
        textArray(chunk.map(row => toColumn(row.id))),
        bigintArray(summaries.map(summary => toInteger(summary.startedAt))),
        textArray(chunk.map(row => textOrNull(row.customer ?? row.summary.customer))),
        textArray(summaries.map(summary => toColumn(summary.channel))),
        textArray(summaries.map(summary => textOrNull(summary.entry))),
        textArray(chunk.map(row => listLiteral(row.queues.map(toColumn)))),
        textArray(chunk.map(row => listLiteral(row.agents.map(toColumn)))),
        bigintArray(summaries.map(summary => integerOrNull(owedUntil(summary)))),
        textArray(summaries.map(summary => (owedUntil(summary) === undefined ? null : JSON.stringify(summary)))),
        bigintArray(chunk.map(row => row.begunIn)),
        bigintArray(chunk.map(row => row.heardIn)),
        textArray(bodies),
        textArray(chunk.map(row => textOrNull(row.number))),
      ],
    );
  }, MOST_EVENTS);
}

/** What an erased customer's contacts were called; their flags come with them under the fresh names. */
async function dropReplaced(session: Session, rows: readonly ContactRow[]): Promise<void> {
  const replaced = rows.flatMap(({ replaces = [] }) => replaces);
  if (replaced.length === 0) return;
  await session.query('DELETE FROM contact WHERE id = ANY($1)', [replaced.map(toColumn)]);
  for (const table of ['flag', 'shadow_flag']) await session.query(`DELETE FROM ${table} WHERE owner = ANY($1)`, [replaced.map((id) => toColumn(`contact ${id}`))]);
}

/** One that has lost its last contact is no journey, but where a number's owner is known by it. */
export async function writeJourneys(session: Session, given: readonly StoredJourney[]): Promise<void> {
  const empty = given.filter(isEmpty);
  const rows = given.filter(journey => !isEmpty(journey));
  if (empty.length > 0) await session.query('DELETE FROM journey WHERE customer = ANY($1)', [empty.map(({ customer }) => toColumn(customer))]);
  await sendChunks(rows, row => row.contacts.length + (row.own?.length ?? 0), async chunk => {
    await session.query(
      `INSERT INTO journey (customer, body, ids) SELECT customer, body, ids::text[] FROM unnest($1::text[], $2::text[], $3::text[]) AS given (customer, body, ids)
       ON CONFLICT (customer) DO UPDATE SET (body, ids) = (excluded.body, excluded.ids)`,
      [
        textArray(chunk.map(row => toColumn(row.customer))), textArray(chunk.map(({ regrouped: _, ...row }) => JSON.stringify(row))),
        textArray(chunk.map(({ namings }) => (namings === undefined ? null : listLiteral(idsIn(namings).map(toColumn))))),
      ],
    );
  });
  for (const journey of given) if (journey.regrouped === true) await regroup(session, journey);
}

/** Rows of contacts that came to it from another key. */
async function regroup(session: Session, { customer, contacts }: StoredJourney): Promise<void> {
  if (contacts.length === 0) return;
  const keys = contacts.map(summary => rowKeysOf(summary, customer));
  await session.query(
    `UPDATE contact SET customer = $1, number = given.number FROM unnest($2::text[], $3::text[]) AS given (id, number)
      WHERE contact.id = given.id AND (contact.customer IS DISTINCT FROM $1 OR contact.number IS DISTINCT FROM given.number)`,
    [toColumn(customer), textArray(contacts.map(({ id }) => toColumn(id))), textArray(keys.map(({ number }) => textOrNull(number)))],
  );
}

function isEmpty({ contacts, own = [], namings = [], was }: StoredJourney): boolean {
  return contacts.length + own.length + namings.length === 0 && was === undefined;
}

export async function writeAgentDays(session: Session, rows: readonly StoredAgentDay[]): Promise<void> {
  await sendChunks(rows, row => row.events.length, async chunk => {
    await session.query(
      `INSERT INTO agent_day (agent, day, begins_at, ends_at, body)
       SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::text[])
       ON CONFLICT (agent, day) DO UPDATE SET (begins_at, ends_at, body) = (excluded.begins_at, excluded.ends_at, excluded.body)`,
      [
        textArray(chunk.map(row => toColumn(row.agent))),
        textArray(chunk.map(row => toColumn(row.day))),
        bigintArray(chunk.map(row => toInteger(row.from))),
        bigintArray(chunk.map(row => toInteger(row.to))),
        textArray(chunk.map(row => bodyOf(withoutKnown(row), row.agent))),
      ],
    );
  });
}

function integerOrNull(value: number | undefined): number | null {
  return value === undefined ? null : toInteger(value);
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined ? null : toColumn(text);
}

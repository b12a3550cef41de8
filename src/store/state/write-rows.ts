import type { ContactRow, StoredAgentDay, StoredJourney } from '../../ports/state-store.js';
import { bigintArray, listLiteral, textArray } from './arrays.js';
import { bodyOf } from './body.js';
import { toColumn, toInteger } from './column.js';
import { inChunks } from './chunks.js';
import type { Session } from './transaction.js';

/**
 * Bodies are JSON written by JSON.stringify, which escapes NUL and half surrogate pairs: as text, never as json or jsonb,
 * PostgreSQL takes every one of them. Of a contact that let its caller down the summary stands in a column too: the list of
 * who is to be called back is read at every start, of a whole day.
 */
export async function writeContacts(session: Session, rows: readonly ContactRow[]): Promise<void> {
  await inChunks(rows, row => row.events.length, async chunk => {
    const summaries = chunk.map(row => row.summary);
    await session.query(
      `INSERT INTO contact (id, started_at, customer, channel, entry, queues, agents, lost_at, lost, body)
       SELECT id, started_at, customer, channel, entry, queues::text[], agents::text[], lost_at, lost, body
         FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::text[], $10::text[])
           AS given (id, started_at, customer, channel, entry, queues, agents, lost_at, lost, body)
       ON CONFLICT (id) DO UPDATE SET (started_at, customer, channel, entry, queues, agents, lost_at, lost, body) =
         (excluded.started_at, excluded.customer, excluded.channel, excluded.entry, excluded.queues, excluded.agents,
          excluded.lost_at, excluded.lost, excluded.body)`,
      [
        textArray(chunk.map(row => toColumn(row.id))),
        bigintArray(summaries.map(summary => toInteger(summary.startedAt))),
        textArray(summaries.map(summary => textOrNull(summary.customer))),
        textArray(summaries.map(summary => toColumn(summary.channel))),
        textArray(summaries.map(summary => textOrNull(summary.entry))),
        textArray(chunk.map(row => listLiteral(row.queues.map(toColumn)))),
        textArray(chunk.map(row => listLiteral(row.agents.map(toColumn)))),
        bigintArray(summaries.map(({ loss }) => (loss === undefined ? null : toInteger(loss.at)))),
        textArray(summaries.map(summary => (summary.loss === undefined ? null : JSON.stringify(summary)))),
        textArray(chunk.map(row => bodyOf(row, row.id))),
      ],
    );
  });
}

export async function writeJourneys(session: Session, rows: readonly StoredJourney[]): Promise<void> {
  await inChunks(rows, row => row.contacts.length, async chunk => {
    await session.query(
      `INSERT INTO journey (customer, body) SELECT * FROM unnest($1::text[], $2::text[])
       ON CONFLICT (customer) DO UPDATE SET body = excluded.body`,
      [textArray(chunk.map(row => toColumn(row.customer))), textArray(chunk.map(row => JSON.stringify(row)))],
    );
  });
}

export async function writeAgentDays(session: Session, rows: readonly StoredAgentDay[]): Promise<void> {
  await inChunks(rows, row => row.events.length, async chunk => {
    await session.query(
      `INSERT INTO agent_day (agent, day, begins_at, ends_at, body)
       SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::text[])
       ON CONFLICT (agent, day) DO UPDATE SET (begins_at, ends_at, body) = (excluded.begins_at, excluded.ends_at, excluded.body)`,
      [
        textArray(chunk.map(row => toColumn(row.agent))),
        textArray(chunk.map(row => toColumn(row.day))),
        bigintArray(chunk.map(row => toInteger(row.from))),
        bigintArray(chunk.map(row => toInteger(row.to))),
        textArray(chunk.map(row => bodyOf(row, row.agent))),
      ],
    );
  });
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined ? null : toColumn(text);
}

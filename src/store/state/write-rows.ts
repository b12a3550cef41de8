import type { ContactRow, StoredAgentDay, StoredJourney } from '../../ports/state-store.js';
import { toColumn, toInteger } from './column.js';
import { inChunks } from './chunks.js';
import type { Session } from './transaction.js';

/**
 * Bodies are JSON written by JSON.stringify, which escapes NUL and half surrogate pairs: as text, never as json or jsonb,
 * PostgreSQL takes every one of them.
 */
export async function writeContacts(session: Session, rows: readonly ContactRow[]): Promise<void> {
  await inChunks(rows, row => row.events.length, async chunk => {
    await session.query(
      `INSERT INTO contact (id, started_at, ended_at, customer, channel, entry, queues, agents, body)
       SELECT * FROM json_to_recordset($1) AS given
         (id text, started_at bigint, ended_at bigint, customer text, channel text, entry text, queues text[], agents text[], body text)
       ON CONFLICT (id) DO UPDATE SET (started_at, ended_at, customer, channel, entry, queues, agents, body) =
         (excluded.started_at, excluded.ended_at, excluded.customer, excluded.channel, excluded.entry, excluded.queues, excluded.agents, excluded.body)`,
      [JSON.stringify(chunk.map(columnsOfContact))],
    );
  });
}

export async function writeJourneys(session: Session, rows: readonly StoredJourney[]): Promise<void> {
  await inChunks(rows, row => row.contacts.length, async chunk => {
    await session.query(
      `INSERT INTO journey (customer, body)
       SELECT * FROM json_to_recordset($1) AS given (customer text, body text)
       ON CONFLICT (customer) DO UPDATE SET body = excluded.body`,
      [JSON.stringify(chunk.map(row => ({ customer: toColumn(row.customer), body: JSON.stringify(row) })))],
    );
  });
}

export async function writeAgentDays(session: Session, rows: readonly StoredAgentDay[]): Promise<void> {
  await inChunks(rows, row => row.events.length, async chunk => {
    await session.query(
      `INSERT INTO agent_day (agent, day, begins_at, ends_at, body)
       SELECT * FROM json_to_recordset($1) AS given (agent text, day text, begins_at bigint, ends_at bigint, body text)
       ON CONFLICT (agent, day) DO UPDATE SET (begins_at, ends_at, body) = (excluded.begins_at, excluded.ends_at, excluded.body)`,
      [JSON.stringify(chunk.map(columnsOfDay))],
    );
  });
}

function columnsOfContact(row: ContactRow): unknown {
  const { customer, channel, entry, startedAt, endedAt } = row.summary;
  return {
    id: toColumn(row.id),
    started_at: toInteger(startedAt),
    ended_at: endedAt === undefined ? null : toInteger(endedAt),
    customer: customer === undefined ? null : toColumn(customer),
    channel: toColumn(channel),
    entry: entry === undefined ? null : toColumn(entry),
    queues: row.queues.map(toColumn),
    agents: row.agents.map(toColumn),
    body: JSON.stringify(row),
  };
}

function columnsOfDay(row: StoredAgentDay): unknown {
  return {
    agent: toColumn(row.agent),
    day: toColumn(row.day),
    begins_at: toInteger(row.from),
    ends_at: toInteger(row.to),
    body: JSON.stringify(row),
  };
}

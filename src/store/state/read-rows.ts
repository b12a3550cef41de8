import type { Instant } from '../../domain/time.js';
import type { ContactRow, StoredAgentDay, StoredJourney } from '../../ports/state-store.js';
import { inChunks } from './chunks.js';
import { toColumn, toInteger } from './column.js';
import type { Session } from './transaction.js';

interface Body {
  readonly body: string;
}

/** Index: the primary key. In steps, so that no answer takes long to parse. */
export async function readContacts(session: Session, ids: readonly string[]): Promise<readonly ContactRow[]> {
  return readContactsAt(session, ids.map(toColumn));
}

/** Index: contact_started and contact_ended. First which, then them, in steps: a day's contacts are too many for one answer. */
export async function readContactsSince(session: Session, since: Instant): Promise<readonly ContactRow[]> {
  const { rows } = await session.query<{ id: string }>('SELECT id FROM contact WHERE started_at >= $1 OR ended_at >= $1', [toInteger(since)]);
  return readContactsAt(session, rows.map(({ id }) => id));
}

/** Index: the primary key. */
export async function readJourneys(session: Session, customers: readonly string[]): Promise<readonly StoredJourney[]> {
  const found: StoredJourney[] = [];
  await inChunks(customers.map(toColumn), () => 1, async chunk => {
    const { rows } = await session.query<Body>('SELECT body FROM journey WHERE customer = ANY($1)', [chunk]);
    found.push(...rows.map(parse<StoredJourney>));
  });
  return found;
}

/** The newest two days of each. Index: the primary key, read backwards from each agent's last day. */
export async function readNewestDays(session: Session, agents: readonly string[]): Promise<readonly StoredAgentDay[]> {
  const { rows } = await session.query<Body>(
    `SELECT newest.body
       FROM unnest($1::text[]) AS wanted (agent)
      CROSS JOIN LATERAL (SELECT body FROM agent_day WHERE agent_day.agent = wanted.agent COLLATE "C" ORDER BY day DESC LIMIT 2) newest`,
    [[...new Set(agents.map(toColumn))]],
  );
  return rows.map(parse<StoredAgentDay>);
}

/** Index: agent_day_begins. A day is 25 hours at most, so older ones cannot hold the instant. */
export async function readDaysAt(session: Session, at: Instant): Promise<readonly StoredAgentDay[]> {
  const { rows } = await session.query<Body>(
    'SELECT body FROM agent_day WHERE begins_at <= $1 AND begins_at > $1 - 2 * 86400000::bigint AND ends_at > $1', [toInteger(at)],
  );
  return rows.map(parse<StoredAgentDay>);
}

async function readContactsAt(session: Session, columns: readonly string[]): Promise<readonly ContactRow[]> {
  const found: ContactRow[] = [];
  await inChunks(columns, () => 10, async chunk => {
    const { rows } = await session.query<Body>('SELECT body FROM contact WHERE id = ANY($1)', [chunk]);
    found.push(...rows.map(parse<ContactRow>));
  });
  return found;
}

export function parse<Row>({ body }: Body): Row {
  return JSON.parse(body) as Row;
}

import { owedUntil } from '../../domain/call-back.js';
import type { ContactSummary } from '../../domain/journey.js';
import type { Instant } from '../../domain/time.js';
import type { ContactRow, StoredAgentDay, StoredJourney } from '../../ports/state-store.js';
import { parseBody } from './body.js';
import { inChunks } from './chunks.js';
import { toColumn, toInteger } from './column.js';
import { withKnown } from './day-parts.js';
import type { Session } from './transaction.js';

interface Body {
  readonly body: string;
}

/** Summaries a page: parsing them takes some ms. */
const LOSSES = 2_000;

/** Index: the primary key. In steps, so that no answer takes long to parse. */
export async function readContacts(session: Session, ids: readonly string[]): Promise<readonly ContactRow[]> {
  const found: ContactRow[] = [];
  await inChunks(ids.map(toColumn), () => 3, async chunk => {
    const { rows } = await session.query<Body>('SELECT body FROM contact WHERE id = ANY($1)', [chunk]);
    found.push(...rows.map(contactOf));
  });
  return found;
}

/** Index: contact_lost, which holds those whose caller is owed a call and no others. */
export async function readLosses(session: Session, since: Instant): Promise<readonly ContactSummary[]> {
  const found: ContactSummary[] = [];
  for (let after: readonly [Instant, string] = [toInteger(since) - 1, '']; ;) {
    const { rows } = await session.query<{ lost_at: number; id: string; lost: string }>(
      `SELECT lost_at, id, lost FROM contact WHERE lost_at IS NOT NULL AND (lost_at, id) > ($1, $2) ORDER BY lost_at, id LIMIT ${LOSSES}`, [...after],
    );
    for (const { lost } of rows) found.push(JSON.parse(lost) as ContactSummary);
    const last = rows.at(-1);
    if (!last || rows.length < LOSSES) return found.filter(summary => (owedUntil(summary) ?? -Infinity) >= since);
    after = [last.lost_at, last.id];
  }
}

/** Index: the primary key. */
export async function readJourneys(session: Session, customers: readonly string[]): Promise<readonly StoredJourney[]> {
  const found: StoredJourney[] = [];
  await inChunks(customers.map(toColumn), () => 1, async chunk => {
    const { rows } = await session.query<Body>('SELECT body FROM journey WHERE customer = ANY($1)', [chunk]);
    found.push(...rows.map(({ body }) => JSON.parse(body) as StoredJourney));
  });
  return found;
}

/** Index: journey_ids. */
export async function readNumbersOf(session: Session, id: string): Promise<readonly StoredJourney[]> {
  const { rows } = await session.query<Body>('SELECT body FROM journey WHERE ids @> ARRAY[$1] AND ids IS NOT NULL', [toColumn(id)]);
  return rows.map(({ body }) => JSON.parse(body) as StoredJourney);
}

/** The newest two days of each. Index: the primary key, read backwards from each agent's last day. */
export async function readNewestDays(session: Session, agents: readonly string[]): Promise<readonly StoredAgentDay[]> {
  const { rows } = await session.query<Body>(
    `SELECT newest.body
       FROM unnest($1::text[]) AS wanted (agent)
      CROSS JOIN LATERAL (SELECT body FROM agent_day WHERE agent_day.agent = wanted.agent COLLATE "C" ORDER BY day DESC LIMIT 2) newest`,
    [[...new Set(agents.map(toColumn))]],
  );
  return withKnown(session, rows.map(dayOf));
}

/** Index: agent_day_begins. A day is 25 hours at most, so older ones cannot hold the instant. */
export async function readDaysAt(session: Session, at: Instant): Promise<readonly StoredAgentDay[]> {
  const { rows } = await session.query<Body>(
    'SELECT body FROM agent_day WHERE begins_at <= $1 AND begins_at > $1 - 2 * 86400000::bigint AND ends_at > $1', [toInteger(at)],
  );
  return withKnown(session, rows.map(dayOf));
}

export function contactOf({ body }: Body): ContactRow {
  return parseBody(body);
}

function dayOf({ body }: Body): StoredAgentDay {
  return parseBody(body);
}

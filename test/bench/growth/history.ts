import pg from 'pg';
import { detectors } from '../../../src/detectors/index.js';
import type { EarshotEvent } from '../../../src/domain/event.js';
import { unnamedFloor } from '../../../src/domain/floor.js';
import { DAY, HOUR, quarterOf } from '../../../src/domain/time.js';
import type { Instant } from '../../../src/domain/time.js';
import { rulesOf } from '../../../src/pipeline/catalogue.js';
import { Memory } from '../../../src/pipeline/memory.js';
import { takeStep } from '../../../src/pipeline/pipeline.js';
import type { Given } from '../../../src/pipeline/pipeline.js';
import { versionOf } from '../../../src/pipeline/restore.js';
import { saveRows } from '../../../src/pipeline/save.js';
import { connect } from '../../../src/store/connect.js';
import { startEmbedded } from '../../../src/store/embedded/start-embedded.js';
import { takeLeadership } from '../../../src/store/leadership.js';
import { openPgStateStore } from '../../../src/store/pg-state-store.js';
import { callOf } from './center.js';
import type { Center } from './center.js';

/** What a center has behind it: every customer has called once, evenly over the days. */
export interface Past extends Center {
  readonly days: number;
  /** The share of calls by who has called before; absent: none. `customers` are calls then. */
  readonly again?: number;
}

/** A day's work: the hours in which calls come. */
const OPEN = 8 * HOUR;
/** Calls a day that are really folded; the others are copies of them under names of their own. */
const FOLDED = 64;
/** Stands in the names of what is folded, and is replaced by a number in each copy. */
const MARK = '@@@';

/** What is made here has no power cut to fear: it would be made again. */
const hasty = { fsync: 'off', full_page_writes: 'off', autovacuum: 'off', wal_level: 'minimal', max_wal_senders: '0' };

/**
 * Fills the database of a data folder that no server has open with what a center would have saved. Some calls of each day go
 * through the fold and the store; their rows, flags and readings are then copied inside PostgreSQL, with names of their own:
 * a million of them in a minute, where folding them would take twenty.
 */
export async function fill(dataDir: string, past: Past): Promise<void> {
  const embedded = await startEmbedded({ dataDir, settings: hasty });
  const { connection } = embedded;
  const dataSource = await connect({ connection, sessions: 2 });
  const leadership = await takeLeadership({ connection, name: 'bench', onLost: () => undefined });
  const store = openPgStateStore({ connection, epoch: leadership.epoch });
  const given: Given = { memory: new Memory(), store, rules: rulesOf(detectors), readSettings: () => unnamedFloor };
  await store.clear(versionOf(given));
  const until = quarterOf(Date.now() - HOUR);
  await foldDays(given, past, until);
  await store.close();
  await leadership.resign();
  await dataSource.destroy();
  const client = new pg.Client('url' in connection ? { connectionString: connection.url } : connection);
  await client.connect();
  await copy(client, past);
  await client.end();
  await embedded.stop();
}

async function foldDays(given: Given, past: Past, until: Instant): Promise<void> {
  const center: Center = { ...past, customers: Math.round(past.days * FOLDED * (1 - (past.again ?? 0))) };
  let position = 0;
  for (let day = past.days; day >= 1; day -= 1) {
    const begin = until - day * DAY + DAY - OPEN;
    const calls = Array.from({ length: FOLDED }, (_, index) => marked(callOf(center, day * FOLDED + index, begin + Math.floor((index * OPEN) / FOLDED))));
    const events = calls.flat().toSorted((a, b) => a.time - b.time);
    position += 1;
    await takeStep(given, { position, recordedAt: begin + OPEN, content: { kind: 'events', history: true, events } }, false);
    while (await saveRows(given.memory, given.store, begin + DAY) > 0);
  }
}

/** A contact, its events and its customer carry the mark. */
function marked(events: readonly EarshotEvent[]): EarshotEvent[] {
  return events.map((event) => {
    const own = { ...event, id: `${event.id}${MARK}`, subject: `${event.subject}${MARK}` } as EarshotEvent;
    if (own.type !== 'contact.started' || own.data.customer === undefined) return own;
    return { ...own, data: { ...own.data, customer: `${own.data.customer}${MARK}` } };
  });
}

/** The names of those who have called, for traffic of the same people. */
export function callersOf(past: Past): { readonly of: number; readonly each: number } {
  return { of: past.days * FOLDED, each: copiesOf(past) };
}

function copiesOf({ customers, days }: Past): number {
  return Math.max(1, Math.round(customers / (days * FOLDED)));
}

/** Copies in the order of time, as they would have been written; agents have worked in every quarter-hour of their days. */
async function copy(client: pg.Client, past: Past): Promise<void> {
  const { agents, queues } = past;
  const named = (column: string): string => `replace(${column}, '${MARK}', '-' || n)`;
  const each = `CROSS JOIN generate_series(1, ${copiesOf(past)}) AS n`;
  await client.query(`
    INSERT INTO contact (id, started_at, customer, channel, entry, queues, agents, lost_at, lost, begun_in, heard_in, body)
      SELECT ${named('id')}, started_at, ${named('customer')}, channel, entry, queues, agents, lost_at, ${named('lost')}, begun_in, heard_in, ${named('body')}
        FROM contact ${each} ORDER BY started_at;
    INSERT INTO journey (customer, body) SELECT ${named('customer')}, ${named('body')} FROM journey ${each};
    INSERT INTO flag (key, owner, contact, rule, queue, since, retracted_at, body)
      SELECT ${named('key')}, ${named('owner')}, ${named('contact')}, rule, queue, since, retracted_at, ${named('body')} FROM flag ${each} ORDER BY since;
    DELETE FROM contact WHERE id LIKE '%${MARK}%';
    DELETE FROM journey WHERE customer LIKE '%${MARK}%';
    DELETE FROM flag WHERE key LIKE '%${MARK}%';`);
  await client.query(`
    WITH quarters AS (SELECT quarter FROM reading WHERE key = 'voice/total'),
         kinds (kind, number) AS (VALUES ('agent', ${agents}), ('queue', ${queues}))
    INSERT INTO reading (quarter, key, body)
      SELECT quarter, 'voice/' || kind || '/' || kind || '-' || n, sample.body
        FROM kinds CROSS JOIN quarters CROSS JOIN LATERAL generate_series(0, number - 1) AS n
       CROSS JOIN LATERAL (SELECT body FROM reading WHERE key LIKE 'voice/' || kind || '/%' LIMIT 1) AS sample
      ON CONFLICT DO NOTHING`);
  await client.query('VACUUM ANALYZE');
  await client.query('CHECKPOINT');
}


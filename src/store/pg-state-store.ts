import type pg from 'pg';
import type { ContactSummary } from '../domain/journey.js';
import type { ReadingKey } from '../domain/metric.js';
import { SECOND, type Instant } from '../domain/time.js';
import { LostLeadership } from '../ports/event-log.js';
import type {
  AgentDayPart, CohortsAsOf, Kept, ReadingDelta, ReadingsWanted, SaveBatch, Slice, StateStore, StoredAgentDay, StoredCohort, StoredContact, StoredJourney, MinuteDelta,
} from '../ports/state-store.js';
import type { Connection } from './connection.js';
import { openPool } from './sessions.js';
import { clearState, readKept } from './state/clear.js';
import { readCohorts, readCohortsAsOf, writeCohorts, writeCohortsAsOf } from './state/cohorts.js';
import { readParts, writeParts } from './state/day-parts.js';
import { readContacts, readDaysAt, readJourneys, readLosses, readNewestDays, readNumbersOf } from './state/read-rows.js';
import { addReadings, readKeys, readMinutes, readReadings } from './state/readings.js';
import { readSettings } from './state/settings.js';
import { isFlushed, readSlices, writeSlice } from './state/slices.js';
import { together } from './state/chunks.js';
import { inTransaction, type Session } from './state/transaction.js';
import { replaceFlags } from './state/write-flags.js';
import { replaceShadowFlags } from './state/write-shadow-flags.js';
import { writeAgentDays, writeContacts, writeJourneys } from './state/write-rows.js';

export interface PgStateStoreOptions {
  readonly connection: Connection;
  /** From `takeLeadership`. */
  readonly epoch: number;
}

/** On a database that `connect` has brought up to date. */
export function openPgStateStore({ connection, epoch }: PgStateStoreOptions): PgStateStore {
  return new PgStateStore(openPool(connection, { name: 'earshot state', max: 3, statementMs: 60 * SECOND, answerMs: 65 * SECOND, pipeline: true }), epoch);
}

export class PgStateStore implements StateStore {
  constructor(private readonly pool: pg.Pool, private readonly epoch: number) {}

  contacts(ids: readonly string[]): Promise<readonly StoredContact[]> {
    return readContacts(this.pool, ids);
  }

  journeys(customers: readonly string[]): Promise<readonly StoredJourney[]> {
    return readJourneys(this.pool, customers);
  }

  numbersOf(id: string): Promise<readonly StoredJourney[]> {
    return readNumbersOf(this.pool, id);
  }

  agentDays(agents: readonly string[]): Promise<readonly StoredAgentDay[]> {
    return readNewestDays(this.pool, agents);
  }

  agentDayParts(days: readonly Pick<StoredAgentDay, 'agent' | 'day'>[]): Promise<readonly AgentDayPart[]> {
    return readParts(this.pool, days);
  }

  save(batch: SaveBatch): Promise<void> {
    return this.#write(session => together([
      // Journeys move rows of contacts.
      writeContacts(session, batch.contacts).then(() => writeJourneys(session, batch.journeys)),
      writeAgentDays(session, batch.agentDays),
      writeParts(session, batch.parts),
      writeCohorts(session, batch.cohorts),
      writeCohortsAsOf(session, batch.cohortsAsOf),
      replaceFlags(session, batch),
      replaceShadowFlags(session, batch),
      addReadings(session, batch.deltas, batch.minutes),
    ]));
  }

  saveSlice(slice: Slice): Promise<void> {
    return this.#write(session => writeSlice(session, slice), isFlushed(slice));
  }

  slices(): Promise<readonly Slice[]> {
    return readSlices(this.pool);
  }

  losses(since: Instant): Promise<readonly ContactSummary[]> {
    return readLosses(this.pool, since);
  }

  agentDaysAt(at: Instant): Promise<readonly StoredAgentDay[]> {
    return readDaysAt(this.pool, at);
  }

  cohorts(): Promise<readonly StoredCohort[]> {
    return readCohorts(this.pool);
  }

  cohortsAsOf(): Promise<CohortsAsOf | undefined> {
    return readCohortsAsOf(this.pool);
  }

  readings(from: Instant, to: Instant, of?: ReadingsWanted): Promise<readonly ReadingDelta[]> {
    return readReadings(this.pool, from, to, of);
  }

  readingKeys(prefix: string, from: Instant, to: Instant): Promise<readonly ReadingKey[]> {
    return readKeys(this.pool, prefix, from, to);
  }

  minutes(since: Instant): Promise<readonly MinuteDelta[]> {
    return readMinutes(this.pool, since);
  }

  settings(): Promise<readonly { readonly position: number; readonly settings: unknown }[]> {
    return readSettings(this.pool);
  }

  async version(): Promise<string | undefined> {
    const { rows } = await this.pool.query<{ version: string }>('SELECT version FROM state_version');
    return rows[0]?.version;
  }

  kept(): Promise<Kept> {
    return readKept(this.pool);
  }

  clear(version: string): Promise<void> {
    return this.#write(session => clearState(session, version));
  }

  /** Waits for writes in flight. */
  async close(): Promise<void> {
    await this.pool.end();
  }

  async #write(write: (session: Session) => Promise<void>, isFlushed = true): Promise<void> {
    try {
      await inTransaction(this.pool, this.epoch, write, isFlushed);
    } catch (cause) {
      if (cause instanceof LostLeadership) throw cause;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`The state cannot be saved now: ${reason}. Nothing of this batch was saved; save it again in a moment.`, { cause });
    }
  }
}

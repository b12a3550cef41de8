import type pg from 'pg';
import type { AgentStanding } from '../domain/agent.js';
import { MINUTE } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { StoredAgentDay } from '../ports/state-store.js';
import type { StoredDays, WholeDay } from '../ports/stored-days.js';
import type { Connection } from './connection.js';
import { openPool } from './sessions.js';
import { parseBody } from './state/body.js';
import { toInteger } from './state/column.js';
import { readParts } from './state/day-parts.js';
import { agentDaysOf } from './state/slices.js';

/** Days a page: some megabytes of JSON. */
const PAGE = 200;

/** With a session of its own, for a reader beside the pipeline. */
export function openPgStoredDays(connection: Connection): PgStoredDays {
  return new PgStoredDays(openPool(connection, { name: 'earshot lab', max: 1, statementMs: MINUTE, answerMs: MINUTE }));
}

export class PgStoredDays implements StoredDays {
  constructor(private readonly pool: pg.Pool) {}

  async *begun(from: Instant, to: Instant): AsyncIterable<readonly WholeDay[]> {
    let after: readonly [Instant, string] = [toInteger(from) - 1, ''];
    for (;;) {
      const page = await this.page(after, to);
      const last = page.at(-1);
      if (last === undefined) break;
      yield await this.whole(page.map(({ day }) => day));
      after = [last.begins_at, last.agent];
    }
  }

  /** Index: the primary key. One slice after the other: each is megabytes where much is open. */
  async *goingOn(): AsyncIterable<readonly WholeDay[]> {
    const { rows: numbers } = await this.pool.query<{ number: number }>('SELECT number FROM slice ORDER BY number');
    for (const { number } of numbers) {
      const { rows } = await this.pool.query<{ body: string }>('SELECT body FROM slice WHERE number = $1', [number]);
      for (const row of rows) yield await this.whole(agentDaysOf(row));
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  /** Index: agent_day_begins. */
  private async page([begins, agent]: readonly [Instant, string], to: Instant): Promise<readonly { readonly begins_at: Instant; readonly agent: string; readonly day: StoredAgentDay }[]> {
    const { rows } = await this.pool.query<{ begins_at: Instant; agent: string; body: string }>(
      `SELECT begins_at, agent, body FROM agent_day WHERE begins_at >= $1 AND (begins_at, agent) > ($1, $2) AND begins_at < $3 ORDER BY begins_at, agent LIMIT ${PAGE}`, [begins, agent, toInteger(to)],
    );
    return rows.map(({ body, ...row }) => ({ ...row, day: parseBody<StoredAgentDay>(body) }));
  }

  private async whole(days: readonly StoredAgentDay[]): Promise<readonly WholeDay[]> {
    const headed = days.filter(({ head }) => head !== undefined);
    const parts = headed.length === 0 ? [] : await readParts(this.pool, headed);
    return days.map(({ agent, day, from, to, carried, head, events }) => ({
      agent, from, to, carried: carried as AgentStanding,
      events: head === undefined ? events : [...parts.filter((part) => part.agent === agent && part.day === day && part.number < head.parts).flatMap((part) => part.events), ...events],
    }));
  }
}

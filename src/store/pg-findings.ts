import type pg from 'pg';
import type { Entry } from '../domain/finding.js';
import { SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { FindingStore, Letter } from '../ports/findings.js';
import type { Connection } from './connection.js';
import { openPool } from './sessions.js';
import { fromColumn, toColumn } from './state/column.js';
import { inTransaction } from './state/transaction.js';
import type { Session } from './state/transaction.js';

/** With sessions of its own: what people say of a finding waits for nobody else's saves. */
export function openPgFindings({ connection, epoch }: { readonly connection: Connection; readonly epoch: number }): PgFindings {
  return new PgFindings(openPool(connection, { name: 'earshot findings', max: 2, statementMs: 20 * SECOND, answerMs: 22 * SECOND }), epoch);
}

export class PgFindings implements FindingStore {
  constructor(private readonly pool: pg.Pool, private readonly epoch: number) {}

  async journals(): Promise<ReadonlyMap<string, readonly Entry[]>> {
    const { rows } = await this.pool.query<{ finding: string; number: number; at: Instant; by: string; body: string }>('SELECT finding, number, at, by, body FROM finding_entry ORDER BY finding, number');
    const journals = new Map<string, Entry[]>();
    for (const { finding, number, at, by, body } of rows) {
      const id = fromColumn(finding);
      const entries = journals.get(id) ?? [];
      journals.set(id, entries);
      entries.push({ number, at, by: fromColumn(by), said: JSON.parse(body) as Entry['said'] });
    }
    return journals;
  }

  async write(finding: string, entries: readonly Entry[], letters: readonly Letter[]): Promise<void> {
    await inTransaction(this.pool, this.epoch, async (session) => {
      for (const { number, at, by, said } of entries) {
        await session.query('INSERT INTO finding_entry (finding, number, at, by, body) VALUES ($1, $2, $3, $4, $5)', [toColumn(finding), number, at, toColumn(by), JSON.stringify(said)]);
      }
      await insert(session, letters);
    });
  }

  async post(letters: readonly Letter[]): Promise<void> {
    if (letters.length > 0) await inTransaction(this.pool, this.epoch, (session) => insert(session, letters));
  }

  /** Index: finding_letter_finding. */
  letters(finding: string): Promise<readonly Letter[]> {
    return this.read('WHERE finding = $1 ORDER BY made_at, id', [toColumn(finding)]);
  }

  /** Index: finding_letter_due. */
  due(now: Instant, limit: number): Promise<readonly Letter[]> {
    return this.read("WHERE state = 'due' AND due_at <= $1 ORDER BY due_at, id LIMIT $2", [now, limit]);
  }

  async claim({ id }: Letter, now: Instant): Promise<boolean> {
    let isClaimed = false;
    await inTransaction(this.pool, this.epoch, async (session) => {
      const { rowCount } = await session.query("UPDATE finding_letter SET state = 'sending', tries = tries + 1, sent_at = $2, why = NULL WHERE id = $1 AND state = 'due'", [toColumn(id), now]);
      isClaimed = rowCount === 1;
    });
    return isClaimed;
  }

  async settle({ id, state, dueAt, sentAt, why }: Letter): Promise<void> {
    await inTransaction(this.pool, this.epoch, async (session) => {
      await session.query('UPDATE finding_letter SET state = $2, due_at = $3, sent_at = $4, why = $5 WHERE id = $1', [toColumn(id), state, dueAt, sentAt ?? null, why ?? null]);
    });
  }

  /** Index: finding_letter_sending. */
  async giveUpSending(): Promise<number> {
    let count = 0;
    await inTransaction(this.pool, this.epoch, async (session) => {
      const { rowCount } = await session.query("UPDATE finding_letter SET state = 'unknown', why = 'the server ended while it was being sent' WHERE state = 'sending'");
      count = rowCount ?? 0;
    });
    return count;
  }

  /** Index: the primary key. */
  async rewrite(finding: string, entries: readonly Entry[]): Promise<void> {
    await inTransaction(this.pool, this.epoch, async (session) => {
      for (const { number, said } of entries) await session.query('UPDATE finding_entry SET body = $3 WHERE finding = $1 AND number = $2', [toColumn(finding), number, JSON.stringify(said)]);
    });
  }

  /** Indexes: the primary key, finding_letter_finding. */
  async remove(findings: readonly string[]): Promise<void> {
    await inTransaction(this.pool, this.epoch, async (session) => {
      for (const table of ['finding_entry', 'finding_letter']) await session.query(`DELETE FROM ${table} WHERE finding = ANY ($1)`, [findings.map(toColumn)]);
    });
  }

  /** Index: finding_letter_made. */
  async removeLetters(before: Instant): Promise<number> {
    let count = 0;
    await inTransaction(this.pool, this.epoch, async (session) => {
      count = (await session.query('DELETE FROM finding_letter WHERE made_at < $1', [before])).rowCount ?? 0;
    });
    return count;
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private async read(where: string, values: unknown[]): Promise<readonly Letter[]> {
    const { rows } = await this.pool.query<Row>(`SELECT id, finding, cause, via, owner, made_at, state, tries, due_at, sent_at, why FROM finding_letter ${where}`, values);
    return rows.map(letterOf);
  }
}

interface Row extends Pick<Letter, 'id' | 'cause' | 'via' | 'owner' | 'state' | 'tries'> {
  readonly finding: string | null;
  readonly made_at: Instant;
  readonly due_at: Instant;
  readonly sent_at: Instant | null;
  readonly why: string | null;
}

async function insert(session: Session, letters: readonly Letter[]): Promise<void> {
  for (const { id, finding, cause, via, owner, madeAt, state, tries, dueAt } of letters) {
    await session.query(
      `INSERT INTO finding_letter (id, finding, cause, via, owner, made_at, state, tries, due_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING`,
      [toColumn(id), finding === undefined ? null : toColumn(finding), cause, via, toColumn(owner), madeAt, state, tries, dueAt],
    );
  }
}

function letterOf({ id, finding, cause, via, owner, made_at: madeAt, state, tries, due_at: dueAt, sent_at: sentAt, why }: Row): Letter {
  return {
    id: fromColumn(id), ...(finding === null ? {} : { finding: fromColumn(finding) }), cause, via, owner: fromColumn(owner), madeAt, state, tries, dueAt,
    ...(sentAt === null ? {} : { sentAt }), ...(why === null ? {} : { why }),
  };
}

import type pg from 'pg';
import type { Invitation } from '../domain/invitation.js';
import { DAY, HOUR, SECOND } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { Beside, Comment, Invitations, Kept, Person, Result, ResultFilter, SurveyRecords } from '../ports/surveys.js';
import type { Connection } from './connection.js';
import { openPool } from './sessions.js';
import { fromColumn, toColumn } from './state/column.js';
import { Conditions } from './state/conditions.js';
import { inTransaction } from './state/transaction.js';
import type { Session } from './state/transaction.js';

/** Longer than Twilio sends a webhook again. */
const REPLY_KEPT: Millis = 2 * DAY;
/** Longer than the year that the budget looks back on. */
const INVITATION_KEPT: Millis = 400 * DAY;
/** A sealed number is gone after three days, whatever it waits for (TRUST.md). */
const NUMBER_KEPT: Millis = 72 * HOUR;
/** Until its fate is known: as long as Twilio may have to be asked about it. */
const NEEDS_NUMBER = ['planned', 'sending'];

/** What went out, or may have. */
const SPENT = "delivery NOT IN ('cancelled', 'failed')";
const OPEN = "outcome IS NULL AND delivery IN ('sending', 'sent', 'delivered', 'unknown')";

/** With sessions of its own: invitations wait for nobody else's saves. */
export function openPgSurveys({ connection, epoch, keysOf }: { readonly connection: Connection; readonly epoch: number; readonly keysOf?: KeysOf }): PgSurveys {
  return new PgSurveys(openPool(connection, { name: 'earshot surveys', max: 3, statementMs: 10 * SECOND, answerMs: 12 * SECOND }), epoch, keysOf);
}

/** Under which other keys the same person may have been asked, or have said STOP. */
export type KeysOf = (person: Person) => Promise<readonly string[]>;

export class PgSurveys implements Invitations, SurveyRecords {
  constructor(private readonly pool: pg.Pool, private readonly epoch: number, private readonly keysOf: KeysOf = async () => []) {}

  async plan(invitation: Invitation, number: Uint8Array): Promise<boolean> {
    let isNew = false;
    await inTransaction(this.pool, this.epoch, async (session) => {
      const { rowCount } = await session.query(
        `INSERT INTO survey_invitation (id, version, programme, kind, is_later, contact, queue, customer, phone, prefix, planned_at, due_at, sent_at, expires_at,
           delivery, outcome, has_answers, is_untold, body, number)
         VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) ON CONFLICT (id) DO NOTHING`,
        [
          invitation.id, toColumn(invitation.programme), invitation.kind, invitation.isLater, toColumn(invitation.contact), invitation.queue === undefined ? null : toColumn(invitation.queue),
          toColumn(invitation.customer), toColumn(invitation.phone), invitation.prefix, invitation.plannedAt, ...changing(invitation), Buffer.from(number),
        ],
      );
      isNew = rowCount === 1;
    });
    return isNew;
  }

  async find(id: string): Promise<Kept | undefined> {
    return (await this.kept('WHERE id = $1', [toColumn(id)]))[0];
  }

  async numberOf(id: string): Promise<Uint8Array | undefined> {
    const { rows } = await this.pool.query<{ number: Buffer | null }>('SELECT number FROM survey_invitation WHERE id = $1', [toColumn(id)]);
    return rows[0]?.number ?? undefined;
  }

  async save({ version }: Kept, next: Invitation, beside: Beside = {}): Promise<boolean> {
    let isSaved = false;
    await inTransaction(this.pool, this.epoch, async (session) => {
      const { rowCount } = await session.query(
        `UPDATE survey_invitation SET version = version + 1, due_at = $3, sent_at = $4, expires_at = $5, delivery = $6, outcome = $7, has_answers = $8, is_untold = $9, body = $10,
           number = CASE WHEN $6 = ANY ($11::text[]) THEN number END,
           comment = CASE WHEN $12::text IS NULL THEN comment ELSE concat_ws(' / ', comment, $12::text) END
         WHERE id = $1 AND version = $2`,
        [next.id, version, ...changing(next), NEEDS_NUMBER, beside.comment ?? null],
      );
      isSaved = rowCount === 1;
      if (isSaved) await noteBeside(session, beside);
    });
    return isSaved;
  }

  async note(beside: Beside): Promise<void> {
    await inTransaction(this.pool, this.epoch, (session) => noteBeside(session, beside));
  }

  /** Index: survey_due. */
  due(now: Instant, limit: number): Promise<readonly Kept[]> {
    return this.kept("WHERE delivery = 'planned' AND due_at <= $1 ORDER BY due_at LIMIT $2", [now, limit]);
  }

  /** Index: survey_underway. */
  underway(): Promise<readonly Kept[]> {
    return this.kept("WHERE delivery = 'sending' ORDER BY id", []);
  }

  /** Index: survey_open. */
  overdue(now: Instant, limit: number): Promise<readonly Kept[]> {
    return this.kept("WHERE outcome IS NULL AND delivery NOT IN ('failed', 'cancelled') AND delivery <> 'sending' AND expires_at <= $1 ORDER BY expires_at LIMIT $2", [now, limit]);
  }

  /** Index: survey_untold. */
  untold(limit: number): Promise<readonly Kept[]> {
    return this.kept('WHERE is_untold ORDER BY id LIMIT $1', [limit]);
  }

  /** Index: survey_phone. */
  async openFor(phones: readonly string[], now: Instant): Promise<Kept | undefined> {
    return (await this.kept(`WHERE phone = ANY($1) AND ${OPEN} AND expires_at > $2 ORDER BY planned_at DESC LIMIT 1`, [phones.map(toColumn), now]))[0];
  }

  /** Index: survey_phone. */
  async lastFor(phones: readonly string[]): Promise<Kept | undefined> {
    return (await this.kept('WHERE phone = ANY($1) AND sent_at IS NOT NULL ORDER BY planned_at DESC LIMIT 1', [phones.map(toColumn)]))[0];
  }

  /** Index: survey_phone, survey_customer. */
  async plannedFor(person: Person): Promise<readonly Kept[]> {
    return this.kept("WHERE (phone = ANY($1) OR customer = ANY($1)) AND delivery = 'planned'", [await this.keys(person)]);
  }

  /** Index: survey_phone, survey_customer. What is planned counts from when it is due. */
  async askedSince(person: Person, since: Instant): ReturnType<Invitations['askedSince']> {
    const { rows } = await this.pool.query<{ kind: Invitation['kind']; at: Instant }>(
      `SELECT kind, coalesce(sent_at, due_at) AS at FROM survey_invitation WHERE (phone = ANY($1) OR customer = ANY($1)) AND ${SPENT} AND coalesce(sent_at, due_at) > $2`,
      [await this.keys(person), since],
    );
    return rows;
  }

  async isStopped(person: Person): Promise<boolean> {
    const { rowCount } = await this.pool.query('SELECT 1 FROM survey_stop WHERE phone = ANY($1) OR customer = ANY($1) LIMIT 1', [await this.keys(person)]);
    return rowCount !== 0;
  }

  async replyTo(message: string): Promise<string | undefined> {
    const { rows } = await this.pool.query<{ answer: string }>('SELECT answer FROM survey_reply WHERE message = $1', [toColumn(message)]);
    return rows[0]?.answer;
  }

  /** Index: survey_sent. */
  async sentSince(since: Instant): ReturnType<Invitations['sentSince']> {
    const { rows } = await this.pool.query<{ prefix: string; count: number }>(
      `SELECT prefix, count(*) AS count FROM survey_invitation WHERE sent_at >= $1 AND ${SPENT} GROUP BY prefix`, [since],
    );
    return { total: rows.reduce((sum, { count }) => sum + count, 0), byPrefix: Object.fromEntries(rows.map(({ prefix, count }) => [prefix, count])) };
  }

  /** Index: survey_programme. */
  async answersTo(programme: string): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>('SELECT count(*) AS count FROM survey_invitation WHERE programme = $1 AND has_answers', [toColumn(programme)]);
    return rows[0]?.count ?? 0;
  }

  async forget(now: Instant): Promise<void> {
    await inTransaction(this.pool, this.epoch, async (session) => {
      await session.query('UPDATE survey_invitation SET number = NULL WHERE number IS NOT NULL AND planned_at <= $1', [now - NUMBER_KEPT]);
      await session.query('DELETE FROM survey_reply WHERE at <= $1', [now - REPLY_KEPT]);
      await session.query('DELETE FROM survey_invitation WHERE planned_at <= $1', [now - INVITATION_KEPT]);
    });
  }

  /** What customers wrote in their own words, in surveys that were planned until then: how many. Index: survey_planned. */
  async removeComments(until: Instant): Promise<number> {
    let count = 0;
    await inTransaction(this.pool, this.epoch, async (session) => {
      count = (await session.query('UPDATE survey_invitation SET comment = NULL WHERE comment IS NOT NULL AND planned_at <= $1', [until])).rowCount ?? 0;
    });
    return count;
  }

  /** Index: survey_programme, survey_planned. */
  async results(filter: ResultFilter): Promise<readonly Result[]> {
    const conditions = conditionsOf(filter);
    const { rows } = await this.pool.query<{ body: string }>(`SELECT body FROM survey_invitation ${conditions.where} ORDER BY planned_at DESC LIMIT ${MOST_RESULTS}`, conditions.values);
    return rows.map(({ body }) => resultOf(JSON.parse(body) as Invitation));
  }

  /** Index: survey_programme, survey_planned. */
  async comments(filter: ResultFilter, limit: number): Promise<readonly Comment[]> {
    const conditions = conditionsOf(filter);
    conditions.add('comment IS NOT NULL AND $::boolean', true);
    const { rows } = await this.pool.query<{ contact: string; queue: string | null; at: Instant; comment: string }>(
      `SELECT contact, queue, coalesce(sent_at, planned_at) AS at, comment FROM survey_invitation ${conditions.where} ORDER BY planned_at DESC LIMIT ${limit}`, conditions.values,
    );
    return rows.map(({ contact, queue, at, comment }) => ({ contact: fromColumn(contact), ...(queue === null ? {} : { queue: fromColumn(queue) }), at, text: comment }));
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private async keys({ phone, customer, formers = [] }: Person): Promise<string[]> {
    return [...new Set([phone, customer, ...formers, ...await this.keysOf({ phone, customer })])].map(toColumn);
  }

  private async kept(where: string, values: unknown[]): Promise<readonly Kept[]> {
    const { rows } = await this.pool.query<{ body: string; version: number }>(`SELECT body, version FROM survey_invitation ${where}`, values);
    return rows.map(({ body, version }) => ({ invitation: JSON.parse(body) as Invitation, version }));
  }
}

/** One answer draws on so many at the most: the newest. */
const MOST_RESULTS = 50_000;

/** due_at, sent_at, expires_at, delivery, outcome, has_answers, is_untold, body */
function changing(invitation: Invitation): unknown[] {
  const { dueAt, sentAt, expiresAt, delivery, outcome, answers, untold } = invitation;
  return [dueAt, sentAt ?? null, expiresAt, delivery, outcome ?? null, Object.keys(answers).length > 0, untold.length > 0, JSON.stringify(invitation)];
}

async function noteBeside(session: Session, { reply, stop, start }: Beside): Promise<void> {
  if (reply !== undefined) {
    await session.query('INSERT INTO survey_reply (message, answer, at) VALUES ($1, $2, $3) ON CONFLICT (message) DO NOTHING', [toColumn(reply.message), reply.text, reply.at]);
  }
  if (stop !== undefined) {
    await session.query(
      'INSERT INTO survey_stop (phone, customer, stopped_at) VALUES ($1, $2, $3) ON CONFLICT (phone) DO UPDATE SET customer = excluded.customer',
      [toColumn(stop.person.phone), toColumn(stop.person.customer), stop.at],
    );
  }
  if (start !== undefined) await session.query('DELETE FROM survey_stop WHERE phone = ANY($1) OR customer = $2', [[start.person.phone, ...start.person.formers ?? []].map(toColumn), toColumn(start.person.customer)]);
}

function conditionsOf({ programme, from, to }: ResultFilter): Conditions {
  const conditions = new Conditions();
  conditions.add('programme = $', programme === undefined ? undefined : toColumn(programme));
  conditions.add('planned_at >= $', from);
  conditions.add('planned_at < $', to);
  return conditions;
}

function resultOf({ programme, isLater, queue, delivery, outcome, expiresAt, answers }: Invitation): Result {
  return { programme, isLater, ...(queue === undefined ? {} : { queue }), delivery, ...(outcome === undefined ? {} : { outcome }), expiresAt, answers };
}

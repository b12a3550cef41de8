import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Connection } from '../../src/store/connection.js';
import { migrations } from '../../src/store/migrations/all.js';
import { administer, testCluster, withDatabase } from './database.js';

/** What is folded from the log, and may be thrown away by an upgrade. Everything else may not. */
export const derived: ReadonlySet<string> = new Set(['contact', 'journey', 'agent_day', 'agent_day_part', 'cohort', 'cohorts_as_of', 'flag', 'reading', 'slice', 'state_version']);
/** Kept by the database itself, or changed by every start. */
const ours = new Set(['migrations', 'leadership']);

type Row = Readonly<Record<string, unknown>>;
interface Column { readonly table: string; readonly column: string; readonly type: string; readonly isNeeded: boolean }

export interface OldDatabase {
  readonly connection: Connection;
  /** Of each table its rows, with the columns that it had when it was made. */
  rows(): Promise<ReadonlyMap<string, readonly Row[]>>;
  drop(): Promise<void>;
}

/** Makes databases as an earlier version left them: its schema, and in it what a server of today wrote, as far as there was a place for it. */
export class AsOfThen {
  private constructor(private readonly today: pg.Client) {}

  static async of(today: Connection): Promise<AsOfThen> {
    return new AsOfThen(await open(today));
  }

  /** After so many migrations. `more`: where today's server wrote nothing, one row of something, which an upgrade must keep too and no server could read. */
  async database(count: number, more = false): Promise<OldDatabase> {
    const { connection: cluster } = testCluster();
    const name = `earshot_${randomUUID().replaceAll('-', '')}`;
    await administer(cluster, [`CREATE DATABASE ${name}`]);
    const connection = withDatabase(cluster, name);
    await migrated(connection, count);
    const session = await open(connection);
    const columns = await columnsIn(session);
    for (const table of tablesIn(columns)) await this.fill(session, table, columns.filter((column) => column.table === table), more);
    return {
      connection, rows: () => rowsOf(session, columns),
      drop: async () => {
        await session.end();
        await administer(cluster, [`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`]);
      },
    };
  }

  async close(): Promise<void> {
    await this.today.end();
  }

  private async fill(session: pg.Client, table: string, columns: readonly Column[], more: boolean): Promise<void> {
    const { rows } = await this.today.query<Row>(`SELECT * FROM ${table}`);
    // What is made up refers to nothing.
    await session.query('SET session_replication_role = replica');
    for (const row of rows.length === 0 && more ? [{}] : rows) {
      const given = columns.filter(({ column, isNeeded }) => column in row || isNeeded);
      const values = given.map(({ column, type }) => (column in row ? written(row[column], type) : something(type)));
      await session.query(`INSERT INTO ${table} (${given.map(({ column }) => `"${column}"`).join(', ')}) OVERRIDING SYSTEM VALUE VALUES (${given.map((_, place) => `$${place + 1}`).join(', ')}) ON CONFLICT DO NOTHING`, values);
    }
  }
}

async function open(connection: Connection): Promise<pg.Client> {
  const client = new pg.Client('url' in connection ? { connectionString: connection.url } : connection);
  await client.connect();
  return client;
}

async function migrated(connection: Connection, count: number): Promise<void> {
  if ('url' in connection) throw new Error('The test cluster is reached by its parts.');
  const { host, port, user, password, database } = connection;
  const dataSource = new DataSource({ type: 'postgres', host, port, username: user, database, ...(password === undefined ? {} : { password }), migrations: migrations.slice(0, count), migrationsTableName: 'migrations' });
  await dataSource.initialize();
  await dataSource.runMigrations({ transaction: 'each' });
  await dataSource.destroy();
}

async function columnsIn(session: pg.Client): Promise<readonly Column[]> {
  const { rows } = await session.query<{ table_name: string; column_name: string; data_type: string; is_nullable: string; column_default: string | null }>(
    "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position");
  return rows.map((row) => ({ table: row.table_name, column: row.column_name, type: row.data_type, isNeeded: row.is_nullable === 'NO' && row.column_default === null }));
}

/** Those that others refer to first. */
function tablesIn(columns: readonly Column[]): readonly string[] {
  const first = ['account', 'credential', 'source'];
  const tables = [...new Set(columns.map(({ table }) => table))].filter((table) => !ours.has(table));
  return [...first.filter((table) => tables.includes(table)), ...tables.filter((table) => !first.includes(table))];
}

async function rowsOf(session: pg.Client, columns: readonly Column[]): Promise<ReadonlyMap<string, readonly Row[]>> {
  const found = new Map<string, readonly Row[]>();
  for (const table of tablesIn(columns)) {
    const names = columns.filter((column) => column.table === table).map(({ column }) => `"${column}"`).join(', ');
    // What is folded may have lost a column, or its table: nobody asks for it.
    if (!derived.has(table)) found.set(table, (await session.query<Row>(`SELECT ${names} FROM ${table} ORDER BY 1, 2`)).rows);
  }
  return found;
}

function written(value: unknown, type: string): unknown {
  return type.startsWith('json') ? JSON.stringify(value) : value;
}

function something(type: string): unknown {
  if (type === 'bytea') return Buffer.from([0]);
  if (type === 'boolean') return false;
  if (type === 'ARRAY') return [];
  if (type.startsWith('json')) return '{}';
  return type.endsWith('int') || type === 'integer' ? 1 : 'x';
}

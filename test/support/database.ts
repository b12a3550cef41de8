import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Connection } from '../../src/store/connection.js';

/** What the run's setup hands to the specs. */
export interface TestCluster {
  readonly connection: Connection;
  /** A migrated, empty database. */
  readonly template: string;
  /** The run's own, gone when it ends; none beside a PostgreSQL that was given. */
  readonly folder?: string;
}

export const TEMPLATE = 'earshot_template';

export interface FreshDatabase {
  readonly connection: Connection;
  readonly name: string;
  /** Ends every session in it first. */
  drop(): Promise<void>;
}

/** A migrated, empty database of the spec's own, in about 100 ms. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { connection, template } = testCluster();
  const name = `earshot_${randomUUID().replaceAll('-', '')}`;
  // Workers copy the template at the same time; PostgreSQL refuses while another copy is being made, so take turns.
  await administer(connection, ['SELECT pg_advisory_lock(7311003)', `CREATE DATABASE ${name} TEMPLATE ${template}`]);
  return {
    connection: withDatabase(connection, name),
    name,
    drop: () => administer(connection, [`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`]),
  };
}

export function testCluster(): TestCluster {
  const cluster = testClusterOfRun();
  if (cluster === undefined) throw new Error('There is no test cluster: run this spec in the jest project "whole".');
  return cluster;
}

/** None outside a run of jest: in benchmarks. */
export function testClusterOfRun(): TestCluster | undefined {
  const handed = process.env['EARSHOT_TEST_CLUSTER'];
  return handed === undefined ? undefined : JSON.parse(handed) as TestCluster;
}

export function withDatabase(connection: Connection, database: string): Connection {
  if (!('url' in connection)) return { ...connection, database };
  const url = new URL(connection.url);
  url.pathname = `/${database}`;
  return { url: url.href };
}

/** As the cluster's owner, outside the spec's database: to cut its sessions, for example. */
export async function administer(connection: Connection, statements: readonly string[]): Promise<void> {
  const client = new pg.Client('url' in connection ? { connectionString: connection.url } : connection);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

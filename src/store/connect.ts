import { DataSource, type DataSourceOptions } from 'typeorm';
import { SECOND } from '../domain/time.js';
import { nameOf, type Connection } from './connection.js';
import { migrationState } from './migration-state.js';
import { migrations } from './migrations/all.js';
import { leave, openSession } from './sessions.js';

export interface ConnectOptions {
  readonly connection: Connection;
  readonly entities?: DataSourceOptions['entities'];
  /** Sessions in the pool. */
  readonly sessions?: number;
  /** `false`: it is looked at as it is, and not brought up to date. */
  readonly migrates?: boolean;
}

const OLDEST = 15;
/** Any number that no other program on this database uses; one server or command migrates at a time. */
const MIGRATION_LOCK = 7_311_001;

/** Opens the database and brings it up to date. Every error says in one sentence what to do. */
export async function connect(options: ConnectOptions): Promise<DataSource> {
  const dataSource = new DataSource(dataSourceOptions(options));
  await dataSource.initialize().catch(cause => {
    throw new Error(unreachable(options.connection, cause), { cause });
  });
  try {
    await refuseOld(dataSource, options.connection);
    if (options.migrates === false) return dataSource;
    await migrate(dataSource, options.connection);
    await refuseNewer(dataSource, options.connection);
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

function dataSourceOptions({ connection, entities, sessions }: ConnectOptions): DataSourceOptions {
  const where = 'url' in connection ? { url: connection.url } : {
    host: connection.host,
    port: connection.port,
    username: connection.user,
    database: connection.database,
    ...(connection.password === undefined ? {} : { password: connection.password }),
  };
  return {
    type: 'postgres',
    ...where,
    applicationName: 'earshot',
    entities: entities ?? [],
    migrations: [...migrations],
    migrationsTableName: 'migrations',
    synchronize: false,
    // Silent: what fails is thrown, and whoever catches it writes it down once.
    logger: 'debug',
    poolSize: sessions ?? 8,
    connectTimeoutMS: 5 * SECOND,
    // A cut idle session is replaced by the pool; TypeORM would print it.
    poolErrorHandler: () => undefined,
    extra: { keepAlive: true },
  };
}

async function refuseOld(dataSource: DataSource, connection: Connection): Promise<void> {
  const [row] = await dataSource.query<{ version: string }[]>("SELECT current_setting('server_version_num') AS version");
  const major = Math.floor(Number(row?.version) / 10_000);
  if (major >= OLDEST) return;
  throw new Error(
    `The database ${nameOf(connection)} is PostgreSQL ${major} and Earshot needs ${OLDEST} or newer. `
    + 'Point EARSHOT_DATABASE_URL at a newer one, or leave it out to use the embedded database.',
  );
}

/** What a newer version keeps an older one would not know of, and not keep up: it writes nothing rather than half. */
async function refuseNewer(dataSource: DataSource, connection: Connection): Promise<void> {
  const { newer: [newer] } = await migrationState(dataSource);
  if (newer === undefined) return;
  throw new Error(
    `The database ${nameOf(connection)} was brought up to date by a newer Earshot (${newer}). `
    + 'Start that version again, or restore the backup that was taken before the upgrade.',
  );
}

/** Two servers that start together wait for each other here; the lock's session is its own, so that a pool of one will do. */
async function migrate(dataSource: DataSource, connection: Connection): Promise<void> {
  const session = await openSession(connection, { name: 'earshot migration' });
  try {
    await session.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await leave(session);
  }
}

function unreachable(connection: Connection, cause: unknown): string {
  const { code, message } = cause as { code?: string; message?: string };
  const place = nameOf(connection);
  switch (code) {
    case '28P01':
    case '28000':
      return `The database ${place} refused the login. Check the user and the password in EARSHOT_DATABASE_URL.`;
    case '3D000':
      return `There is no database ${place}. Create it, or correct its name in EARSHOT_DATABASE_URL.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The database's host in EARSHOT_DATABASE_URL (${place}) is not known. Check its spelling and the name service.`;
    case 'ECONNREFUSED':
    case 'ENOENT':
      return `Nothing answers as database ${place}. Start that PostgreSQL, or correct EARSHOT_DATABASE_URL.`;
    case '53300':
      return `The database ${place} has no free session. Raise its max_connections or end other clients.`;
    default:
      return `The database ${place} cannot be reached (${message ?? String(cause)}). Check EARSHOT_DATABASE_URL and the network to it.`;
  }
}

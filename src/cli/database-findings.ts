import type { Clock } from '../ports/clock.js';
import type { connect } from '../store/connect.js';
import { migrationState } from '../store/migration-state.js';
import type { Finding } from './upkeep.js';

type DataSource = Awaited<ReturnType<typeof connect>>;

/** What has to be on, or what was acknowledged can be lost. Of `synchronous_commit` `local` and more will do. */
const DURABLE = ['fsync', 'synchronous_commit', 'full_page_writes'];
const SKEW_MS = 2_000;

/** Whether the database keeps what it acknowledged, agrees on the time, and is of this version. Changes nothing in it. */
export async function databaseFindings(dataSource: DataSource, clock: Clock): Promise<Finding[]> {
  const ask = async (sql: string): Promise<string> => String(Object.values((await dataSource.query<Record<string, unknown>[]>(sql))[0] ?? {})[0]);
  const findings: Finding[] = [{ well: true, says: `The database answers: ${(await ask('select version()')).split(' ').slice(0, 2).join(' ')}.` }];
  for (const name of DURABLE) {
    const value = await ask(`show ${name}`);
    findings.push(value === 'off'
      ? { well: false, says: `The database runs with ${name} = off: what was acknowledged can be lost. Set ${name} = on.` }
      : { well: true, says: `${name} is ${value}.` });
  }
  const skew = clock.now() - Number(await ask('select (extract(epoch from clock_timestamp()) * 1000)::bigint'));
  findings.push(Math.abs(skew) < SKEW_MS
    ? { well: true, says: 'The clocks of this machine and of the database agree.' }
    : { well: false, says: `This machine's clock and the database's differ by ${(skew / 1_000).toFixed(1)} s. Set both by NTP.` });
  return [...findings, await migrated(dataSource)];
}

async function migrated(dataSource: DataSource): Promise<Finding> {
  const { pending, newer } = await migrationState(dataSource);
  if (newer.length > 0) return { well: false, says: `A newer Earshot has migrated this database (${newer[0]}), and this one refuses it. Start that version again, or restore the backup.` };
  if (pending.length === 0) return { well: true, says: 'The database is of this version.' };
  return { well: true, says: `The next start brings the database up to date (${pending.length} ${pending.length === 1 ? 'migration' : 'migrations'}, forward only). Take a backup first.` };
}

import type { Command } from 'commander';
import { statfs } from 'node:fs/promises';
import { readServerFile } from '../app/server-file.js';
import { startServer } from '../app/server.js';
import { versionOf } from '../pipeline/restore.js';
import { rulesOf } from '../pipeline/catalogue.js';
import { detectors } from '../detectors/index.js';
import { systemClock } from '../ports/clock.js';
import { connect } from '../store/connect.js';
import { joinDatabase } from '../store/open-database.js';
import { said } from './say.js';
import { settingsOfCommand } from './with-database.js';

/** replay and doctor. */
export function addUpkeepCommands(program: Command): void {
  const json = (): boolean => program.opts<{ json?: boolean }>().json === true;
  program.command('replay').description('folds everything from the log again, with the rules and settings of today\'s version')
    .action(async () => said.out(await replay(), json()));
  program.command('doctor').description('looks at settings, database, clock and disk, and says what to do')
    .action(async () => {
      const findings = await examine();
      said.out({ text: findings.map(({ well, says }) => `${well ? 'ok  ' : 'BAD '} ${says}`).join('\n'), json: findings }, json());
      if (findings.some(({ well }) => !well)) process.exitCode = 1;
    });
}

async function replay(): Promise<{ text: string; json: unknown }> {
  const settings = settingsOfCommand();
  const running = await readServerFile(settings.dataDir);
  if (running) throw new Error(`A server runs on this data (process ${running.pid}). Stop it first, and start it again afterwards.`);
  const began = systemClock.now();
  const server = await startServer({ ...settings, port: 0, host: '127.0.0.1', amiUrls: [], logLevel: 'error', rebuild: true }, {
    note: () => undefined,
    failed: (error) => {
      throw error;
    },
  });
  const { street, memory, log } = server.machine;
  while (street.state.is !== 'live' || street.lag > 0) await new Promise((resolve) => setTimeout(resolve, 100));
  const entries = log.head;
  const contacts = memory.contacts.size;
  await server.stop();
  const ms = systemClock.now() - began;
  return {
    text: `Folded ${entries} entries of the log again in ${(ms / 1_000).toFixed(1)} s.`,
    json: { entries, ms, contactsInMemory: contacts, version: versionOf({ rules: rulesOf(detectors) }) },
  };
}

interface Finding {
  readonly well: boolean;
  readonly says: string;
}

async function examine(): Promise<Finding[]> {
  const settings = settingsOfCommand();
  const findings: Finding[] = [{ well: true, says: 'The settings can be read.' }];
  const running = await readServerFile(settings.dataDir);
  findings.push({ well: true, says: running ? `A server runs at ${running.url} (process ${running.pid}).` : 'No server runs on this data folder.' });
  const { bavail, bsize } = await statfs(settings.dataDir).catch(() => ({ bavail: 0, bsize: 0 }));
  const free = bavail * bsize / 1e9;
  findings.push(free > 1 || free === 0
    ? { well: true, says: `${free.toFixed(1)} GB are free for the data folder.` }
    : { well: false, says: `Only ${free.toFixed(2)} GB are free for ${settings.dataDir}. Make room: a full disk stops the log.` });
  const database = await joinDatabase({ url: settings.databaseUrl, dataDir: settings.dataDir });
  try {
    const dataSource = await connect({ connection: database.connection, sessions: 2 });
    try {
      const ask = async (sql: string): Promise<string> => String(Object.values((await dataSource.query<Record<string, unknown>[]>(sql))[0] ?? {})[0]);
      findings.push({ well: true, says: `The database answers: ${(await ask('select version()')).split(' ').slice(0, 2).join(' ')}.` });
      for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
        const value = await ask(`show ${name}`);
        findings.push(value === 'off'
          ? { well: false, says: `The database runs with ${name} = off: what was acknowledged can be lost. Set ${name} = on.` }
          : { well: true, says: `${name} is ${value}.` });
      }
      const skew = systemClock.now() - Number(await ask('select (extract(epoch from clock_timestamp()) * 1000)::bigint'));
      findings.push(Math.abs(skew) < 2_000
        ? { well: true, says: 'The clocks of this machine and of the database agree.' }
        : { well: false, says: `This machine's clock and the database's differ by ${(skew / 1_000).toFixed(1)} s. Set both by NTP.` });
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await database.stop();
  }
  return findings;
}

import type { Command } from 'commander';
import { readServerFile } from '../app/server-file.js';
import { versionOf } from '../pipeline/restore.js';
import { rulesOf } from '../pipeline/catalogue.js';
import { detectors } from '../detectors/index.js';
import { systemClock } from '../ports/clock.js';
import { floorFromLog } from '../app/settings/floor-in-log.js';
import type { Settings } from '../config/settings.js';
import { connect } from '../store/connect.js';
import { migrationState } from '../store/migration-state.js';
import { PgRemovalsSeen } from '../store/pg-removals-seen.js';
import { PgSettingsEntries } from '../store/pg-settings-entries.js';
import { PgSourceRecords } from '../store/pg-source-records.js';
import { joinDatabase } from '../store/open-database.js';
import { databaseFindings } from './database-findings.js';
import { fileFindings } from './file-findings.js';
import { startOwnServer } from './own-server.js';
import { said } from './say.js';
import { heardSources, rememberedSources } from './source-findings.js';
import { keptFindings } from './kept-findings.js';
import { settingsOfCommand, withDatabase } from './with-database.js';

/** rebuild and doctor. */
export function addUpkeepCommands(program: Command): void {
  const json = (): boolean => program.opts<{ json?: boolean }>().json === true;
  program.command('rebuild').description('folds everything in the log again, with the rules and settings of today\'s version')
    .action(async () => said.out(await rebuild(), json()));
  program.command('doctor').description('looks at settings, disk, keys, database, clocks and sources, and says what to do')
    .action(async () => {
      const findings = await examine();
      said.out({ text: findings.map(({ well, says }) => `${well ? 'ok  ' : 'BAD '} ${says}`).join('\n'), json: findings }, json());
      if (findings.some(({ well }) => !well)) process.exitCode = 1;
    });
}

/** Not to be confused with playing a recording: nothing is sent, the log itself is folded anew. */
export async function rebuild(): Promise<{ text: string; json: unknown }> {
  const settings = settingsOfCommand();
  const running = await readServerFile(settings.dataDir);
  if (running) throw new Error(`A server runs on this data (process ${running.pid}). Stop it first, and start it again afterwards.`);
  const began = systemClock.now();
  // What a kill left unsaved of sealed days is in no sum yet: it is folded as at any other start, before all else is forgotten.
  if (await isBehind()) await foldAll(settings, false);
  const { entries, contacts } = await foldAll(settings, true);
  const ms = systemClock.now() - began;
  return {
    text: `Folded ${entries} entries of the log again in ${(ms / 1_000).toFixed(1)} s.`,
    json: { entries, ms, contactsInMemory: contacts, version: versionOf({ rules: rulesOf(detectors) }) },
  };
}

/** Starts a server that nobody reaches, and stops it when it has folded the log. */
async function foldAll(settings: Settings, isRebuild: boolean): Promise<{ readonly entries: number; readonly contacts: number }> {
  const server = await startOwnServer({ ...settings, ...(isRebuild ? { rebuild: true } : {}) });
  const { street, memory, log } = server.machine;
  while (street.state.is !== 'live' || street.lag > 0) await new Promise((resolve) => setTimeout(resolve, 100));
  const [entries, contacts] = [log.head, memory.contacts.size];
  await server.stop();
  return { entries, contacts };
}

/** The log goes on behind what was saved last. */
function isBehind(): Promise<boolean> {
  return withDatabase(async (dataSource) => {
    const [row] = await dataSource.query<{ behind: boolean }[]>('SELECT (SELECT coalesce(max(position), 0) FROM log) > (SELECT coalesce(min(position), 0) FROM slice) AS behind');
    return row?.behind === true;
  });
}

export interface Finding {
  readonly well: boolean;
  readonly says: string;
}

async function examine(): Promise<Finding[]> {
  const settings = settingsOfCommand();
  const findings: Finding[] = [{ well: true, says: 'The settings can be read.' }];
  const running = await readServerFile(settings.dataDir);
  findings.push({ well: true, says: running ? `A server runs at ${running.url} (process ${running.pid}).` : 'No server runs on this data folder.' });
  findings.push(...await fileFindings(settings.dataDir, settings.databaseUrl === undefined));
  const database = await joinDatabase({ url: settings.databaseUrl, dataDir: settings.dataDir });
  try {
    const dataSource = await connect({ connection: database.connection, sessions: 2, migrates: false });
    try {
      findings.push(...await databaseFindings(dataSource, systemClock));
      const { pending } = await migrationState(dataSource);
      if (running) findings.push(...await heardSources(systemClock.now()));
      else if (pending.length === 0) findings.push(...await rememberedSources(new PgSourceRecords(dataSource), systemClock.now()));
      if (pending.length === 0) findings.push(...await foundKept(dataSource));
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await database.stop();
  }
  return findings;
}

async function foundKept(dataSource: Awaited<ReturnType<typeof connect>>): Promise<Finding[]> {
  const [settings] = await new PgSettingsEntries(dataSource).newest(1);
  const removals = new PgRemovalsSeen(dataSource);
  return keptFindings(await removals.oldest(), await removals.removals(), floorFromLog(settings?.settings).retention, systemClock.now());
}

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { testClusterOfRun } from './database.js';

/** What makes a data folder one with a database in it. */
const PARTS = ['postgres', 'postgres.password'];

/**
 * Puts a database that is made and up to date into an empty data folder: a copy of one that is made once a run, which takes a third of
 * the time. Outside a run of jest nothing is put there, and the server makes its own. That it can is seen in test/contracts/embedded.spec.ts.
 */
export async function putDatabase(dataDir: string): Promise<void> {
  const folder = testClusterOfRun()?.folder;
  if (folder === undefined || existsSync(path.join(dataDir, 'postgres'))) return;
  const made = path.join(folder, 'made');
  if (!existsSync(made)) await make(folder, made);
  // As it stands: PostgreSQL's user may be another than ours.
  await promisify(execFile)('cp', ['-a', ...PARTS.map((part) => path.join(made, part)), dataDir]);
}

/** Two workers may make it at once: the second finds it there. */
async function make(folder: string, made: string): Promise<void> {
  // Read only here: of all specs of a run one or two make it.
  const [{ startEmbedded }, { connect }] = [await import('../../src/store/embedded/start-embedded.js'), await import('../../src/store/connect.js')];
  const draft = await mkdtemp(path.join(folder, 'making-'));
  const embedded = await startEmbedded({ dataDir: draft });
  const dataSource = await connect({ connection: embedded.connection, sessions: 2 });
  await dataSource.destroy();
  await embedded.stop();
  await rename(draft, made).catch(() => rm(draft, { recursive: true, force: true }));
}

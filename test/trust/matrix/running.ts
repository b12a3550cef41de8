import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';
import { accessParts } from '../../../src/access/parts.js';
import type { ServedRoute } from '../../../src/app/served-routes.js';
import type { ContactPage } from '../../../src/contract/contact.js';
import { connect } from '../../../src/store/connect.js';
import { joinDatabase } from '../../../src/store/open-database.js';
import { PgAudit } from '../../../src/store/pg-audit.js';
import { PgCredentials } from '../../../src/store/pg-credentials.js';
import { Earshot } from '../../support/earshot.js';
import { until } from '../../support/until.js';
import { holdersOf } from './holders.js';
import type { Holder } from './holders.js';
import { eventsOf, ours, settingsIn, theirs, writeRows } from './world.js';

const main = fileURLToPath(new URL('../../support/told-routes.mjs', import.meta.url));

/** The built server with both teams in it, and everybody who asks. */
export interface Matrix {
  readonly earshot: Earshot;
  readonly routes: readonly ServedRoute[];
  readonly holders: readonly Holder[];
  end(): Promise<void>;
}

export async function startMatrix(): Promise<Matrix> {
  const folder = await mkdtemp(path.join(tmpdir(), 'earshot-matrix-'));
  const earshot = await Earshot.prepare(await settingsIn(folder), main);
  const end = async (): Promise<void> => {
    await earshot.remove();
    await rm(folder, { recursive: true });
  };
  try {
    await withDatabase(earshot.dataDir, (database) => writeRows(database, Date.now()));
    await earshot.start();
    const holders = await withDatabase(earshot.dataDir, (database) => holdersOf(accessParts(new PgCredentials(database), new PgAudit(database), 'the matrix')));
    await until(() => /^ROUTES .*$/mu.test(earshot.output));
    const routes = JSON.parse(/^ROUTES (.*)$/mu.exec(earshot.output)?.[1] ?? '[]') as ServedRoute[];
    await fill(earshot, holders);
    return { earshot, routes, holders, end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function withDatabase<Value>(dataDir: string, use: (database: DataSource) => Promise<Value>): Promise<Value> {
  const database = await joinDatabase({ dataDir });
  const dataSource = await connect({ connection: database.connection, sessions: 2 });
  try {
    return await use(dataSource);
  } finally {
    await dataSource.destroy();
    await database.stop();
  }
}

async function fill(earshot: Earshot, holders: readonly Holder[]): Promise<void> {
  const bearerOf = (is: Holder['is']): string => holders.findLast((each) => each.is === is)?.headers['authorization']?.slice('Bearer '.length) ?? '';
  if (await earshot.post(eventsOf(Date.now()), bearerOf('key')) !== 200) throw new Error(`The events of the matrix were not taken:\n${earshot.output}`);
  const admin = bearerOf('admin');
  await earshot.caughtUp(admin);
  for (const side of [ours, theirs]) side.customer = (await earshot.get<ContactPage>(`/api/v1/contacts/${side.lost}`, admin)).lane.customer ?? '';
  await until(async () => (await earshot.get<{ items: object[] }>('/api/v1/recovery', admin)).items.length === 2);
  await until(async () => (await earshot.get<{ items: object[] }>('/api/v1/prompts', admin)).items.length === 2);
}

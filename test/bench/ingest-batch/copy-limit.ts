import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { openDatabase } from '../../../src/store/open-database.js';
import { Traffic } from '../support/traffic.js';

/** The limit: the same events, read already, as rows of a table without an index, by COPY, with a commit every 1,000. */
interface Sent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly sequence: number;
  readonly data: object;
}

const BATCH = 1_000;
const dataDir = await mkdtemp(path.join(tmpdir(), 'earshot-copy-'));
const database = await openDatabase({ dataDir, onNote: () => undefined });
const { connection } = database;
const client = new pg.Client('url' in connection ? { connectionString: connection.url } : connection);
await client.connect();
await client.query('CREATE TABLE event (source text, id text, type text, subject text, time timestamptz, sequence integer, data jsonb)');
process.send?.('ready');
process.on('message', ({ seconds }: { seconds: number }) => void copyFor(seconds).then((perSecond) => process.send?.({ perSecond })));
process.once('SIGTERM', () => void client.end().then(() => database.stop()).then(() => rm(dataDir, { recursive: true, force: true })).then(() => process.exit(0)));

let runs = 0;

async function copyFor(seconds: number): Promise<number> {
  runs += 1;
  const traffic = new Traffic(`copy-${runs}`);
  const batches = Array.from({ length: 100 }, () => JSON.parse(traffic.batch(BATCH)) as Sent[]);
  const began = performance.now();
  let copied = 0;
  for (let turn = 0; performance.now() - began < seconds * 1_000; turn += 1) {
    const into = client.query(copyFrom('COPY event FROM STDIN'));
    into.end(batches[turn % batches.length]?.map(lineOf).join(''));
    await finished(into);
    copied += BATCH;
  }
  return copied / ((performance.now() - began) / 1_000);
}

function lineOf({ source, id, type, subject, time, sequence, data }: Sent): string {
  return `${source}\t${id}\t${type}\t${subject}\t${time}\t${sequence}\t${JSON.stringify(data).replaceAll('\\', '\\\\')}\n`;
}

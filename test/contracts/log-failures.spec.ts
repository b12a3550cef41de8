import { afterEach, expect, test } from '@jest/globals';
import { LogUnavailable, LostLeadership, type LogEntry } from '../../src/ports/event-log.js';
import { administer } from '../support/database.js';
import { batch, nameOfBatch } from '../support/events.js';
import { openPgLog, type PgLogUnderTest } from '../support/pg-log.js';
import { tcpProxy, type Accident, type TcpProxy } from '../support/tcp-proxy.js';
import { names, take } from './event-log.behaviour.js';

let proxy: TcpProxy;
let opened: PgLogUnderTest;

async function openBehindProxy(): Promise<PgLogUnderTest> {
  opened = await openPgLog({}, async direct => (proxy = await tcpProxy(direct)).connection);
  return opened;
}

afterEach(async () => {
  proxy?.thaw();
  await opened.close();
  await proxy?.close();
});

/** What really stands in the table. */
async function stored({ log }: PgLogUnderTest): Promise<readonly string[]> {
  return (await take(log, 1, log.head)).map(entry => nameOfBatch(entry.content));
}

test('a commit whose answer was lost is found in the log and acknowledged', async () => {
  const { log } = await openBehindProxy();
  await log.append(batch('a'));
  proxy.next('cut-after', 'entry-lost');
  expect(await log.append(batch('entry-lost'))).toMatchObject({ position: 2 });
  expect(await log.append(batch('b'))).toMatchObject({ position: 3 });
  expect(await stored(opened)).toEqual(['a', 'entry-lost', 'b']);
});

test('a batch that never arrived is refused for now, and its position goes to the next', async () => {
  const { log } = await openBehindProxy();
  await log.append(batch('a'));
  proxy.next('cut-before', 'entry-lost');
  await expect(log.append(batch('entry-lost'))).rejects.toMatchObject({
    constructor: LogUnavailable,
    message: 'The log cannot be written now: the connection to PostgreSQL broke. Send the same events again in a moment.',
    retryAfterMs: 1_000,
  });
  expect(await log.append(batch('b'))).toMatchObject({ position: 2 });
  expect(await stored(opened)).toEqual(['a', 'b']);
});

test('a statement that is still on its way when its connection is given up cannot land later', async () => {
  const { log } = await openBehindProxy();
  proxy.next('cut-and-deliver-late', 'entry-late');
  await expect(log.append(batch('entry-late'))).rejects.toThrow(LogUnavailable);
  await new Promise(resolve => setTimeout(resolve, 600));
  expect(await log.append(batch('b'))).toMatchObject({ position: 1 });
  expect(await stored(opened)).toEqual(['b']);
});

test('60 rounds of accidents: what was acknowledged is in the log once, what was sent again is too', async () => {
  const { log } = await openBehindProxy();
  const followed: LogEntry[] = [];
  const stop = new AbortController();
  const reading = (async () => { for await (const page of log.read(1, stop.signal)) followed.push(...page); })();
  const accidents: readonly Accident[] = ['cut-after', 'cut-before', 'cut-after', 'cut-and-deliver-late'];
  for (const [round, name] of names(60).entries()) {
    proxy.next(accidents[round % accidents.length] ?? 'cut-after', name);
    await appendUntilTaken(opened, name);
  }
  await new Promise(resolve => setTimeout(resolve, 20));
  stop.abort();
  await reading;
  expect(followed.map(entry => nameOfBatch(entry.content))).toEqual(names(60));
  expect(await stored(opened)).toEqual(names(60));
});

async function appendUntilTaken({ log }: PgLogUnderTest, name: string): Promise<void> {
  for (;;) {
    try {
      return void (await log.append(batch(name)));
    } catch (error) {
      if (!(error instanceof LogUnavailable)) throw error;
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }
}

test('a PostgreSQL that does not answer costs a sender two seconds, and what it finished is read afterwards', async () => {
  const { log } = await openBehindProxy();
  await log.append(batch('a'));
  proxy.freeze();
  const began = performance.now();
  const answers = await Promise.allSettled(names(100).map(name => log.append(batch(name))));
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(answers.every(each => each.status === 'rejected' && each.reason instanceof LogUnavailable)).toBe(true);
  proxy.thaw();
  await appendUntilTaken(opened, 'b');
  const inLog = await stored(opened);
  expect([['a', 'b'], ['a', 'entry-1', 'b']]).toContainEqual(inLog);
});

test('goes on by itself after PostgreSQL ended all its sessions', async () => {
  const { log, database } = await openBehindProxy();
  await log.append(batch('a'));
  await administer(database.connection, [
    `SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE datname = '${database.name}' AND pid <> pg_backend_pid()`,
  ]);
  await appendUntilTaken(opened, 'b');
  expect(await stored(opened)).toEqual(['a', 'b']);
});

test('a reader waits for a PostgreSQL that is away', async () => {
  opened = await openPgLog({ tail: { entries: 1, bytes: 1 } }, async direct => (proxy = await tcpProxy(direct)).connection);
  for (const name of names(5)) await opened.log.append(batch(name));
  proxy.cutAll();
  expect(await stored(opened)).toEqual(names(5));
});

test('a server whose database was taken over stops writing', async () => {
  const { log, database, lost } = await openBehindProxy();
  await log.append(batch('a'));
  // What the next leader does first.
  await administer(database.connection, ['UPDATE leadership SET epoch = epoch + 1']);
  await expect(log.append(batch('b'))).rejects.toThrow(LostLeadership);
  await expect(log.append(batch('c'))).rejects.toThrow(LostLeadership);
  await new Promise(resolve => setTimeout(resolve, 300));
  expect(lost).toHaveLength(1);
  expect(await stored(opened)).toEqual(['a']);
});

test('an entry of someone else at the next position ends the lead', async () => {
  const { log, database } = await openBehindProxy();
  await log.append(batch('a'));
  await administer(database.connection, ["INSERT INTO log VALUES (2, 5, '{\"v\":1,\"kind\":\"tick\"}')"]);
  await expect(log.append(batch('b'))).rejects.toThrow(LostLeadership);
});

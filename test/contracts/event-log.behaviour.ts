import { afterEach, describe, expect, test } from '@jest/globals';
import type { Instant } from '../../src/domain/time.js';
import type { EventLog, LogEntry } from '../../src/ports/event-log.js';
import { batch, nameOfBatch } from '../support/events.js';

export interface LogUnderTest {
  readonly log: EventLog;
  /** The wall clock's hands. */
  setClock(to: Instant): void;
  close(): Promise<void>;
}

/** What every EventLog does, whatever keeps it. */
export function behavesLikeAnEventLog(name: string, open: () => Promise<LogUnderTest>): void {
  describe(`${name} is an event log`, () => {
    let opened: LogUnderTest | undefined;
    const fresh = async (): Promise<LogUnderTest> => (opened = await open());
    afterEach(async () => {
      await opened?.close();
      opened = undefined;
    });

    test('counts entries from 1 and hands back what is durable', async () => {
      const { log, setClock } = await fresh();
      setClock(5_000);
      expect(log.head).toBe(0);
      expect(await log.append(batch('a'))).toEqual({ position: 1, recordedAt: 5_000, content: batch('a') });
      expect(await log.append({ kind: 'tick' })).toEqual({ position: 2, recordedAt: 5_000, content: { kind: 'tick' } });
      expect(log.head).toBe(2);
    });

    test('keeps the order of calls that were not waited for', async () => {
      const { log } = await fresh();
      const entries = await Promise.all(names(40).map(each => log.append(batch(each))));
      expect(entries.map(entry => [entry.position, nameOfBatch(entry.content)])).toEqual(names(40).map((each, i) => [i + 1, each]));
    });

    test('never stamps an entry earlier than the one before', async () => {
      const { log, setClock } = await fresh();
      setClock(60_000);
      await log.append(batch('a'));
      setClock(1_000);
      expect((await log.append(batch('b'))).recordedAt).toBe(60_000);
      setClock(61_000);
      expect((await log.append(batch('c'))).recordedAt).toBe(61_000);
    });

    test('reads what was there, then follows what comes, each entry once', async () => {
      const { log } = await fresh();
      for (const each of ['a', 'b', 'c']) await log.append(batch(each));
      const reading = take(log, 2, 4);
      await log.append(batch('d'));
      await log.append({ kind: 'settings', settings: { queues: [] }, by: 'owner' });
      const got = await reading;
      expect(got.map(entry => entry.position)).toEqual([2, 3, 4, 5]);
      expect(got.map(entry => nameOfBatch(entry.content))).toEqual(['b', 'c', 'd', 'settings']);
    });

    test('waits for a position that is not written yet', async () => {
      const { log } = await fresh();
      const reading = take(log, 3, 1);
      for (const each of ['a', 'b', 'c']) await log.append(batch(each));
      expect((await reading).map(entry => entry.position)).toEqual([3]);
    });

    test('ends a read when its signal fires, also while it waits', async () => {
      const { log } = await fresh();
      await log.append(batch('a'));
      const stop = new AbortController();
      const got: LogEntry[] = [];
      const reading = (async () => { for await (const page of log.read(1, stop.signal)) got.push(...page); })();
      setTimeout(() => stop.abort(), 20);
      await reading;
      expect(got).toHaveLength(1);
    });

    test('gives a reader that dawdles every entry once, in order', async () => {
      const { log } = await fresh();
      const stop = new AbortController();
      const got: number[] = [];
      const reading = (async () => {
        for await (const page of log.read(1, stop.signal)) {
          got.push(...page.map(({ position }) => position));
          await new Promise(resolve => setTimeout(resolve, 30));
          if (got.at(-1) === 200) stop.abort();
        }
      })();
      for (const each of names(200)) await log.append(batch(each, 500));
      await reading;
      expect(got).toEqual(names(200).map((_, index) => index + 1));
    });
  });
}

export async function take(log: EventLog, from: number, count: number): Promise<readonly LogEntry[]> {
  const stop = new AbortController();
  const got: LogEntry[] = [];
  for await (const page of log.read(from, stop.signal)) {
    got.push(...page);
    if (got.length >= count) stop.abort();
  }
  return got.slice(0, count);
}

export function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `entry-${index + 1}`);
}

import { afterAll, expect, test } from '@jest/globals';
import type { EarshotEvent } from '../../src/domain/event.js';
import { HOUR, MINUTE, quarterOf, SECOND } from '../../src/domain/time.js';
import { findRunning } from '../../src/store/embedded/connection-file.js';
import { openSession } from '../../src/store/sessions.js';
import { EarshotOnDisk, whyNoDisk } from '../support/disk/earshot-on-disk.js';
import { residentBytes } from '../support/resident.js';
import { caller, hangsUp, partsFrom, queues, reaches } from '../support/story.js';
import { kept } from './summary/kept.js';

/** How long the disk is full. */
const FULL = Number(process.env['EARSHOT_TEST_PAUSE_SECONDS'] ?? 4) * SECOND;
const MEGABYTE = 1_024 * 1_024;
const whyNot = whyNoDisk();
const disk = whyNot === undefined ? await EarshotOnDisk.prepare() : undefined;
afterAll(() => disk?.remove());

const base = quarterOf(Date.now() - 3 * HOUR);

(whyNot === undefined ? test : test.skip)(`the disk is full for a while: senders are told to come again, never falsely that it was taken, and it goes on by itself${whyNot === undefined ? '' : `; not here: ${whyNot}`}`, async () => {
  const { earshot } = disk!;
  await earshot.start();
  const key = await earshot.command('keys', 'create', '--source', 'disk-full');
  const token = await earshot.command('tokens', 'create', '--role', 'supervisor');
  const load = new Load(key);
  await load.serves();
  const before = await residentBytes(earshot.pid);
  await disk!.fill();
  await sleep(FULL / 2);
  // Now its write-ahead log cannot go on either: PostgreSQL ends, and cannot start while there is no room.
  await switchLog(earshot.dataDir);
  await sleep(FULL / 2);
  const grown = await residentBytes(earshot.pid) - before;
  await disk!.free();
  const freed = performance.now();
  await load.serves();
  const back = (performance.now() - freed) / SECOND;
  await load.ends();
  await earshot.caughtUp(token);
  const { items } = await earshot.get<{ items: { id: string; value: number | null }[] }>(`/api/v1/metrics?from=${base}&to=${base + HOUR + 15 * MINUTE}&metric=offered,answered&queue=full`, token);
  expect(Object.fromEntries(items.map(({ id, value }) => [id, value]))).toEqual({ offered: load.calls, answered: load.calls });
  expect(load.refused).toBeGreaterThan(0);
  expect(grown).toBeLessThan(256 * MEGABYTE);
  const ended = earshot.output.includes('The embedded database ended unexpectedly');
  kept('disk full', `${FULL / SECOND} s${ended ? ', PostgreSQL ended by it too' : ''}`, `${load.refused} × 503 with Retry-After, 0 false 2xx; back ${back.toFixed(1)} s after there was room; ${load.calls} calls: 0 lost, 0 counted twice; server memory + ${Math.max(0, Math.round(grown / MEGABYTE))} MB`);
}, 180_000 + FULL * 2);

/** Two senders, each with one post under way; what is not acknowledged is sent again. */
class Load {
  calls = 0;
  refused = 0;
  private taken = 0;
  private going = true;
  private readonly senders: readonly Promise<void>[];

  constructor(private readonly key: string) {
    this.senders = [this.send(), this.send()];
  }

  async serves(): Promise<void> {
    for (const before = this.taken; this.taken < before + 5;) await sleep(10);
  }

  async ends(): Promise<void> {
    this.going = false;
    await Promise.all(this.senders);
  }

  private async send(): Promise<void> {
    while (this.going) {
      const call = callOf((this.calls += 1));
      while (!await this.isTaken(call)) await sleep(50);
      this.taken += 1;
    }
  }

  private async isTaken(call: readonly EarshotEvent[]): Promise<boolean> {
    const { status, retryAfter } = await disk!.earshot.answerTo(call, this.key);
    if (status === 200) return true;
    // Whatever happens to its disk, Earshot itself answers, and says when to come again.
    expect([status, retryAfter]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    this.refused += 1;
    return false;
  }
}

/** Some kilobytes a call, so that the log's table grows with each. */
function callOf(number: number): readonly EarshotEvent[] {
  const { events } = caller({ id: `call-${number}`, begins: base + (number % 3_600) * SECOND, from: `+4930${1_000_000 + (number % 50)}` })
    .at(1, queues('full')).at(9, reaches('Alice')).at(60, partsFrom('Alice', 'customer')).at(61, hangsUp());
  return [...events, { id: `call-${number}-reason`, source: 'story', type: 'contact.reason', subject: `call-${number}`, time: base + (number % 3_600) * SECOND, data: { reason: `r${number} `.repeat(300) } }];
}

async function switchLog(dataDir: string): Promise<void> {
  const connection = await findRunning(dataDir);
  if (!connection) return;
  const session = await openSession(connection, { name: 'story' });
  // It ends with PostgreSQL, as it is to.
  for (let turn = 0; turn < 4; turn += 1) await session.query("SELECT pg_logical_emit_message(false, 'story', 'x'), pg_switch_wal()").catch(() => undefined);
  await session.end().catch(() => undefined);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

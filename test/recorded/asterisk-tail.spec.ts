import { appendFileSync, copyFileSync, mkdtempSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { QueueRow } from '../../src/contract/board.js';
import type { Page } from '../../src/contract/session.js';
import { MINUTE, SECOND } from '../../src/domain/time.js';
import { replayAmi, type AmiReplayer } from '../support/ami-replayer.js';
import { Earshot } from '../support/earshot.js';
import { AMI, countRawLines, onBoard, present, shiftedLog } from './asterisk-log.js';

if (!present) test.skip('48 recorded calls through an Asterisk are not at ../shared/data/asterisk, so nothing is checked against them', () => undefined);

(present ? describe : describe.skip)('48 recorded calls, a third of them while the manager interface was away, and the queue_log as it grows', () => {
  const log = path.join(mkdtempSync(path.join(tmpdir(), 'earshot-queue-log-')), 'queue_log');
  let pbx: AmiReplayer;
  let earshot: Earshot;
  let token = '';
  let lines: readonly string[] = [];

  beforeAll(async () => {
    pbx = await replayAmi({ recording: AMI, cutAfter: [2_500], missed: 3_000, shiftTo: Date.now() - 4 * MINUTE });
    lines = shiftedLog(pbx.shift).split('\n').filter((line) => line !== '').map((line) => `${line}\n`);
    earshot = await Earshot.prepare({ EARSHOT_AMI_URL: `ami://earshot:secret@127.0.0.1:${pbx.port}`, EARSHOT_QUEUE_LOG: log });
    writeFileSync(log, portion(0, 0.2));
    await earshot.start();
    token = await earshot.command('tokens', 'create', '--role', 'supervisor');
    await pbx.finished;
    await settled();
  }, 180_000);
  afterAll(async () => {
    await earshot.remove();
    await pbx.close();
  });

  test('without the rest of the file, the queues miss what the manager interface did not tell', async () => {
    expect(await counted()).not.toEqual(countRawLines());
    expect(earshot.output).toMatch(/Nothing was heard of Asterisk at \S+ for \d+ s; its queue_log fills that time/);
  });

  test('count what the raw lines count once these are written, over a renamed file, an emptied one and a restart, each once', async () => {
    appendFileSync(log, portion(0.2, 0.3));
    renameSync(log, `${log}.1`);
    appendFileSync(`${log}.1`, portion(0.3, 0.4));
    writeFileSync(log, portion(0.4, 0.5));
    await settled();
    appendFileSync(log, portion(0.5, 0.6));
    copyFileSync(log, `${log}-20261128`);
    truncateSync(log);
    appendFileSync(log, portion(0.6, 0.7));
    await settled();
    await earshot.stop();
    appendFileSync(log, portion(0.7, 0.8));
    await earshot.start();
    appendFileSync(log, portion(0.8, 1));
    await converged();
    expect(await counted()).toEqual(countRawLines());
    // The cut, and the time in which Earshot itself was down.
    expect(earshot.output.match(/Nothing was heard of Asterisk/g)?.length).toBe(2);
    expect(earshot.output).not.toContain('rotated is nowhere beside it');
    expect(earshot.output).not.toContain('Refused a line');
  }, 120_000);

  test('count the same after the server has read everything twice: killed, its places lost', async () => {
    await earshot.kill();
    const again = path.join(path.dirname(log), 'again');
    writeFileSync(again, lines.join(''));
    renameSync(again, log);
    await earshot.start();
    await converged();
    expect(await counted()).toEqual(countRawLines());
  }, 120_000);

  function portion(from: number, to: number): string {
    return lines.slice(Math.round(from * lines.length), Math.round(to * lines.length)).join('');
  }

  async function settled(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 3 * SECOND));
    await earshot.caughtUp(token);
  }

  /** However slow the machine is; what would come twice has come by then, too. */
  async function converged(): Promise<void> {
    for (let tries = 0; tries < 60 && !isDeepStrictEqual(await counted(), countRawLines()); tries++) await new Promise((resolve) => setTimeout(resolve, SECOND / 2));
    await settled();
  }

  async function counted(): Promise<unknown> {
    return onBoard(await earshot.get<Page<QueueRow>>('/api/v1/queues', token));
  }
});

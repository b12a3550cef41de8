import { setTimeout as pause } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { Earshot } from '../../support/earshot.js';
import { cpuSecondsOf } from '../measure/cpu.js';
import { figureOf, median, number, times, told } from '../measure/figures.js';
import type { Results } from '../measure/report.js';
import { load } from '../support/load.js';
import type { Loaded } from '../support/load.js';
import { Peer } from '../support/peer.js';

const ROUNDS = 3;
const CONNECTIONS = 16;
const PER_POST = 100;
/** Long enough that calls end, and are saved, as fast as they begin: that is 5 s after their last word. */
const WARM_UP = 10;
const SECONDS = 10;
/** The calls that a load leaves are ended at once, 20,000 of them; they are saved before the next begins. */
const REST = 20_000;
const SHARE_OF_FULL = 0.7;

/** A hundred events a request through everything: log, fold, flags, readings, saving, and a board that watches. */
export async function bench(): Promise<Results> {
  const earshot = await Earshot.prepare();
  await earshot.start();
  const limit = await Peer.start<'ready'>('ingest-batch/copy-limit.ts');
  try {
    const key = await earshot.command('keys', 'create', '--source', 'bench');
    const token = await earshot.command('tokens', 'create', '--role', 'supervisor');
    const board = io(`${earshot.url}/board`, { transports: ['websocket'], auth: { token } });
    board.emit('watch', {});
    let frames = 0;
    board.on('changes', () => void (frames += 1));
    const post = { url: `${earshot.url}/ingest/events`, key, connections: CONNECTIONS, perPost: PER_POST, seconds: SECONDS };
    const full: Loaded[] = [];
    const copied: { perSecond: number; cpu: number }[] = [];
    const behind: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      full.push(await load(earshot.pid, { ...post, warmUp: WARM_UP }));
      const ended = performance.now();
      await earshot.caughtUp(token);
      behind.push(performance.now() - ended);
      await pause(REST);
      copied.push(await copy(limit));
    }
    const rate = figureOf(full.map((each) => each.perSecond));
    const eased: Loaded[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      eased.push(await load(earshot.pid, { ...post, connections: 256, rate: rate.median * SHARE_OF_FULL, warmUp: WARM_UP }));
      await earshot.caughtUp(token);
      await pause(REST);
    }
    board.disconnect();
    const copyRate = figureOf(copied.map((each) => each.perSecond));
    const ours = median(full.map((each) => each.serverCpuPerEvent));
    const theirs = median(copied.map((each) => each.cpu));
    const p99 = figureOf(eased.map((each) => each.p99));
    const ratio = rate.median / copyRate.median;
    return {
      rows: [
        { what: `durable ingest, ${PER_POST} events a request, everything behind it running`, ours: `${told(rate, '/s')}, ${number(ours * 1e6)} µs CPU an event`, beside: `bare COPY, a commit every 1,000: ${told(copyRate, '/s')}, ${number(theirs * 1e6)} µs CPU an event`, ratio: times(ratio), goal: '≥ 30,000 /s', met: rate.median >= 30_000 },
        { what: 'the same, against bare COPY', ours: `${number(rate.median)} /s`, beside: `${number(copyRate.median)} /s`, ratio: times(ratio), goal: '≥ 0.8 ×', met: ratio >= 0.8 },
        { what: `acknowledgement at ${SHARE_OF_FULL * 100} % of that, open loop`, ours: `p50 ${number(median(eased.map((each) => each.p50)))} ms, p99 ${told(p99, 'ms')}`, beside: `${number(rate.median * SHARE_OF_FULL)} events/s sent, ${number(median(eased.map((each) => each.perSecond)))} taken`, ratio: '', goal: 'p99 ≤ 100 ms', met: p99.median <= 100 },
      ],
      notes: [
        `The fold was at most ${number(Math.max(...behind) / 1_000)} s behind the log when the load ended, ${number(median(behind) / 1_000)} s at the median.`,
        `The load generator took ${number(median(full.map((each) => each.cpuSeconds / each.events)) * 1e6)} µs CPU an event of its own. ${frames} frames reached the board.`,
      ],
    };
  } finally {
    await Promise.all([earshot.remove(), limit.stop()]);
  }
}

async function copy(limit: Peer<'ready'>): Promise<{ perSecond: number; cpu: number }> {
  const before = cpuSecondsOf(limit.pid);
  const seconds = SECONDS / 2;
  const { perSecond } = await limit.ask<{ perSecond: number }>({ seconds });
  return { perSecond, cpu: (cpuSecondsOf(limit.pid) - before) / (perSecond * seconds) };
}

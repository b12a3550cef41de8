import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { callOf } from '../growth/center.js';
import { fill } from '../growth/history.js';
import type { Past } from '../growth/history.js';
import { findRunning } from '../../../src/store/embedded/connection-file.js';
import { processesIn, signal } from '../../../src/store/embedded/processes.js';
import { startEmbedded } from '../../../src/store/embedded/start-embedded.js';
import { Earshot } from '../../support/earshot.js';
import { byTurns, figureOf, median, number, times, told } from '../measure/figures.js';
import type { Results } from '../measure/report.js';
import { load } from '../support/load.js';

/** EARSHOT_BENCH_SHARE=0.1: a tenth of it, to try the benchmark itself. */
const share = Number(process.env['EARSHOT_BENCH_SHARE'] ?? 1);
const past: Past = { customers: 1_000_000 * share, days: 30, queues: 50, agents: 1_000 };
const open = 100_000 * share;
const ROUNDS = 2;

interface Restart {
  /** Seconds from the start of the process to the first event acknowledged, and to nothing left to fold. */
  readonly door: number;
  readonly caughtUp: number;
  readonly events: number;
  /** From when the state was back to when the log was folded. */
  readonly replaySeconds: number;
}

/** The server with its database is killed under load, and started again; by turns with PostgreSQL alone on the same folder. */
export async function bench(): Promise<Results> {
  const earshot = await Earshot.prepare();
  try {
    await fill(earshot.dataDir, past);
    await earshot.start();
    const key = await earshot.command('keys', 'create', '--source', 'bench');
    const token = await earshot.command('tokens', 'create', '--role', 'admin');
    const live = await liveRate(earshot, key, token);
    const restarts: Restart[] = [];
    const seconds = await byTurns(ROUNDS, {
      ours: async () => {
        await underLoad(earshot, key, 15);
        await cutPower(earshot);
        const restart = await restartOf(earshot, key);
        restarts.push(restart);
        return restart.door;
      },
      postgres: async () => {
        await underLoad(earshot, key, 15);
        await cutPower(earshot);
        const alone = await secondsOfPostgres(earshot);
        await earshot.start();
        await earshot.caughtUp(token);
        return alone;
      },
    });
    return resultsOf(restarts, seconds.postgres, live);
  } finally {
    await earshot.kill();
    await endPostgres(earshot);
    await earshot.remove();
  }
}

/** Opens the contacts; what it takes at most, to the end of its folding. */
async function liveRate(earshot: Earshot, key: string, token: string): Promise<number> {
  await underLoad(earshot, key, 20, open);
  await earshot.caughtUp(token);
  const began = performance.now();
  const { events } = await underLoad(earshot, key, 20);
  await earshot.caughtUp(token);
  return (events * 1_000) / (performance.now() - began);
}

/** The calls that it opens stay open: those of the first time all the while, the few of the later ones too. */
function underLoad(earshot: Earshot, key: string, seconds: number, opened = 2_000): ReturnType<typeof load> {
  const center = { open: opened, queues: past.queues, agents: past.agents, again: 0.15 };
  return load(earshot.pid, { url: `${earshot.url}/ingest/events`, key, connections: 8, perPost: 100, warmUp: 0, seconds, center, leaveOpen: true });
}

async function cutPower(earshot: Earshot): Promise<void> {
  const database = await processesIn(clusterOf(earshot), undefined);
  // In one breath: PostgreSQL whose server is gone would shut down in good order, and start again without reading its log.
  const dead = earshot.kill();
  for (const pid of database) signal(pid, 'SIGKILL');
  await dead;
  await endPostgres(earshot);
  // After a reboot nobody has its number; here it may stay in the list of processes for as long as the container lives.
  await rm(path.join(clusterOf(earshot), 'postmaster.pid'));
}

const clusterOf = ({ dataDir }: Earshot): string => path.join(dataDir, 'postgres');

async function endPostgres(earshot: Earshot): Promise<void> {
  for (;;) {
    const left = await processesIn(clusterOf(earshot), undefined);
    if (left.length === 0) return;
    for (const pid of left) signal(pid, 'SIGKILL');
    await pause(20);
  }
}

async function secondsOfPostgres({ dataDir }: Earshot): Promise<number> {
  const began = performance.now();
  const embedded = await startEmbedded({ dataDir });
  const seconds = (performance.now() - began) / 1_000;
  await embedded.stop();
  return seconds;
}

async function restartOf(earshot: Earshot, key: string): Promise<Restart> {
  const began = performance.now();
  const since = (): number => (performance.now() - began) / 1_000;
  const started = earshot.start();
  const door = doorOpens(earshot, key).then(since);
  await started;
  const restored = restoredFrom(earshot).then((position) => ({ position, at: since() }));
  await caughtUp(earshot);
  const end = since();
  const { position, at } = await restored;
  return { door: await door, caughtUp: end, events: await eventsAfter(earshot, position), replaySeconds: end - at };
}

/** A sender tries again and again, as it must. */
async function doorOpens(earshot: Earshot, key: string): Promise<void> {
  for (let number = 0; await earshot.post(callOf(past, number, Date.now()).slice(0, 1), key) !== 200; number += 1) await pause(20);
}

async function caughtUp(earshot: Earshot): Promise<void> {
  for (;;) {
    const { state, lag } = await fetch(`${earshot.url}/health/ready`).then((answer) => answer.json() as Promise<{ state: string; lag: number }>);
    if (state === 'live' && lag === 0) return;
    await pause(20);
  }
}

/** The entry up to which the state was back, as the server says. */
async function restoredFrom(earshot: Earshot): Promise<number> {
  for (;;) {
    const said = /Restored the state up to entry (\d+) of/.exec(earshot.output);
    if (said) return Number(said[1]);
    await pause(10);
  }
}

async function eventsAfter({ dataDir }: Earshot, position: number): Promise<number> {
  const connection = await findRunning(dataDir);
  if (!connection) throw new Error('The embedded database does not run.');
  const client = new pg.Client('url' in connection ? { connectionString: connection.url } : connection);
  await client.connect();
  const { rows } = await client.query<{ content: Buffer }>('SELECT content FROM log WHERE position > $1', [position]);
  await client.end();
  return rows.reduce((sum, { content }) => sum + ((JSON.parse(content.toString('utf8')) as { events?: unknown[] }).events?.length ?? 0), 0);
}

function resultsOf(restarts: readonly Restart[], postgres: readonly number[], live: number): Results {
  const door = figureOf(restarts.map((restart) => restart.door));
  const whole = figureOf(restarts.map((restart) => restart.caughtUp));
  const replay = figureOf(restarts.map(({ events, replaySeconds }) => events / replaySeconds));
  const beside = told(figureOf(postgres), 's');
  const ratio = (seconds: number): string => times(seconds / median(postgres));
  return {
    rows: [
      { what: 'door open after a power cut', ours: told(door, 's'), beside: `PostgreSQL alone: ${beside}`, ratio: ratio(door.median), goal: '≤ 5 s', met: door.median <= 5 },
      { what: 'caught up after a power cut', ours: told(whole, 's'), beside: `PostgreSQL alone: ${beside}`, ratio: ratio(whole.median), goal: '≤ 15 s', met: whole.median <= 15 },
      {
        what: 'replay', ours: told(replay, 'events/s'), beside: `live, to the end of its folding: ${number(live)} events/s`,
        ratio: times(replay.median / live), goal: '≥ 5 ×', met: replay.median / live >= 5,
      },
    ],
    notes: [
      `${open.toLocaleString('en-US')} calls open, ${past.customers.toLocaleString('en-US')} customers over ${past.days} days; killed with SIGKILL, server and database, after 15 s of all that they take.`,
      `Replayed: ${restarts.map(({ events, replaySeconds }) => `${number(events)} events in ${number(replaySeconds)} s`).join(', ')}.`,
    ],
  };
}

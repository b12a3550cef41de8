import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { TICK } from '../../../src/live/board.js';
import { Earshot } from '../../support/earshot.js';
import { cpuSecondsOf } from '../measure/cpu.js';
import { figureOf, number, quantile, times, told } from '../measure/figures.js';
import type { Results, Row } from '../measure/report.js';
import { load } from '../support/load.js';
import { openReaders } from '../support/reading.js';
import type { Readers } from '../support/reading.js';
import { SCOPES, SOCKETS, tokensOf } from './scopes.js';
import { USEFUL_SHARE } from './useful.js';
import { watch } from './watch.js';
import type { Watched } from './watch.js';

/** Events a second: the national peak. `EARSHOT_BENCH_RATE` tries another. */
const RATE = Number(process.env['EARSHOT_BENCH_RATE'] ?? 30_000);
/** What the peer is sent: it emits each change to fifty readers, and takes no more. */
const PEER_RATE = 2_000;
const ROUNDS = Number(process.env['EARSHOT_BENCH_ROUNDS'] ?? 3);
const WARM_UP = 6;
const SECONDS = 20;
const FRAMES_A_SECOND = 1_000 / TICK;
/** The watchers send some probes before they measure, and wait for the last ones. */
const PROBED_SECONDS = 8;
const PROBES = 20;
const TYPESCRIPT = ['--no-warnings', '--import', './test/support/typescript.mjs'];

interface Round {
  readonly taken: number;
  readonly watched: Watched;
  /** Useful changes that readers were shown, by CPU second of the server with its database: of all that it did, and of what it did for boards. */
  readonly usefulPerCpuSecond: number;
  readonly usefulPerBoardSecond: number;
  readonly coresOfServer: number;
}

/** From an event to the boards that show it, while a whole national peak comes in; and what a change that a reader is shown costs. */
export async function bench(): Promise<Results> {
  const ours: Round[] = [];
  const peers: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await measureOurs(await measureWithoutBoards()));
    peers.push(await measurePeer());
  }
  return { rows: rowsOf(ours, peers), notes: notesOf(ours) };
}

/** CPU seconds an event, while nobody watches. */
async function measureWithoutBoards(): Promise<number> {
  const earshot = await Earshot.prepare();
  await earshot.start();
  try {
    const key = await earshot.command('keys', 'create', '--source', 'bench');
    return (await load(earshot.pid, loadOn(earshot, key))).serverCpuPerEvent;
  } finally {
    await earshot.remove();
  }
}

function loadOn({ url }: Earshot, key: string): Parameters<typeof load>[1] {
  return { url: `${url}/ingest/events`, key, connections: 32, perPost: 100, warmUp: WARM_UP, seconds: SECONDS, rate: RATE, leaveOpen: true as const };
}

async function measureOurs(cpuWithoutBoards: number): Promise<Round> {
  const earshot = await Earshot.prepare();
  await earshot.start();
  let readers: Readers | undefined;
  try {
    const key = await earshot.command('keys', 'create', '--source', 'bench');
    const tokens = await tokensOf((...args) => earshot.command(...args));
    readers = await openReaders({ url: earshot.url, speaks: 'board', tokens, sockets: SOCKETS });
    const loading = load(earshot.pid, loadOn(earshot, key));
    await pause(WARM_UP * 1_000);
    const watching = watch({ url: earshot.url, key, tokens, rate: PROBES, seconds: PROBED_SECONDS });
    const [cpu, heard, began] = [cpuSecondsOf(earshot.pid), (await readers.heard()).frames, performance.now()];
    const [loaded, watched] = await Promise.all([loading, watching]);
    const [spent, frames, seconds] = [cpuSecondsOf(earshot.pid) - cpu, (await readers.heard()).frames - heard, (performance.now() - began) / 1_000];
    // Frames that were passed over or came late are taken off in full, though the next one shows what they held.
    const reached = Math.min(1, frames / (SOCKETS * FRAMES_A_SECOND * seconds));
    const changes = loaded.events * USEFUL_SHARE * (SOCKETS / SCOPES) * reached;
    return { taken: loaded.perSecond, watched, usefulPerCpuSecond: changes / spent, usefulPerBoardSecond: changes / (spent - loaded.events * cpuWithoutBoards), coresOfServer: spent / seconds };
  } finally {
    await readers?.close();
    await earshot.remove();
  }
}

async function measurePeer(): Promise<number> {
  const server = fork(fileURLToPath(new URL('peer.ts', import.meta.url)), { execArgv: TYPESCRIPT });
  const url = await new Promise<string>((resolve) => server.once('message', (message) => resolve(message as string)));
  const readers = await openReaders({ url, speaks: 'socket.io', tokens: Array.from({ length: SCOPES }, (_, scope) => String(scope)), sockets: SOCKETS });
  try {
    const pid = server.pid ?? 0;
    const loading = load(pid, { url, key: '', connections: 4, perPost: 20, warmUp: 4, seconds: SECONDS / 2, rate: PEER_RATE, leaveOpen: true });
    await pause(4_000);
    const [cpu, before] = [cpuSecondsOf(pid), (await readers.heard()).frames];
    await loading;
    await pause(1_000);
    return ((await readers.heard()).frames - before) / (cpuSecondsOf(pid) - cpu);
  } finally {
    await readers.close();
    server.kill('SIGKILL');
  }
}

function rowsOf(rounds: readonly Round[], peers: readonly number[]): Row[] {
  const [all, ours, peer] = [figureOf(rounds.map((round) => round.usefulPerCpuSecond)), figureOf(rounds.map((round) => round.usefulPerBoardSecond)), figureOf(peers)];
  return [
    latencyRow('event → board, p50', rounds.map(({ watched }) => watched.lane.p50), 150),
    latencyRow('event → board, p99', rounds.map(({ watched }) => watched.lane.p99), 400),
    latencyRow('alert → board, p99', rounds.map(({ watched }) => watched.alert.p99), 250),
    {
      what: 'useful changes shown, by what boards cost', ours: told(ours, 'per CPU second'), beside: `each emitted to each: ${told(peer, 'per CPU second')}`,
      ratio: times(ours.median / peer.median), goal: '≥ 20 ×', met: ours.median / peer.median >= 20,
    },
    {
      what: 'useful changes shown, by all that the server does', ours: told(all, 'per CPU second'), beside: `each emitted to each: ${told(peer, 'per CPU second')}`,
      ratio: times(all.median / peer.median), goal: '', met: null,
    },
  ];
}

function latencyRow(what: string, waits: readonly (number | null)[], most: number): Row {
  const values = waits.map((wait) => wait ?? Infinity);
  return { what, ours: told(figureOf(values), 'ms'), beside: '', ratio: '', goal: `≤ ${most} ms`, met: quantile(values, 0.5) <= most };
}

function notesOf(rounds: readonly Round[]): string[] {
  const missed = rounds.reduce((sum, { watched }) => sum + watched.lane.missed + watched.alert.missed, 0);
  return [
    `${number(RATE)} events a second were sent in an open loop of posts of 100; ${told(figureOf(rounds.map((round) => round.taken)), '/s')} were acknowledged, and the server with its database used ${told(figureOf(rounds.map((round) => round.coresOfServer)), 'cores')}.`,
    `${number(SOCKETS)} sockets, ${SCOPES} scopes of two or three of 50 queues; besides, one page's client a scope reads ${PROBES} probes a second: callers turned away this moment, whose lane and alert are timed from when their post was due. ${missed} of them were not seen.`,
    'A useful change is one event that changes the queue\'s or the agent\'s row, for one reader who may see it; it counts when the reader is shown it or what it became by the next frame. What boards cost is what the server used more than under the same load with nobody watching, since the peer only emits; the other row has in it the taking in, storing, folding and flagging too.',
    `The peer is sent ${number(PEER_RATE)} events a second, which it can take; its changes are counted as they reach the readers.`,
  ];
}

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

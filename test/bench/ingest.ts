import { io } from 'socket.io-client';
import type { Frame } from '../../src/contract/board.js';
import { toCloudEvent } from '../../src/views/cloud-event.js';
import { Earshot } from '../support/earshot.js';
import { callsOf } from './calls.js';
import { bareFastify } from './peers.js';
import { median, print, quantile } from './report.js';
import type { Row } from './report.js';

/**
 * Durable ingest through the whole path (fold, flags, readings, saving, one board), beside a bare Fastify that stores nothing.
 * The load generator runs in this process; both are measured in the same run, alternating.
 */
const ROUNDS = Number(process.env['EARSHOT_TEST_ROUNDS'] ?? 5);
const SECONDS = 5;
const CONNECTIONS = 8;

const earshot = await Earshot.prepare({ EARSHOT_LOG_LEVEL: 'info' });
await earshot.start();
try {
  const key = await earshot.command('keys', 'create', '--source', 'bench');
  const token = await earshot.command('tokens', 'create', '--role', 'supervisor');
  const board = io(`${earshot.url}/board`, { transports: ['websocket'], auth: { token } });
  board.emit('watch', {});
  let frames = 0;
  board.on('changes', (_: Frame) => void (frames += 1));
  const peer = await bareFastify();
  // First, while the floor is empty: lanes are bounded, and a new one must not be crowded out.
  const rows: Row[] = [await latency(key, board)];
  for (const perPost of [1, 100]) {
    const ours: Load[] = [];
    const theirs: Load[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await load(`${earshot.url}/ingest/events`, key, perPost));
      theirs.push(await load(peer.url, key, perPost));
      await earshot.caughtUp(token);
    }
    const rate = median(ours.map((each) => each.perSecond));
    rows.push({
      what: `durable ingest, ${perPost} event${perPost === 1 ? '' : 's'} a post, ${CONNECTIONS} connections`,
      ours: `${Math.round(rate)} events/s, p99 ${Math.round(median(ours.map((each) => each.p99)))} ms`,
      beside: `bare Fastify, nothing stored: ${Math.round(median(theirs.map((each) => each.perSecond)))} events/s`,
      ratio: (rate / median(theirs.map((each) => each.perSecond))).toFixed(2),
    });
  }
  board.disconnect();
  await peer.stop();
  print(rows, `${frames} frames were received by the board meanwhile.`);
} finally {
  await earshot.remove();
}

interface Load {
  readonly perSecond: number;
  readonly p99: number;
}

/** Posts as fast as answers come, from several connections. */
async function load(url: string, key: string, perPost: number): Promise<Load> {
  const until = Date.now() + SECONDS * 1_000;
  const waits: number[] = [];
  let taken = 0;
  const one = async (connection: number): Promise<void> => {
    for (const batch of callsOf(connection, perPost)) {
      const body = JSON.stringify(batch.map(toCloudEvent));
      const began = performance.now();
      if (Date.now() >= until) return;
      const answer = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/cloudevents-batch+json', authorization: `Bearer ${key}` } });
      await answer.text();
      waits.push(performance.now() - began);
      if (answer.ok) taken += batch.length;
      else await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, connection) => one(connection)));
  return { perSecond: taken / ((performance.now() - began) / 1_000), p99: quantile(waits, 0.99) };
}

/** From the post of an event to its lane on a board, at rest. */
async function latency(key: string, board: ReturnType<typeof io>): Promise<Row> {
  const waits: number[] = [];
  for (let turn = 0; turn < 60; turn += 1) {
    const call = `latency-${Date.now()}-${turn}`;
    const seen = new Promise<void>((resolve) => {
      const look = (frame: Frame): void => {
        if (!frame.lanes?.some((lane) => lane.id === call)) return;
        board.off('changes', look);
        resolve();
      };
      board.on('changes', look);
    });
    const began = performance.now();
    await earshot.post([{ id: call, source: 'bench', type: 'ivr.node.entered', time: Date.now(), subject: call, data: { node: 'main' } }], key);
    await seen;
    waits.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 40 + turn * 7 % 250));
  }
  return { what: 'event → board, at rest', ours: `p50 ${Math.round(quantile(waits, 0.5))} ms, p99 ${Math.round(quantile(waits, 0.99))} ms`, beside: 'a frame every 250 ms', ratio: '' };
}

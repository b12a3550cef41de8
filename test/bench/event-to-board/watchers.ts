import { createHistogram } from 'node:perf_hooks';
import { io } from 'socket.io-client';
import { Pool } from 'undici';
import type { FeedFact, Frame, Snapshot } from '../../../src/contract/board.js';
import { probe } from './probe.js';
import { scopes } from './scopes.js';
import type { Wait, WatchAsked } from './watch.js';

const SECOND = 1_000;
/** Sent to each queue before anything is measured: from the fifth on its alerts are one incident, which no budget holds back. */
const BEFORE = 6;

/** The boards of one process with their probes. One clock tells when a probe should be sent and when it is seen. */
const { url, key, tokens, rate, seconds } = JSON.parse(process.argv[2] ?? '{}') as WatchAsked;
const pool = new Pool(new URL(url).origin, { connections: 16, pipelining: 1 });
const headers = { 'content-type': 'application/cloudevents-batch+json', authorization: `Bearer ${key}` };
const lane = waits();
const alert = waits();
let measuredFrom = Infinity;

function waits(): { take(board: number, ids: Iterable<string>): void; told(sent: number): Wait } {
  const histogram = createHistogram();
  const seen = new Set<string>();
  return {
    take(board, ids) {
      for (const id of ids) {
        const due = probe.dueOf(id);
        if (due === undefined || due < measuredFrom || seen.has(`${board} ${id}`)) continue;
        seen.add(`${board} ${id}`);
        histogram.record(Math.max(1, Math.round((now() - due) * 1_000)));
      }
    },
    told(sent) {
      // What was not seen came later than all that was.
      const late = (percent: number): number | null => {
        const ofSeen = (percent * sent) / Math.max(1, seen.size);
        return seen.size === 0 || ofSeen > 100 ? null : histogram.percentile(ofSeen) / 1_000;
      };
      return { seen: seen.size, missed: sent - seen.size, p50: late(50), p99: late(99), most: histogram.max / 1_000 };
    },
  };
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

async function openBoard(token: string, board: number): Promise<void> {
  const socket = io(`${url}/board`, { auth: { token }, transports: ['websocket'], forceNew: true });
  socket.on('changes', ({ lanes = [] }: Frame) => lane.take(board, lanes.map(({ id }) => id)));
  socket.on('flag', ({ line }: FeedFact) => alert.take(board, line.contacts));
  await new Promise<void>((resolve, reject) => {
    socket.once('snapshot', (_: Snapshot) => resolve());
    socket.once('connect_error', reject);
    socket.emit('watch', {});
  });
}

async function post(events: readonly object[]): Promise<void> {
  const { statusCode, body } = await pool.request({ method: 'POST', path: '/ingest/events', headers, body: JSON.stringify(events) });
  const text = await body.text();
  if (statusCode >= 300) throw new Error(`A probe was answered with ${statusCode}: ${text}`);
}

/** Open loop: a probe is sent when it is due, whatever became of those before. */
async function send(count: number): Promise<void> {
  const began = now();
  const under: Promise<void>[] = [];
  for (let sent = 0; sent < count; sent += 1) {
    const due = began + (sent * SECOND) / rate;
    // Not on the beat of the board's frames.
    await pause(due - now());
    const queues = scopes[sent % scopes.length] ?? [];
    under.push(post(probe.eventsOf(due, sent, queues[Math.floor(sent / scopes.length) % queues.length] ?? '')));
  }
  await Promise.all(under);
}

function pause(millis: number): Promise<void> {
  return millis <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, millis));
}

await Promise.all(tokens.map(openBoard));
await send(scopes.length * 3 * BEFORE);
measuredFrom = now();
const count = rate * seconds;
await send(count);
await pause(2 * SECOND);
process.send?.({ lane: lane.told(count), alert: alert.told(count) });
process.disconnect?.();
process.exit(0);

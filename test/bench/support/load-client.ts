import { createHistogram } from 'node:perf_hooks';
import { Pool } from 'undici';
import type { Load, LoadAsked } from './load.js';
import { Traffic } from './traffic.js';

/** The load generator: a process of its own, so that what it costs is told apart from what it measures. Its answer is one line of JSON. */
const asked = JSON.parse(process.argv[2] ?? '{}') as LoadAsked;
const pool = new Pool(new URL(asked.url).origin, { connections: asked.connections, pipelining: 1 });
const path = new URL(asked.url).pathname;
const headers = { 'content-type': 'application/cloudevents-batch+json', authorization: `Bearer ${asked.key}` };
const traffic = new Traffic(asked.name, asked.center);
const waits = createHistogram();
let events = 0;
let turnedAway = 0;
const failures = new Map<string, number>();
let measuring = false;

/** `since`: when it should have been sent; in an open loop a server that falls behind does not stop the clock. */
async function post(since: number): Promise<void> {
  const body = traffic.batch(asked.perPost);
  if (body === '[]') return;
  try {
    const { statusCode, body: answer } = await pool.request({ method: 'POST', path, headers, body });
    await answer.dump();
    if (!measuring) return;
    waits.record(Math.max(1, Math.round((performance.now() - since) * 1_000)));
    if (statusCode < 300) events += asked.perPost;
    else if (statusCode === 503) turnedAway += 1;
    else failures.set(String(statusCode), (failures.get(String(statusCode)) ?? 0) + 1);
    if (statusCode === 503) await pause(100);
  } catch (error) {
    const { message } = error as Error;
    failures.set(message, (failures.get(message) ?? 0) + 1);
    await pause(100);
  }
}

async function closedLoop(until: number): Promise<void> {
  await Promise.all(Array.from({ length: asked.connections }, async () => {
    while (performance.now() < until) await post(performance.now());
  }));
}

async function openLoop(until: number, perSecond: number): Promise<void> {
  const began = performance.now();
  const under: Promise<void>[] = [];
  for (let sent = 0; performance.now() < until;) {
    const due = began + (sent * asked.perPost * 1_000) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) {
      await pause(wait);
      continue;
    }
    under.push(post(due));
    sent += 1;
  }
  await Promise.all(under);
}

async function run(forSeconds: number): Promise<void> {
  const until = performance.now() + forSeconds * 1_000;
  await (asked.rate === undefined ? closedLoop(until) : openLoop(until, asked.rate));
}

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

await run(asked.warmUp);
process.send?.('measuring');
measuring = true;
const began = performance.now();
const cpu = process.cpuUsage();
await run(asked.seconds);
const seconds = (performance.now() - began) / 1_000;
const used = process.cpuUsage(cpu);
const answer: Load = {
  perSecond: events / seconds, seconds, events, turnedAway, failures: Object.fromEntries(failures),
  p50: waits.percentile(50) / 1_000, p99: waits.percentile(99) / 1_000, most: waits.max / 1_000,
  cpuSeconds: (used.user + used.system) / 1e6,
};
measuring = false;
process.send?.('measured');
traffic.close();
while (traffic.open > 0 && asked.leaveOpen !== true) await Promise.all(Array.from({ length: Math.min(asked.connections, 16) }, () => post(performance.now())));
process.send?.(answer);
await pool.close();
process.disconnect?.();

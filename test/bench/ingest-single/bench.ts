import { Earshot } from '../../support/earshot.js';
import { median, number, quantile, times } from '../measure/figures.js';
import type { Results, Row } from '../measure/report.js';
import { load } from '../support/load.js';
import type { Loaded } from '../support/load.js';
import { peakCenter } from '../support/traffic.js';
import { Peer } from '../support/peer.js';

const ROUNDS = 5;
const CONNECTIONS = 64;
const WARM_UP = 2;
const SECONDS = 6;
/** Few enough that all of them end between two rounds. */
const OPEN = 2_000;

/** One event a request, acknowledged after its commit, from 64 connections at once. */
export async function bench(): Promise<Results> {
  const earshot = await Earshot.prepare();
  await earshot.start();
  const bare = await Peer.start<{ url: string }>('ingest-single/bare-fastify.ts');
  const plain = await Peer.start<{ url: string }>('ingest-single/plain-nest.ts');
  try {
    const key = await earshot.command('keys', 'create', '--source', 'bench');
    const on = (pid: number, url: string) => () => load(pid, { url: `${url}/ingest/events`, key, connections: CONNECTIONS, perPost: 1, warmUp: WARM_UP, seconds: SECONDS, center: { ...peakCenter, open: OPEN } });
    const runs = { ours: on(earshot.pid, earshot.url), bare: on(bare.pid, bare.told.url), plain: on(plain.pid, plain.told.url) };
    const loads: Record<keyof typeof runs, Loaded[]> = { ours: [], bare: [], plain: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const name of ['ours', 'bare', 'plain'] as const) loads[name].push(await runs[name]());
    }
    return { rows: rowsOf(loads), notes: [`The load generator took ${number(generatorCost(loads.ours))} µs CPU an event of its own, on the same cores.`] };
  } finally {
    await Promise.all([earshot.remove(), bare.stop(), plain.stop()]);
  }
}

function rowsOf({ ours, bare, plain }: Readonly<Record<'ours' | 'bare' | 'plain', readonly Loaded[]>>): Row[] {
  const rate = (loads: readonly Loaded[]): number => median(loads.map((each) => each.perSecond));
  const cost = (loads: readonly Loaded[]): number => median(loads.map((each) => each.serverCpuPerEvent));
  const what = `durable ingest, one event a request, ${CONNECTIONS} connections`;
  return [
    { what, ours: told(ours), beside: `plain Nest + Express + INSERT: ${told(plain)}`, ratio: `${times(rate(ours) / rate(plain))}; by CPU ${times(cost(plain) / cost(ours))}`, goal: '≥ 5 ×', met: rate(ours) / rate(plain) >= 5 },
    { what, ours: told(ours), beside: `bare Fastify, nothing stored: ${told(bare)}`, ratio: `${times(rate(ours) / rate(bare))}; by CPU ${times(cost(bare) / cost(ours))}`, goal: '≥ 7,000 /s', met: rate(ours) >= 7_000 },
  ];
}

function told(loads: readonly Loaded[]): string {
  const rates = loads.map((each) => each.perSecond);
  const cpu = median(loads.map((each) => each.serverCpuPerEvent)) * 1e6;
  return `${number(median(rates))} /s (${number(Math.min(...rates))} – ${number(Math.max(...rates))}), p99 ${number(quantile(loads.map((each) => each.p99), 0.5))} ms, ${number(cpu)} µs CPU`;
}

function generatorCost(loads: readonly Loaded[]): number {
  return median(loads.map((each) => each.cpuSeconds / each.events)) * 1e6;
}

import { setTimeout as pause } from 'node:timers/promises';
import { Earshot } from '../../support/earshot.js';
import { byTurns, figureOf, median, number, times } from '../measure/figures.js';
import type { Results, Row } from '../measure/report.js';
import { load } from '../support/load.js';
import { callersOf, fill } from './history.js';
import type { Past } from './history.js';

/** EARSHOT_BENCH_SHARE=0.1: a tenth of the customers, to try the benchmark itself. */
const share = Number(process.env['EARSHOT_BENCH_SHARE'] ?? 1);
const small: Past = { customers: 10_000 * share, days: 1, queues: 10, agents: 1_000 };
const pasts = {
  small,
  hundredThousand: { ...small, customers: 100_000 * share },
  million: { ...small, customers: 1_000_000 * share },
  days: { ...small, customers: 100_000 * share, days: 30 },
  queues: { ...small, queues: 500 },
} satisfies Record<string, Past>;
type Name = keyof typeof pasts;

/** Below what the machine can take, so that all of them do the same work. */
const RATE = 3_000;
const ROUNDS = 2;
/** What a start looks up beside the work, those of the last days who need someone, is not the cost of an event. */
const SETTLED = 12_000;

/** The same load on servers with less and with more behind them, by turns. */
export async function bench(): Promise<Results> {
  const names = Object.keys(pasts) as Name[];
  const servers = new Map<Name, Earshot>();
  try {
    for (const name of names) {
      const earshot = await Earshot.prepare();
      servers.set(name, earshot);
      await fill(earshot.dataDir, pasts[name]);
    }
    const costs = await byTurns(ROUNDS, Object.fromEntries(names.map((name) => [name, () => microsAnEvent(servers.get(name) as Earshot, pasts[name])])) as Record<Name, () => Promise<number>>);
    return { rows: rowsOf(costs), notes: [`${number(RATE)} events a second for 9 s after 3 s of warming up, 12 s after a start, 2,000 calls open, callers drawn from those who have called before.`] };
  } finally {
    for (const earshot of servers.values()) await earshot.remove();
  }
}

async function microsAnEvent(earshot: Earshot, past: Past): Promise<number> {
  const { queues, agents } = past;
  await earshot.start();
  const key = await earshot.command('keys', 'create', '--source', 'bench');
  await pause(SETTLED);
  const { serverCpuPerEvent } = await load(earshot.pid, {
    url: `${earshot.url}/ingest/events`, key, connections: 4, perPost: 100, warmUp: 3, seconds: 9, rate: RATE, center: { open: 2_000, queues, agents, again: 0.1, known: callersOf(past) },
  });
  await earshot.stop();
  return serverCpuPerEvent * 1e6;
}

function rowsOf(costs: Readonly<Record<Name, readonly number[]>>): Row[] {
  const cost = (name: Name): string => {
    const { median: middle, least, most } = figureOf(costs[name]);
    return `${number(middle)} µs (${number(least)} – ${number(most)})`;
  };
  const row = (what: string, more: Name, less: Name): Row => {
    const ratio = median(costs[more]) / median(costs[less]);
    return { what: `CPU an event, ${what}`, ours: cost(more), beside: cost(less), ratio: times(ratio), goal: '≤ 1.3 ×', met: ratio <= 1.3 };
  };
  return [
    row('100,000 customers beside 10,000', 'hundredThousand', 'small'),
    row('1,000,000 customers beside 10,000', 'million', 'small'),
    row('30 days of history beside 1', 'days', 'hundredThousand'),
    row('500 queues beside 10', 'queues', 'small'),
  ];
}

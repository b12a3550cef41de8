import { setTimeout as pause } from 'node:timers/promises';
import type { LabRunView, LabRunWanted } from '../../../src/contract/lab.js';
import { DAY } from '../../../src/domain/time.js';
import { Earshot } from '../../support/earshot.js';
import { fill } from '../growth/history.js';
import type { Past } from '../growth/history.js';
import { behindCpuSecondsOf, cpuSecondsOf, ownCpuSecondsOf, residentBytesOf } from '../measure/cpu.js';
import { number, quantile } from '../measure/figures.js';
import type { Results, Row } from '../measure/report.js';

/** EARSHOT_BENCH_SHARE=0.1: a tenth of the million, to try the benchmark itself. What the curves cost does not shrink with it: a small run's seconds say too much. */
const share = Number(process.env['EARSHOT_BENCH_SHARE'] ?? 1);
const past: Past = { customers: 1_000_000 * share, days: 30, queues: 50, agents: 1_000, again: 0.3 };
/** The goal is of a million contacts: fewer have to be as much quicker. */
const GOAL_SECONDS = 120;
const MEBIBYTE = 1_048_576;
const drafts = {
  'a rule about contacts (long-wait)': { rule: 'long-wait', draft: { options: { after: 60 } } },
  'a rule about customers (repeat-contact)': { rule: 'repeat-contact', draft: { options: { within: 3 * 86_400 } } },
} as const;

interface Ran {
  readonly contacts: number;
  readonly seconds: number;
  /** CPU seconds of the server's process, and of its database. */
  readonly server: number;
  readonly database: number;
  /** Of the server's, those of the lab's own threads, as they were seen last: up to half a second less. */
  readonly lab: number;
  /** Of the server's process without its database, in bytes: the most while it ran, less what it had before. */
  readonly memory: number;
  /** Milliseconds to an answer of the server, 99 of 100, while it ran. */
  readonly answers: number;
}

/** A stored month, replayed by the server as it is run, on a thread beside its main one. */
export async function bench(): Promise<Results> {
  const earshot = await Earshot.prepare();
  try {
    await fill(earshot.dataDir, past);
    await earshot.start();
    const token = await earshot.command('tokens', 'create', '--role', 'admin');
    await earshot.caughtUp(token);
    const idle = await answersWhile(earshot, pause(3_000));
    const rows: Row[] = [];
    for (const [what, request] of Object.entries(drafts)) rows.push(rowOf(what, await replay(earshot, token, request), idle));
    return { rows, notes: [
      'From the request to the result: contacts read from rows by customer, folded and asked again at every instant under the rule in force and the draft, precision and recall, and the curves. Twenty events a contact, three in ten from a customer who has called before; stored as the fold and the store write them, copied inside PostgreSQL. Once each, the second on a warm cache.',
      'On one thread of low priority, or, where a core and a half were idle when it began, on two that take half of the customers each; the database beside them. Memory: what the server\'s process grew by at the most. Answers: /health/live asked for every 20 ms meanwhile, beside an idle server.',
    ] };
  } finally {
    await earshot.remove();
  }
}

async function replay(earshot: Earshot, token: string, request: Pick<LabRunWanted, 'rule' | 'draft'>): Promise<Ran> {
  const before = residentBytesOf(earshot.pid);
  const [all, own] = [cpuSecondsOf(earshot.pid), ownCpuSecondsOf(earshot.pid)];
  const to = Date.now();
  const begun = await fetch(`${earshot.url}/api/v1/lab/runs`, {
    method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ ...request, from: to - 31 * DAY, to } satisfies LabRunWanted),
  });
  const { id } = await begun.json() as LabRunView;
  let most = before;
  let lab = 0;
  const over = (async (): Promise<LabRunView> => {
    for (;;) {
      const run = await earshot.get<LabRunView>(`/api/v1/lab/runs/${id}`, token);
      most = Math.max(most, residentBytesOf(earshot.pid));
      lab = Math.max(lab, behindCpuSecondsOf(earshot.pid));
      if (run.state.is !== 'running') return run;
      await pause(500);
    }
  })();
  const answers = await answersWhile(earshot, over);
  const { state, startedAt } = await over;
  if (state.is !== 'done') throw new Error(`The run failed: ${state.is === 'failed' ? state.why : ''}`);
  const server = ownCpuSecondsOf(earshot.pid) - own;
  return { contacts: state.result.contacts, seconds: (state.endedAt - startedAt) / 1_000, server, database: cpuSecondsOf(earshot.pid) - all - server, lab, memory: most - before, answers };
}

/** Milliseconds, 99 of 100. */
async function answersWhile(earshot: Earshot, work: Promise<unknown>): Promise<number> {
  const took: number[] = [];
  let isOver = false;
  const ended = work.finally(() => { isOver = true; });
  while (!isOver) {
    const asked = performance.now();
    await (await fetch(`${earshot.url}/health/live`)).text();
    took.push(performance.now() - asked);
    await pause(20);
  }
  await ended;
  return quantile(took, 0.99);
}

function rowOf(what: string, { contacts, seconds, server, database, lab, memory, answers }: Ran, idle: number): Row {
  const goal = GOAL_SECONDS * (contacts / 1_000_000);
  return {
    what: `${number(contacts)} contacts replayed, ${what}`, ours: `${number(seconds)} s, ${number(contacts / seconds)} /s, ${number((1e6 * server) / contacts)} µs CPU of the server (${number((1e6 * lab) / contacts)} of the lab's threads, the rest answers questions) and ${number((1e6 * database) / contacts)} of the database a contact; +${number(memory / MEBIBYTE)} MiB; answers within ${number(answers)} ms`,
    beside: `idle: answers within ${number(idle)} ms`, ratio: '', goal: `≤ ${number(goal)} s (a million in two minutes)`, met: seconds <= goal,
  };
}

import { byTurns, figureOf, median, number, times, told } from '../measure/figures.js';
import type { Results, Row } from '../measure/report.js';
import type { Contender } from './contender.js';
import { InJsonRules } from './json-rules.js';
import { Limit } from './limit.js';
import { Ours } from './ours.js';
import { InRxjs } from './rxjs.js';
import { Stream } from './stream.js';
import { entriesOf, takeSteps } from './whole-step.js';

const ROUNDS = 3;
const LINES = 100_000;
/** The slow ones are given fewer lines of the same stream. */
const RXJS_LINES = 20_000;
const JSON_RULES_LINES = 3_000;
/** Events a line before anything is measured, and while it is. */
const BEFORE = 5;
const MEASURED = 3;
const STEP_EVENTS = 200_000;

interface Run {
  readonly microseconds: number;
  readonly bytesPerContact: number;
  readonly flags: ReadonlySet<string>;
}

export async function bench(): Promise<Results> {
  const bytes: number[] = [];
  const expected = new Map<number, ReadonlySet<string>>();
  const costOf = async (name: string, lines: number, make: () => Contender): Promise<number> => {
    if (!expected.has(lines)) expected.set(lines, (await run(new Ours(), lines)).flags);
    const { microseconds, bytesPerContact, flags } = await run(make(), lines);
    refuseDifference(name, expected.get(lines) ?? new Set(), flags);
    if (name === 'Earshot') bytes.push(bytesPerContact);
    return microseconds - (await run(nobody, lines)).microseconds;
  };
  const costs = await byTurns(ROUNDS, {
    ours: () => costOf('Earshot', LINES, () => new Ours()),
    limit: () => costOf('the limit', LINES, () => new Limit()),
    rxjs: () => costOf('RxJS', RXJS_LINES, () => new InRxjs()),
    jsonRules: () => costOf('json-rules-engine', JSON_RULES_LINES, () => new InJsonRules()),
    step: async () => await takeSteps(entriesOf(STEP_EVENTS)) / STEP_EVENTS * 1e6,
  });
  const ours = median(costs.ours);
  const beside = (what: string, peer: readonly number[], goal: string, ratio: number, least: number): Row => ({
    what: `detection beside ${what}`, ours: rateOf(costs.ours), beside: `${rateOf(peer)}`, ratio: times(ratio), goal, met: ratio >= least,
  });
  return {
    rows: [
      beside('a hand-written Map (the limit)', costs.limit, '≥ 0.25 ×', median(costs.limit) / ours, 0.25),
      beside('RxJS groupBy', costs.rxjs, '≥ 10 ×', median(costs.rxjs) / ours, 10),
      beside('json-rules-engine', costs.jsonRules, '≥ 20 ×', median(costs.jsonRules) / ours, 20),
      { what: 'events a CPU second', ours: rateOf(costs.ours), beside: '', ratio: '', goal: 'stretch: 1,000,000', met: ours <= 1 },
      { what: `memory an open contact, ${number(LINES)} open`, ours: `${number(median(bytes))} bytes`, beside: '', ratio: '', goal: '', met: null },
      { what: 'whole step: fold, flags, readings, journeys, agents\' days', ours: `${told(figureOf(costs.step), 'µs CPU an event')}`, beside: '', ratio: '', goal: '≤ 10 µs', met: median(costs.step) <= 10 },
    ],
    notes: [
      `Detection is the fold, all ten rules and the journeys; what it adds to readings, wakes and agents' days is in the row of the whole step. ${number(LINES)} calls are always on, ${number(BEFORE * LINES)} events went before and ${number(MEASURED * LINES)} are measured, in entries of about a thousand events of nearly as many calls; 5 % are displaced by 45 s, 2 % come twice.`,
      'All contenders are asked about a call whenever something is heard of it, and about every call at the end; all raised the same flags (contact, rule and subject), or there would be no figures.',
      'The limit: mutable calls, each event a branch, flags set where they arise; no options, evidence, places or times of flags. It keeps a call\'s events and tells it again where one comes late.',
      `RxJS: groupBy call, scan to a new immutable state an event, map to the flags of nine rules; groupBy customer for the tenth. On ${number(RXJS_LINES)} lines of the same stream.`,
      `json-rules-engine: the same immutable state, numbers drawn from it as facts, ten rules of JSON, one run an event. On ${number(JSON_RULES_LINES)} lines of the same stream.`,
      'The figures are the CPU of the whole process, the collector\'s threads included, less what the stream costs when nobody listens, measured after each run on as many lines.',
    ],
  };
}

async function run(contender: Contender, lines: number): Promise<Run> {
  gc();
  const stream = new Stream(lines);
  gc();
  const empty = process.memoryUsage().heapUsed;
  await feed(contender, stream.take(BEFORE * lines));
  gc();
  const bytesPerContact = (process.memoryUsage().heapUsed - empty) / lines;
  const { cpu, events } = await feed(contender, stream.take(MEASURED * lines));
  const { now } = await feed(contender, stream.late());
  return { microseconds: cpu / events, bytesPerContact, flags: contender.flags(now) };
}

/** CPU of the whole process: whoever's object makes the collector run, all that was kept has to be moved. */
async function feed(contender: Contender, arrivals: ReturnType<Stream['take']>): Promise<{ readonly cpu: number; readonly events: number; readonly now: number }> {
  const fed = { events: 0, now: 0 };
  const before = process.cpuUsage();
  for (const { events, now } of arrivals) {
    // Awaiting nothing would cost the others a turn of the loop.
    const done = contender.take(events, now);
    if (done) await done;
    fed.events += events.length;
    fed.now = now;
  }
  const { user, system } = process.cpuUsage(before);
  return { ...fed, cpu: user + system };
}

/** Takes the stream and does nothing: what the stream itself costs. */
const nobody: Contender = { told: 0, take: () => undefined, flags: () => new Set() };

function refuseDifference(name: string, expected: ReadonlySet<string>, flags: ReadonlySet<string>): void {
  const missing = [...expected].filter((flag) => !flags.has(flag));
  const more = [...flags].filter((flag) => !expected.has(flag));
  if (missing.length + more.length === 0) return;
  throw new Error(`${name} raised other flags than Earshot: ${missing.length} are missing (${missing.slice(0, 3).join(', ')}), ${more.length} are too many (${more.slice(0, 3).join(', ')}).`);
}

function rateOf(costs: readonly number[]): string {
  return `${told(figureOf(costs.map((microseconds) => 1e6 / microseconds)), '/CPU s')}, ${number(median(costs))} µs an event`;
}

function gc(): void {
  globalThis.gc?.();
}

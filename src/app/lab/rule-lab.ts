import { randomUUID } from 'node:crypto';
import { flagProblems } from '../../config/flag-problems.js';
import type { Detector } from '../../domain/detector.js';
import type { Floor } from '../../domain/floor.js';
import { knownForEver } from '../../domain/learned.js';
import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import { DAY } from '../../domain/time.js';
import type { Instant } from '../../domain/time.js';
import type { Clock } from '../../ports/clock.js';
import type { LabRefusal, LabRequest, LabRun, LabRunLine, LabRuns, RuleLab, ShadowFlags } from '../../ports/rule-lab.js';
import type { Connection } from '../../store/connection.js';
import type { LabMessage, LabThread, StartThread } from './lab-work.js';

/** Rows of a longer time are there, but nobody would wait for them. */
const LONGEST = 92 * DAY;

export interface LabParts {
  readonly connection: Connection;
  readonly rules: readonly Detector[];
  readonly runs: LabRuns;
  readonly shadows: ShadowFlags;
  readonly clock: Clock;
  readonly floor: () => Floor;
  /** The log's time. */
  readonly now: () => Instant;
  readonly start: StartThread;
  readonly note: (sentence: string) => void;
}

/** Replays drafts, one at a time, and keeps what they came to. What runs when the server ends is lost: it is begun again by who wants it. */
export class LabDesk implements RuleLab {
  private current: { run: LabRun; readonly thread: LabThread } | undefined;
  private keeping: Promise<void> = Promise.resolve();

  constructor(private readonly parts: LabParts) {}

  get shadows(): ShadowFlags {
    return this.parts.shadows;
  }

  get running(): LabRun | undefined {
    return this.current?.run;
  }

  async start(request: LabRequest, by: string): Promise<Result<LabRun, LabRefusal>> {
    const { connection, clock, floor, now, start } = this.parts;
    const refusal = this.refusalOf(request);
    if (refusal !== undefined) return refused(refusal);
    const run: LabRun = { id: randomUUID(), by, startedAt: clock.now(), request, state: { is: 'running', done: 0, of: 0 } };
    this.current = { run, thread: start({ connection, request, floor: ofAlways(floor()), now: now() }, (message) => this.hear(run.id, message)) };
    return ok(run);
  }

  async cancel(id: string): Promise<boolean> {
    const { current } = this;
    if (current?.run.id !== id) return false;
    this.current = undefined;
    await current.thread.stop();
    return true;
  }

  async runs(limit: number): Promise<readonly LabRunLine[]> {
    await this.keeping;
    return this.parts.runs.newest(limit);
  }

  async run(id: string): Promise<LabRun | undefined> {
    if (this.current?.run.id === id) return this.current.run;
    await this.keeping;
    return this.parts.runs.find(id);
  }

  async stop(): Promise<void> {
    if (this.current) await this.cancel(this.current.run.id);
    await this.keeping;
  }

  private refusalOf({ rule: id, draft, from, to }: LabRequest): LabRefusal | undefined {
    const rule = this.parts.rules.find((each) => each.id === id);
    if (rule === undefined) return { is: 'not-here', what: `There is no rule "${id.slice(0, 80)}".`, do: '/api/v1/rules lists those there are.' };
    const problems = flagProblems({ [id]: draft }, this.parts.rules);
    if (problems.length > 0) return { is: 'mistakes', what: `The draft has mistakes: ${problems.join('; ')}.`, do: 'Correct them; /api/v1/rules lists each option with its limits.' };
    if (from >= to) return { is: 'mistakes', what: 'The window is empty: "from" is not before "to".', do: 'Swap them.' };
    if (to - from > LONGEST) return { is: 'mistakes', what: 'The window is longer than 92 days.', do: 'Choose a shorter one.' };
    if (this.current) return { is: 'busy', what: `A replay runs already, begun by ${this.current.run.by}.`, do: 'Wait until it is over, or cancel it.' };
    return undefined;
  }

  private hear(id: string, message: LabMessage): void {
    const { current } = this;
    // What a thread says that was ended, or has answered already.
    if (current?.run.id !== id) return;
    if (message.is === 'progress') {
      current.run = { ...current.run, state: { is: 'running', done: message.done, of: message.of } };
      return;
    }
    this.current = undefined;
    const endedAt = this.parts.clock.now();
    const state: LabRun['state'] = message.is === 'done' ? { is: 'done', endedAt, result: message.result } : { is: 'failed', endedAt, why: message.why };
    void current.thread.stop();
    this.keeping = this.parts.runs.add({ ...current.run, state }).catch((error: Error) => this.parts.note(`What a replay in the rule lab came to could not be kept: ${error.message}`));
  }
}

/** What is replayed are today's settings: what they know of ways, they know of calls before it was learned. */
function ofAlways(floor: Floor): Floor {
  return { ...floor, learned: knownForEver(floor.learned) };
}

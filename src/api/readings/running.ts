import { ALL_AGENTS, contributionsOfRunning } from '../../domain/agent.js';
import type { Contribution } from '../../domain/metric.js';
import type { Instant } from '../../domain/time.js';
import type { LiveState } from '../../ports/live-state.js';
import { add } from './quarters.js';
import type { Cell, SumsOf } from './quarters.js';
import type { Subject } from './subject.js';
import { teamOf } from './team.js';

/** The states in which a subject's agents are now, by quarter-hour: they are counted when they end, so until then they are added when a number is read. */
export function runningOf({ kind, names }: Pick<Subject, 'kind' | 'names'>, { agents, floor }: Pick<LiveState, 'agents' | 'floor'>, now: Instant): readonly Contribution[] {
  if (kind !== 'agent' && kind !== 'team' && kind !== 'agents') return [];
  const concerned = [...agents.values()].filter((agent) => kind === 'agents' || (kind === 'agent' ? names.includes(agent.agent) : names.includes(teamOf(agent.agent, { agents, floor }) ?? '')));
  return concerned.flatMap(({ days }) => {
    const day = days.at(-1)?.day;
    // A day that is over is counted whole.
    return day === undefined || day.to <= now ? [] : contributionsOfRunning(day, now);
  });
}

export function withRunning(counted: SumsOf, running: readonly Contribution[]): SumsOf {
  if (running.length === 0) return counted;
  return (window) => {
    const total: Cell = { ...counted(window) };
    for (const { at, key, tally } of running) if (key !== ALL_AGENTS && window.from <= at && at < window.to) add(total, tally);
    return total;
  };
}

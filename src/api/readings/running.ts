import { contributionsOfRunning } from '../../domain/contributions/agent-day.js';
import type { Contribution, ReadingKey } from '../../domain/metric.js';
import type { Instant } from '../../domain/time.js';
import type { LiveState } from '../../ports/live-state.js';
import { add } from './quarters.js';
import type { Cell, SumsOf } from './quarters.js';

/** The states in which agents are now, by what they count for: they are counted when they end, so until then they are added when a number is read. */
export type Running = ReadonlyMap<ReadingKey, readonly Contribution[]>;

/** Whether agents' time stands under a key, which has no channel then. */
export function isOfAgents(key: ReadingKey): boolean {
  return /^(agents?|staff)(\/|$)/.test(key);
}

export function runningOf({ agents }: Pick<LiveState, 'agents'>, now: Instant): Running {
  const running = new Map<ReadingKey, Contribution[]>();
  for (const { days } of agents.values()) {
    const day = days.at(-1)?.day;
    // A day that is over is counted whole.
    if (day === undefined || day.to <= now) continue;
    for (const each of contributionsOfRunning(day, now)) {
      const same = running.get(each.key);
      if (same) same.push(each);
      else running.set(each.key, [each]);
    }
  }
  return running;
}

export function withRunning(counted: SumsOf, keys: readonly ReadingKey[], running: Running): SumsOf {
  const mine = keys.flatMap((key) => running.get(key) ?? []);
  if (mine.length === 0) return counted;
  return (window) => {
    const total: Cell = { ...counted(window) };
    for (const { at, tally } of mine) if (window.from <= at && at < window.to) add(total, tally);
    return total;
  };
}

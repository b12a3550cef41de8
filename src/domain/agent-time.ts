import type { AgentState } from './event.js';
import { count } from './metric.js';
import type { Measure, Metric, Sums } from './metric.js';
import type { Millis } from './time.js';

const states: readonly AgentState[] = ['available', 'ringing', 'on-contact', 'outbound', 'wrap-up', 'not-responding', 'away', 'offline'];
/** These are facts also where no source tells states: somebody rang, talked or wrote it up. */
const shown: ReadonlySet<AgentState> = new Set<AgentState>(['ringing', 'on-contact', 'outbound', 'wrap-up']);

/** Many sources have no such state: where none of it is told, it may be that they cannot. */
const seldomTold: ReadonlySet<AgentState> = new Set<AgentState>(['outbound', 'wrap-up', 'not-responding']);

/** Time of which it is known what the agent did, as far as their state can be told. */
function knownMs(sums: Sums, state: AgentState): Millis {
  if (seldomTold.has(state)) return inStateMs(sums, state);
  return states.reduce((total, each) => total + count(sums, `state.${each}`) + (shown.has(state) ? count(sums, `untold.${each}`) : 0), 0);
}

function inStateMs(sums: Sums, state: AgentState): Millis {
  return count(sums, `state.${state}`) + (shown.has(state) ? count(sums, `untold.${state}`) : 0);
}

/** All time in one state; nothing where no source tells of it, which is not the same as none. */
export function timeIn(state: AgentState, described: Pick<Metric, 'id' | 'title' | 'formula'>): Metric {
  return {
    ...described, unit: 'ms',
    parts: ({ sums }) => ({ part: inStateMs(sums, state) }),
    value: ({ sums }) => (knownMs(sums, state) > 0 ? inStateMs(sums, state) : null),
  };
}

/** How often the limit of a state was passed; nothing where no source tells of the state. */
export function overLimit(state: AgentState, described: Pick<Metric, 'id' | 'title' | 'formula'>): Metric {
  return {
    ...described, unit: 'count',
    parts: ({ sums }) => ({ part: count(sums, `over.${state}`) }),
    value: ({ sums }) => (knownMs(sums, state) > 0 ? count(sums, `over.${state}`) : null),
  };
}

/** What stands for a reason where a source tells none. */
export const NO_REASON = 'none';

/** Reasons are whatever sources and people write. */
const LONGEST_REASON = 80;

/** Time away for one reason, and how often one such time passed its limit. */
export const awayMeasure = (reason = NO_REASON): `away.${string}` => `away.${reason.slice(0, LONGEST_REASON)}`;
export const awayOverMeasure = (reason = NO_REASON): `awayOver.${string}` => `awayOver.${reason.slice(0, LONGEST_REASON)}`;

/** Every reason for which somebody was away, the longest time first. */
export function reasonsIn(sums: Sums): readonly string[] {
  return (Object.entries(sums) as [Measure, number][]).filter(([measure, ms]) => measure.startsWith('away.') && ms > 0)
    .toSorted(([one, oneMs], [other, otherMs]) => otherMs - oneMs || (one < other ? -1 : 1)).map(([measure]) => measure.slice('away.'.length));
}

/** As if who was away for another reason had not been away: for what is asked of one reason alone. */
export function awayFor(reason: string, sums: Sums): Sums {
  return { ...sums, 'state.away': count(sums, awayMeasure(reason)), 'over.away': count(sums, awayOverMeasure(reason)) };
}

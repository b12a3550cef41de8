import type { Floor } from '../floor.js';
import type { ContactSummary } from '../journey.js';
import type { Contribution, Measure, ReadingKey, Sums } from '../metric.js';
import { keyOf } from '../reading-key.js';
import { scopes } from '../return-window.js';
import type { ReturnScope } from '../return-window.js';
import type { Around } from './around.js';

export type Arounds = Readonly<Record<ReturnScope, Around>>;

/**
 * What became of a contact that is over, as its agent and its customer see it. Counted at its end, from which on the customer could
 * come back, so that a window has matured when it lies one return window back. Without `arounds` its customer is not known.
 *
 * - `fcr.<scope>.<before>.<after>`, and of those about whom it was said `fcr.<scope>.<before>.<customer|agent>.<yes|no>`
 * - `gap.<agent's yes|no>.said.<yes|no>` where the customer said it too, else `gap.<agent's yes|no>.<scope>.<after>`
 * - `resolution.stated.<yes|partly|no>`, else `resolution.lost`, else `resolution.<scope>.<after>`, or `resolution.unknown`
 * - `contained.done`, else `contained.no`, else `contained.<scope>.<after>`, or `contained.unknown`
 */
export function contributionsOfEnding(contact: ContactSummary, arounds: Arounds | undefined, floor: Floor): Contribution[] {
  const { endedAt, ending } = contact;
  if (endedAt === undefined || ending === undefined) return [];
  const gap = gapOf(contact, arounds);
  const tally = tallyOf([...gap, ...resolutionOf(contact, arounds), ...containmentOf(contact, arounds), ...(arounds === undefined ? [] : firstsOf(contact, arounds))]);
  const counted = (key: ReadingKey, sums: Sums): Contribution => ({ at: endedAt, attribution: 'arrival', key, tally: sums });
  const person = gap.length === 0 || ending.agent === undefined ? [] : [counted(keyOf(contact.channel, 'person', ending.agent), tallyOf(gap))];
  const node = ending.node === undefined ? [] : [counted(keyOf(contact.channel, 'node', ending.node), tallyOf(containmentOf(contact, arounds)))];
  return [...keysOf(contact, floor).map((key) => counted(key, tally)), ...person, ...node];
}

function tallyOf(measures: readonly Measure[]): Sums {
  const tally: Partial<Record<Measure, number>> = {};
  for (const measure of measures) tally[measure] = 1;
  return tally;
}

function firstsOf({ resolved, surveyed }: ContactSummary, arounds: Arounds): Measure[] {
  return scopes.flatMap((scope): Measure[] => {
    const { before, after } = arounds[scope];
    return [
      `fcr.${scope}.${before}.${after}`,
      ...(surveyed === undefined ? [] : [`fcr.${scope}.${before}.customer.${isYes(surveyed.resolved)}` as const]),
      ...(resolved === undefined ? [] : [`fcr.${scope}.${before}.agent.${isYes(resolved)}` as const]),
    ];
  });
}

/** Only of what an agent gave their word on: no answer is no yes. */
function gapOf({ resolved, surveyed }: ContactSummary, arounds: Arounds | undefined): Measure[] {
  if (resolved === undefined) return [];
  if (surveyed !== undefined) return [`gap.${isYes(resolved)}.said.${isYes(surveyed.resolved)}`];
  return arounds === undefined ? [] : scopes.map((scope): Measure => `gap.${isYes(resolved)}.${scope}.${arounds[scope].after}`);
}

/** The customer's word before the agent's. */
function resolutionOf({ resolved, surveyed, loss }: ContactSummary, arounds: Arounds | undefined): Measure[] {
  const stated = surveyed?.resolved ?? resolved;
  if (stated !== undefined) return [`resolution.stated.${stated}`];
  if (loss !== undefined) return ['resolution.lost'];
  return arounds === undefined ? ['resolution.unknown'] : scopes.map((scope): Measure => `resolution.${scope}.${arounds[scope].after}`);
}

function containmentOf({ ending, surveyed }: ContactSummary, arounds: Arounds | undefined): Measure[] {
  if (ending?.contained === undefined) return [];
  if (ending.contained === 'done') return ['contained.done'];
  if (surveyed?.resolved === 'no') return ['contained.no'];
  return arounds === undefined ? ['contained.unknown'] : scopes.map((scope): Measure => `contained.${scope}.${arounds[scope].after}`);
}

/** Partly is not yes, on either side. */
function isYes(resolved: 'yes' | 'partly' | 'no'): 'yes' | 'no' {
  return resolved === 'yes' ? 'yes' : 'no';
}

function keysOf({ channel, reason, ending }: ContactSummary, floor: Floor): ReadingKey[] {
  const { queue, agent } = ending ?? {};
  const team = (agent === undefined ? undefined : floor.agents[agent]?.team) ?? (queue === undefined ? undefined : floor.queues[queue]?.team);
  return [
    keyOf(channel, 'contacts'),
    ...(reason === undefined ? [] : [keyOf(channel, 'reason', reason)]), ...(queue === undefined ? [] : [keyOf(channel, 'queue', queue)]),
    ...(team === undefined ? [] : [keyOf(channel, 'team', team)]),
  ];
}

import { isPausedIn } from './agent.js';
import type { AgentStanding } from './agent.js';
import type { FlagPlace } from './flag.js';
import type { Floor } from './floor.js';
import type { ReadingKey, Sums } from './metric.js';
import { homeOf } from './place.js';
import { keyOf } from './reading-key.js';
import type { Instant } from './time.js';

/** What contacts may have in common. */
export type CohortKind = 'queue' | 'node' | 'reason' | 'entry' | 'flow' | 'offer';

/** Which cohort it is. */
export interface CohortName {
  readonly kind: CohortKind;
  readonly channel: string;
  readonly name: string;
}

/** The contacts of one queue, menu node, reason, entry number, version of a flow, or offer, as a rule may look at them: who waits, and their readings. */
export interface Cohort extends CohortName {
  readonly id: string;
  /** Since when each of those waits who wait in the queue now, the longest first. */
  readonly waiting: readonly Instant[];
  /** Agents at work for the queue, busy or not; absent where nobody was ever heard of who works it. */
  readonly atWork?: number;
  /** Of a queue: what arrived in a window of the last hour, by the minute. */
  arrived(from: Instant, to: Instant): Sums;
  /** Who passed and what went wrong, of contacts that began in a window, by the UTC hour; of offers by the quarter-hour. */
  passed(from: Instant, to: Instant): Sums;
  /** The same of that hour in the weeks before; hours in which nobody passed are left out. */
  usual(hour: Instant): readonly Sums[];
}

export function cohortId({ kind, channel, name }: CohortName): string {
  return `${kind} ${channel}/${name}`;
}

/** Under which its contacts are counted with what went wrong. */
export function cohortKey({ kind, channel, name }: CohortName): ReadingKey {
  return keyOf(channel, 'place', `${kind}:${name}`);
}

const KEY = /^([^/]+)\/place\/(\w+):(.*)$/su;
const kinds: readonly CohortKind[] = ['queue', 'node', 'reason', 'entry', 'flow', 'offer'];

/** The other way round; undefined for a key of something else. */
export function cohortIn(key: ReadingKey): CohortName | undefined {
  const [, channel, written, name] = KEY.exec(key) ?? [];
  const kind = kinds.find((each) => each === written);
  return channel === undefined || kind === undefined || name === undefined ? undefined : { kind, channel, name };
}

/** The cohort at which a flag counts; undefined where it points to no place. */
export function cohortOfFlag(place: FlagPlace, channel: string, reason: string | undefined, entry: string | undefined): CohortName | undefined {
  const home = homeOf(place, channel, reason, entry);
  return home === undefined || home.kind === 'floor' || home.kind === 'unknown' ? undefined : { kind: home.kind, channel: home.channel, name: home.name };
}

/** How a cohort's flag points to it. */
export function placeOfCohort({ kind, name }: CohortName): FlagPlace {
  return { [kind]: name };
}

/** The queues that an agent works, as the source says or else the floor. */
export function queuesOf({ queues }: AgentStanding, agent: string, floor: Floor): readonly string[] {
  return queues.length > 0 ? queues : floor.agents[agent]?.queues ?? [];
}

/** Signed in, and neither away nor paused in this queue: free now, or after the call. */
export function isAtWork({ state, pauses }: AgentStanding, queue: string): boolean {
  return state !== 'offline' && state !== 'away' && state !== 'not-responding' && !isPausedIn({ pauses }, queue);
}

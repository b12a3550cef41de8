import { targetsOf } from '../../domain/floor.js';
import type { Floor } from '../../domain/floor.js';
import type { Reader } from '../../domain/reader.js';
import type { ReadingKey } from '../../domain/metric.js';
import { ok } from '../../domain/result.js';
import type { LiveState } from '../../ports/live-state.js';
import { isAll, isEverything, scopeOf, seesAgent, seesQueue } from '../../views/scope.js';
import { notYours, wrong } from '../answer.js';
import type { Answer } from '../answer.js';
import type { MetricsQuery } from '../parameters.js';
import { mayAskFor } from '../visible.js';
import type { Threshold } from './answer.js';
import type { Kind } from './kinds.js';

/** What is counted: keys of one kind, and the queues, number or agent that they stand for. */
export interface Subject {
  readonly kind: Kind;
  readonly channel: string;
  readonly names: readonly string[];
  readonly keys: readonly ReadingKey[];
}

/** The subjects a query names, in the order in which a metric looks for one that counts what it reads. */
export function subjectsOf(query: MetricsQuery, state: LiveState, reader: Reader): Answer<readonly Subject[]> {
  const { floor } = state;
  const channel = query.channel ?? 'voice';
  const named = (['queue', 'entry', 'reason', 'agent', 'team'] as const).filter((each) => query[each] !== undefined);
  if (named.length > 1) return wrong(`The parameters ${named.map((each) => `"${each}"`).join(' and ')} do not go together.`, 'Ask for one of them at a time.');
  if (named.length === 1 && query.view !== undefined) return wrong(`The parameter "view" does not go with "${named[0] ?? ''}".`, 'Leave out one of them.');
  const sees = isEverything(scopeOf(reader));
  if (query.queue !== undefined) {
    const may = mayAskFor(reader, floor, query.queue);
    return may.ok ? ok([subject('queue', channel, [query.queue])]) : may;
  }
  if (query.agent !== undefined) return mayAskForAgent(query.agent, state, reader) ? ok([subject('agent', channel, [query.agent])]) : beyond(`The agent "${query.agent}" is`);
  if (query.team !== undefined) return seesTeam(query.team, reader) ? ok([subject('team', channel, [query.team])]) : beyond(`The team "${query.team}" is`);
  if (query.entry !== undefined) return sees ? ok([subject('entry', channel, [query.entry])]) : beyond('Figures of a whole number are');
  if (query.reason !== undefined) return sees ? ok([subject('reason', channel, [query.reason])]) : beyond('Figures of a reason over all queues are');
  if (sees) return ok((query.view === undefined ? ['total', 'contacts'] as const : [views[query.view]]).map((kind) => subject(kind, channel, [])));
  return query.view === 'contact' ? beyond('Figures of all who called are') : ok([subject('queue', channel, queuesOf(state, reader, channel))]);
}

const views = { queue: 'total', contact: 'contacts' } as const;

function subject(kind: Kind, channel: string, names: readonly string[]): Subject {
  const keys = names.length === 0 && kind !== 'queue' ? [`${channel}/${kind}`] : names.map((name) => `${channel}/${kind}/${name}`);
  return { kind, channel, names, keys };
}

/** Each visit was counted by its own queue's thresholds. */
export function thresholdOf({ kind, names }: Subject, floor: Floor): Threshold {
  const queues = kind === 'queue' ? names : Object.keys(floor.queues);
  const { answerWithinMs, shortAbandonMs } = targetsOf(floor, kind === 'queue' && names.length === 1 ? names[0] : undefined);
  const varies = queues.some((queue) => {
    const own = targetsOf(floor, queue);
    return own.answerWithinMs !== answerWithinMs || own.shortAbandonMs !== shortAbandonMs;
  });
  return { answerWithinMs, shortAbandonMs, varies };
}

/** A reader who may see some queues is told the sum of their visits. */
function queuesOf({ floor, daily }: LiveState, reader: Reader, channel: string): readonly string[] {
  const prefix = `${channel}/queue/`;
  const heard = daily.keys('arrival').filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  const scope = scopeOf(reader);
  return [...new Set([...scope.allowed.queues ?? [], ...Object.keys(floor.queues), ...heard])].filter((queue) => seesQueue(scope, floor, queue));
}

function mayAskForAgent(agent: string, { floor, agents }: LiveState, reader: Reader): boolean {
  const standing = agents.get(agent)?.days.at(-1)?.day.standing;
  const queues = standing !== undefined && standing.queues.length > 0 ? standing.queues : floor.agents[agent]?.queues ?? [];
  return seesAgent(scopeOf(reader), floor, agent, standing?.team, queues);
}

/** The whole team: who sees only some of its queues is told nothing of the others. */
function seesTeam(team: string, reader: Reader): boolean {
  const { allowed } = scopeOf(reader);
  return isAll(allowed) || allowed.teams?.includes(team) === true;
}

function beyond(what: string): Answer<never> {
  return notYours(`${what} outside what you may see.`, 'Ask for one of your queues with "queue", or ask an administrator for more.');
}

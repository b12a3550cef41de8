import { ALL_AGENTS, staffKey } from '../../domain/contributions/agent-day.js';
import { targetsOf } from '../../domain/floor.js';
import type { Floor } from '../../domain/floor.js';
import { placeIn } from '../../domain/place.js';
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
import { membersOf } from './team.js';
import type { Kind } from './kinds.js';

/** What is counted: keys of one kind, and the queues, number or agent that they stand for. */
export interface Subject {
  readonly kind: Kind;
  readonly channel: string;
  readonly names: readonly string[];
  readonly keys: readonly ReadingKey[];
  /** Only time away for this reason. */
  readonly away?: string;
}

/** The same, where time away is asked by its reason: of agents alone. */
export function subjectsOf(query: MetricsQuery, state: LiveState, reader: Reader): Answer<readonly Subject[]> {
  const { away } = query;
  const subjects = namedIn(query, state, reader);
  return subjects.ok && away !== undefined ? ok(subjects.value.map((subject) => ({ ...subject, away }))) : subjects;
}

/** The subjects a query names, in the order in which a metric looks for one that counts what it reads. */
function namedIn(query: MetricsQuery, state: LiveState, reader: Reader): Answer<readonly Subject[]> {
  const { floor } = state;
  const channel = query.channel ?? 'voice';
  const named = (['queue', 'entry', 'reason', 'node', 'agent', 'team', 'place'] as const).filter((each) => query[each] !== undefined);
  if (named.length > 1) return wrong(`The parameters ${named.map((each) => `"${each}"`).join(' and ')} do not go together.`, 'Ask for one of them at a time.');
  if (named.length === 1 && query.view !== undefined) return wrong(`The parameter "view" does not go with "${named[0] ?? ''}".`, 'Leave out one of them.');
  const sees = isEverything(scopeOf(reader));
  if (query.queue !== undefined) {
    const may = mayAskFor(reader, floor, query.queue);
    return may.ok ? ok([subject('queue', channel, [query.queue]), staffSubject(query.queue, channel)]) : may;
  }
  if (query.agent !== undefined) return mayAskForAgent(query.agent, state, reader) ? ok([agentSubject(query.agent, channel)]) : beyond(`The agent "${query.agent}" is`);
  if (query.team !== undefined) return seesTeam(query.team, reader) ? ok([teamSubject(query.team, channel, state), queuesOfTeam(query.team, channel, floor)]) : beyond(`The team "${query.team}" is`);
  if (query.entry !== undefined) return sees ? ok([subject('entry', channel, [query.entry])]) : beyond('Figures of a whole number are');
  if (query.place !== undefined && (query.attribution ?? 'arrival') !== 'arrival') return wrong('What was lost at a place is counted by arrival only.', 'Leave out "attribution".');
  if (query.place !== undefined) return ofPlace(query.place, channel, floor, reader);
  if (query.node !== undefined) return sees ? ok([subject('node', channel, [query.node])]) : beyond('Figures of a menu node are');
  if (query.reason !== undefined) return sees ? ok([subject('reason', channel, [query.reason])]) : beyond('Figures of a reason over all queues are');
  if (sees) return ok((query.view === undefined ? ['total', 'contacts', 'agents'] as const : [views[query.view]]).map((kind) => (kind === 'agents' ? everyAgent(channel) : subject(kind, channel, []))));
  if (query.view === 'contact') return beyond('Figures of all who called are');
  return query.view === 'agent' ? beyond('Figures of all agents are') : ok([subject('queue', channel, queuesOf(state, reader, channel))]);
}

const views = { queue: 'total', contact: 'contacts', agent: 'agents' } as const;

/** An agent's segments are counted by channel, their time is not. */
function agentSubject(agent: string, channel: string): Subject {
  return { kind: 'agent', channel, names: [agent], keys: [`${channel}/agent/${agent}`, `agent/${agent}`] };
}

/** What its contacts came to, and the time of all who belong to it now. */
function teamSubject(team: string, channel: string, state: LiveState): Subject {
  return { kind: 'team', channel, names: [team], keys: [`${channel}/team/${team}`, ...membersOf(team, state).map((agent) => `agent/${agent}`)] };
}

/** The visits of its queues, summed. */
function queuesOfTeam(team: string, channel: string, { queues }: Floor): Subject {
  return subject('queue', channel, Object.keys(queues).filter((queue) => queues[queue]?.team === team));
}

/** The time of all who are signed in to it: who takes calls of five queues is there for each. */
function staffSubject(queue: string, channel: string): Subject {
  return { kind: 'staff', channel, names: [queue], keys: [staffKey(queue)] };
}

function everyAgent(channel: string): Subject {
  return { kind: 'agents', channel, names: [], keys: [ALL_AGENTS] };
}

function subject(kind: Kind, channel: string, names: readonly string[]): Subject {
  const keys = names.length === 0 && kind !== 'queue' ? [`${channel}/${kind}`] : names.map((name) => `${channel}/${kind}/${name}`);
  return { kind, channel, names, keys };
}

/** What was lost at a queue may be asked by whoever sees that queue. */
function ofPlace(written: string, channel: string, floor: Floor, reader: Reader): Answer<readonly Subject[]> {
  const place = placeIn(`${channel}/place/${written}`);
  if (place === undefined) return wrong(`The parameter "place" cannot be "${written.slice(0, 80)}".`, 'Write it as GET /api/v1/minutes names it in "of": node:main, queue:billing, reason:bill, entry:+4930….');
  const may = place.kind === 'queue' ? mayAskFor(reader, floor, place.name) : isEverything(scopeOf(reader)) ? ok(null) : beyond('What was lost there is');
  return may.ok ? ok([subject('place', channel, [written])]) : may;
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

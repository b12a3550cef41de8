import type { QueueRow, Tone } from '../contract/board.js';
import { isReadyFor } from '../domain/agent.js';
import type { AgentStanding } from '../domain/agent.js';
import { nameOf, targetsOf } from '../domain/floor.js';
import type { ReadingKey } from '../domain/metric.js';
import { MINUTE } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { LiveState } from '../ports/live-state.js';
import { numbersOf } from '../views/numbers.js';
import type { Metrics } from '../views/numbers.js';
import { shownSince } from './shown-since.js';
import type { FloorNow, QueueNow } from './waiting.js';

/** What follows the channel in a queue's key: `voice/queue/support`. */
const OF_QUEUE = '/queue/';
const nobody: QueueNow = { waiting: 0, pastThreshold: 0, longestSince: null, longestContactSince: null };

/** One row a queue and channel: all that the floor names, and all that were heard of today, or in the shift before midnight. */
export function queueRows(state: LiveState, now: FloorNow, standings: Iterable<AgentStanding>, metrics: Metrics, at: Instant, today: (startsAt: number) => Instant, staleSince: (queue: string) => Instant | undefined): QueueRow[] {
  const { floor } = state;
  const agents = agentsByQueue(standings);
  return voiceAndOther(state, now, shownSince(today(0), at)).map(({ channel, queue }) => {
    const waits = now.queues.get(`${channel}/${queue}`) ?? nobody;
    const key = `${channel}/queue/${queue}`;
    const waiting = { now: waits.waiting, pastThreshold: waits.pastThreshold };
    const last30 = numbersOf(metrics, state.recent.sums('arrival', key, at - 30 * MINUTE, at + MINUTE), floor.directAnswers, waiting);
    const all = numbersOf(metrics, state.daily.sums('arrival', key, today(floor.queues[queue]?.dayStartsAt ?? 0), at + MINUTE), floor.directAnswers, waiting);
    const { answerWithinMs, serviceLevel } = targetsOf(floor, queue);
    const team = floor.queues[queue]?.team;
    const stale = staleSince(queue);
    return {
      id: channel === 'voice' ? queue : `${channel}/${queue}`,
      name: nameOf(floor.queues, queue),
      ...(team === undefined ? {} : { team }),
      channel,
      waiting: waits.waiting,
      longestSince: waits.longestSince,
      longestContactSince: waits.longestContactSince,
      agents: agents.get(queue) ?? noAgents,
      last30,
      today: all,
      target: { answerWithinMs, serviceLevel },
      tone: toneOf(waits, last30.serviceLevel, serviceLevel, answerWithinMs, at),
      ...(stale === undefined ? {} : { staleSince: stale }),
    };
  });
}

function voiceAndOther(state: LiveState, now: FloorNow, since: Instant): { channel: string; queue: string }[] {
  const seen = new Set<string>(now.queues.keys());
  for (const key of state.daily.keysSince('arrival', since, isOfQueue)) seen.add(key.replace(OF_QUEUE, '/'));
  const heard = new Set([...seen].map((key) => key.slice(key.indexOf('/') + 1)));
  for (const queue of Object.keys(state.floor.queues)) if (!heard.has(queue)) seen.add(`voice/${queue}`);
  return [...seen].toSorted().map((key) => ({ channel: key.slice(0, key.indexOf('/')), queue: key.slice(key.indexOf('/') + 1) }));
}

function isOfQueue(key: ReadingKey): boolean {
  return key.startsWith(OF_QUEUE, key.indexOf('/'));
}

type AgentCounts = { -readonly [Count in keyof QueueRow['agents']]: number };
const noAgents: QueueRow['agents'] = { ready: 0, readyShared: 0, busy: 0, wrapUp: 0, away: 0, signedIn: 0 };

function agentsByQueue(standings: Iterable<AgentStanding>): ReadonlyMap<string, QueueRow['agents']> {
  const byQueue = new Map<string, AgentCounts>();
  for (const standing of standings) {
    if (standing.state === 'offline') continue;
    for (const queue of new Set(standing.queues)) {
      let counts = byQueue.get(queue);
      if (!counts) byQueue.set(queue, counts = { ...noAgents });
      addAgent(counts, standing, queue);
    }
  }
  return byQueue;
}

/** Ready for this queue alone, and ready but shared with others. */
function addAgent(counts: AgentCounts, standing: AgentStanding, queue: string): void {
  counts.signedIn += 1;
  if (isReadyFor(standing, queue)) {
    counts.ready += 1;
    if (standing.queues.length > 1) counts.readyShared += 1;
  } else if (standing.state === 'wrap-up') counts.wrapUp += 1;
  else if (standing.state === 'away' || standing.state === 'not-responding' || standing.state === 'available') counts.away += 1;
  else counts.busy += 1;
}

function toneOf(waits: QueueNow, level: number | null, target: number, within: number, at: Instant): Tone {
  const longest = waits.longestSince === null ? 0 : at - waits.longestSince;
  if (longest > 6 * within || (level !== null && level < target - 0.2)) return 'bad';
  if (longest > within || (level !== null && level < target)) return 'warn';
  return level === null && waits.waiting === 0 ? 'neutral' : 'good';
}

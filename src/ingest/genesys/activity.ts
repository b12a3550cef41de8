import type { AgentState } from '../../domain/event.js';
import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { Instant } from '../../domain/time.js';
import { fact, known } from '../fact.js';
import type { DataOf, Fact } from '../fact.js';
import { instantIn, objectIn, textIn, textsIn, wordIn } from './fields.js';
import type { Notice } from './notice.js';

/** What an agent does, as v2.users.{id}.activity has it: always the whole of it. */
export interface Activity {
  readonly agent: string;
  readonly at: Instant;
  readonly state: AgentState;
  /** Their own word for why they take no contacts. */
  readonly reason: string | undefined;
  /** Undefined where it was not said. */
  readonly queues: readonly string[] | undefined;
}

export function activityIn({ body, sentAt }: Notice): Result<Activity> {
  const agent = textIn(body, 'id');
  const routing = objectIn(body, 'routingStatus');
  const presence = objectIn(body, 'presence');
  const times = [instantIn(routing, 'startTime'), instantIn(presence, 'modifiedDate'), instantIn(body, 'dateActiveQueuesChanged')].filter((time) => time !== undefined);
  const at = times.length > 0 ? Math.max(...times) : sentAt;
  if (agent === undefined || at === undefined) return refused('The activity of a user has no id, or nothing in it has a date. Send eventBody whole.');
  const word = wordIn(objectIn(presence, 'presenceDefinition'), 'systemPresence');
  const state = stateOf(wordIn(routing, 'status'), word);
  return ok({ agent, at, state, reason: state === 'away' ? reasonOf(word) : undefined, queues: body['activeQueueIds'] === undefined ? undefined : textsIn(body, 'activeQueueIds') });
}

export function factsOfActivity({ agent, at, state, reason, queues: said }: Activity, before: readonly string[]): Fact[] {
  const queues = said ?? before;
  const gone = before.filter((queue) => !queues.includes(queue));
  const about = { subject: agent, time: at };
  const name = `${agent}:${at}`;
  return [
    // Out of the last queue is no sign-off: that is what the presence says.
    ...(gone.length === 0 || queues.length === 0 ? [] : [fact('agent.signed-out', `${name}:left`, { queues: gone }, about)]),
    ...(queues.length === 0 || state === 'offline' ? [] : [fact('agent.signed-in', `${name}:in`, { queues }, about)]),
    fact('agent.state', `${name}:state`, known<DataOf<'agent.state'>>({ state, reason }), about),
  ];
}

/** Off queue the presence tells what the agent does instead. */
function stateOf(routing: string | undefined, presence: string | undefined): AgentState {
  switch (routing) {
    case 'IDLE': return 'available';
    case 'INTERACTING': case 'COMMUNICATING': return 'on-contact';
    case 'NOT_RESPONDING': return 'not-responding';
    default: return presence === 'OFFLINE' || presence === undefined ? 'offline' : 'away';
  }
}

/** ON_QUEUE, MEETING → "On queue", "Meeting": as Genesys shows it. */
function reasonOf(presence: string | undefined): string | undefined {
  if (presence === undefined) return undefined;
  const words = presence.toLowerCase().replaceAll('_', ' ').trim();
  return words === '' ? undefined : words.charAt(0).toUpperCase() + words.slice(1);
}

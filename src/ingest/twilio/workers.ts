import type { AgentState } from '../../domain/event.js';
import type { Fields } from '../../ports/signed-post.js';
import { fact, known, type Fact } from '../fact.js';
import { sid, text } from './fields.js';

type Told = (fields: Fields, agent: string) => readonly Fact[];

/** What an agent does. On contact and wrapping up follow from the reservations: TaskRouter has no activity for them. */
export const workerFacts: Readonly<Record<string, Told>> = {
  'worker.activity.update': (fields, agent) => {
    const activity = text(fields, 'WorkerActivityName');
    if (activity === undefined) return [];
    const state = stateOf(activity);
    const id = `${sid(fields, 'Sid') ?? `${agent}:${fields['TimestampMs'] ?? fields['Timestamp'] ?? ''}`}:activity`;
    return [fact('agent.state', id, known({ state, reason: state === 'away' ? activity : undefined }), { subject: agent })];
  },
  'worker.deleted': (fields, agent) => [fact('agent.signed-out', `${sid(fields, 'Sid') ?? agent}:deleted`, {}, { subject: agent })],
};

/** By the names that Twilio gives them in a new workspace and in Flex; any other is a way of being away, under its own name. */
function stateOf(activity: string): AgentState {
  if (/^(?:available|idle|ready)$/i.test(activity)) return 'available';
  return /^(?:offline|logged ?out)$/i.test(activity) ? 'offline' : 'away';
}

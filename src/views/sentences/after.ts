import { nameOf } from '../../domain/floor.js';
import type { Floor } from '../../domain/floor.js';
import type { Sentences } from './said.js';
import { bad, good, plain, where } from './said.js';

/** Promises, call-backs, questions to agents and customers; and what concerns agents and sources, which no contact's timeline has. */
export const after: Sentences<
  | 'prompt.shown' | 'prompt.answered' | 'prompt.expired' | 'promise.made' | 'promise.fulfilled'
  | 'callback.offered' | 'callback.requested' | 'callback.attempted' | 'callback.reached' | 'callback.cancelled'
  | 'survey.sent' | 'survey.delivered' | 'survey.answered' | 'survey.expired' | 'feedback.received'
  | 'agent.state' | 'agent.signed-in' | 'agent.signed-out' | 'hours.changed' | 'source.heartbeat' | 'source.gap'
> = {
  'prompt.shown': ({ agent }, { floor }) => plain(`A question was shown${where('to', agentName(floor, agent))}`),
  'prompt.answered': ({ agent }, { floor }) => plain(`The question was answered${where('by', agentName(floor, agent))}`),
  'prompt.expired': () => plain('The question to the agent was not answered'),
  'promise.made': () => plain('Was promised something'),
  'promise.fulfilled': () => good('A promise was kept'),
  'callback.offered': () => plain('Was offered a call-back'),
  'callback.requested': () => plain('Asked to be called back'),
  'callback.attempted': ({ agent }, { floor }) => bad(`Was called back without being reached${where('by', agentName(floor, agent))}`),
  'callback.reached': ({ agent }, { floor }) => good(`Was reached by a call-back${where('by', agentName(floor, agent))}`),
  'callback.cancelled': () => plain('The call-back was cancelled'),
  'survey.sent': ({ channel }) => plain(`Was sent a survey${where('by', channel)}`),
  'survey.delivered': () => plain('The survey arrived'),
  'survey.answered': ({ question, value }) => plain(`Answered the survey${typeof value === 'number' ? `: ${question ?? 'answer'} ${value}` : ''}`),
  'survey.expired': () => plain('Did not answer the survey'),
  'feedback.received': ({ topic }) => plain(`Gave feedback${where('on', topic)}`),
  'agent.state': ({ state }) => plain(`The agent became ${state}`),
  'agent.signed-in': () => plain('The agent signed in'),
  'agent.signed-out': () => plain('The agent signed out'),
  'hours.changed': () => plain('The opening hours changed'),
  'source.heartbeat': () => plain('The source was heard of'),
  'source.gap': () => bad('Nothing was heard of the source'),
};

function agentName(floor: Floor, id: string | undefined): string | undefined {
  return id === undefined ? undefined : nameOf(floor.agents, id);
}

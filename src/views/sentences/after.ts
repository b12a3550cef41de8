import { nameOf } from '../../domain/floor.js';
import type { Floor } from '../../domain/floor.js';
import { answersIn, blockedIn, blockerWords, resolvedIn } from '../../domain/prompt.js';
import { questionOf } from '../../domain/surveyed.js';
import { dateIn } from '../../domain/zone.js';
import { isNamedReason, reasonName } from '../outcome.js';
import type { Said, Sentences } from './said.js';
import { bad, good, plain, where } from './said.js';

/** Promises, questions to agents and customers; and what concerns agents and sources, which no contact's timeline has. */
export const after: Sentences<
  | 'prompt.shown' | 'prompt.answered' | 'prompt.expired' | 'promise.made' | 'promise.fulfilled'
  | 'survey.sent' | 'survey.delivered' | 'survey.answered' | 'survey.expired' | 'survey.stopped' | 'feedback.received' | 'flag.marked'
  | 'agent.state' | 'agent.signed-in' | 'agent.signed-out' | 'hours.changed' | 'source.heartbeat' | 'source.gap'
> = {
  'prompt.shown': ({ agent }, { floor }) => plain(`A question was shown${where('to', agentName(floor, agent))}`),
  'prompt.answered': ({ agent, answers }, { floor }) => promptAnswer(agentName(floor, agent) ?? 'The agent', answers ?? {}, floor),
  'prompt.expired': () => plain('The question to the agent was not answered'),
  'promise.made': ({ due }, { floor }) => plain(`Was promised something${due === undefined ? '' : ` for ${dateIn(floor.zone, due)}`}`),
  'promise.fulfilled': () => good('A promise was kept'),
  'survey.sent': ({ channel }) => plain(`Was sent a survey${where('by', channel)}`),
  'survey.delivered': () => plain('The survey arrived'),
  'survey.answered': ({ question, value }) => surveyAnswer(question, value),
  'survey.expired': () => plain('Did not answer the survey'),
  'survey.stopped': () => bad('Answered the survey with STOP: wants no more messages'),
  'flag.marked': ({ mark }) => ({ acted: good('Someone acted on a flag'), useful: plain('A flag was called right'), noise: plain('A flag was called noise') }[mark]),
  'feedback.received': ({ topic }) => plain(`Gave feedback${where('on', topic)}`),
  'agent.state': ({ state }) => plain(`The agent became ${state}`),
  'agent.signed-in': () => plain('The agent signed in'),
  'agent.signed-out': () => plain('The agent signed out'),
  'hours.changed': () => plain('The opening hours changed'),
  'source.heartbeat': () => plain('The source was heard of'),
  'source.gap': () => bad('Nothing was heard of the source'),
};

/** Marks, and words of the questions that we know; what else stands there may be anything. */
function surveyAnswer(question: string | undefined, value: string | number | undefined): Said {
  const asked = question === undefined ? undefined : questionOf({ question });
  if (asked === 'resolved' && typeof value === 'string' && ['yes', 'partly', 'no'].includes(value)) {
    return { yes: good, no: bad, partly: plain }[value as 'yes' | 'partly' | 'no'](`The customer said: ${value === 'yes' ? '' : value === 'no' ? 'not ' : 'partly '}resolved`);
  }
  if (asked === 'comparison' && typeof value === 'string' && ['better', 'same', 'worse'].includes(value)) return plain(`The customer said: ${value === 'same' ? 'the same as' : `${value} than`} last time`);
  if (question === 'free') return plain('Added a line of their own');
  return plain(`Answered the survey${typeof value === 'number' ? `: ${question ?? 'answer'} ${value}` : ''}`);
}

/** One answer comes in an event of its own; a sender may give several at once. */
function promptAnswer(who: string, given: Readonly<Record<string, string>>, floor: Floor): Said {
  const answers = answersIn(given);
  const blocked = blockedIn({ resolved: 'no', ...answers });
  const told = [
    // A free text may stand where a reason's id should: what the floor does not know is not told.
    ...(answers.reason === undefined ? [] : [isNamedReason(answers.reason, floor) ? `about ${reasonName(answers.reason, floor)}` : 'about something else']),
    ...(answers.resolved === undefined ? [] : [verdicts[answers.resolved] ?? '']),
    ...(blocked === undefined || answers.blocked === undefined ? [] : [`blocked by ${blockerWords[blocked]}`]),
    ...(answers.promise === undefined ? [] : [answers.promise === 'no' ? 'promised nothing' : 'promised something']),
  ];
  const said = `${who} said: ${told.join(', ')}`;
  if (told.length === 0) return plain(`${who} answered the question`);
  const resolved = resolvedIn(answers);
  return resolved === undefined ? plain(said) : resolved === 'yes' ? good(said) : bad(said);
}

const verdicts: Readonly<Record<string, string>> = { yes: 'resolved', workaround: 'a workaround only', partly: 'partly resolved', no: 'not resolved', 'not-mine': 'not mine to solve' };

function agentName(floor: Floor, id: string | undefined): string | undefined {
  return id === undefined ? undefined : nameOf(floor.agents, id);
}

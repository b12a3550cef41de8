import type { AgentSegment, Contact } from '../domain/contact.js';
import { contactDetector, quiet } from '../domain/detector.js';
import type { Answer } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import { movesAgents } from '../domain/moves.js';
import { stateOfPrompt } from '../domain/prompt.js';
import { clock, seconds } from '../domain/time.js';
import type { Instant } from '../domain/time.js';

export const noDisposition = contactDetector({
  id: 'no-disposition',
  version: 1,
  title: 'Not wrapped up',
  class: 'note',
  rule: 'The agent says nothing of how the contact ended: the prompt expired, or the wrap-up took more than 5 minutes and gave no result.',
  action: 'Ask the agent while they remember; look at whether the list of reasons fits their work.',
  options: {
    after: { default: 300, min: 5, max: 14_400, says: 'The seconds of wrap-up after which it has timed out.' },
  },
  on: [...movesAgents, 'wrapup.ended', 'prompt.shown', 'prompt.answered', 'prompt.expired'],
  ask(contact, { now, floor, options }): Answer {
    if (contact.segments.length === 0 && contact.prompts.length === 0) return quiet;
    const silent = contact.segments.map((segment) => ({ segment, after: seconds(options(segment.queue).after) })).filter(({ segment }) => isUnsaid(segment, contact));
    const next = Math.min(...silent.filter(({ segment }) => segment.wrapUpEndedAt === undefined).map(({ segment, after }) => (segment.wrapUpStartedAt ?? now) + after + 1).filter((at) => at > now));
    const late = silent.filter(({ segment, after }) => (segment.wrapUpEndedAt ?? now) - (segment.wrapUpStartedAt ?? now) > after);
    return {
      raised: [
        ...late.map(({ segment, after }) => noteOf(segment.agent, segment.queue, (segment.wrapUpStartedAt ?? now) + after, `no result after ${clock(after)} of wrap-up by ${nameOf(floor.agents, segment.agent)}`)),
        ...contact.prompts.filter((prompt) => stateOfPrompt(prompt) === 'expired' && prompt.expiredAt !== undefined && !late.some(({ segment }) => segment.agent === prompt.agent))
          .map(({ agent, expiredAt, shownAt }) => noteOf(
            agent, contact.segments.findLast((segment) => segment.agent === agent)?.queue, expiredAt ?? now,
            `${nameOf(floor.agents, agent)} left the questions at the end unanswered for ${clock(Math.max(0, (expiredAt ?? now) - shownAt))}`,
          )),
      ],
      ...(next === Infinity ? {} : { askAgainAt: next }),
    };
  },
});

/** Nothing was said of it in wrap-up, nor at the desk. Where nobody wraps up, nothing can time out. */
function isUnsaid({ agent, wrapUpStartedAt, disposition, resolved }: AgentSegment, { prompts }: Contact): boolean {
  return wrapUpStartedAt !== undefined && disposition === undefined && resolved === undefined
    && !prompts.some((prompt) => prompt.agent === agent && stateOfPrompt(prompt) !== 'open' && stateOfPrompt(prompt) !== 'expired');
}

function noteOf(agent: string, queue: string | undefined, since: Instant, because: string): Answer['raised'][number] {
  return { subject: agent, since, until: since, severity: 'note', because, place: { agent, ...(queue === undefined ? {} : { queue }) } };
}

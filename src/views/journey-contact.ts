import type { AgentSaid, CustomerSaid, JourneyContact } from '../contract/customers.js';
import type { Contact } from '../domain/contact.js';
import type { Flag } from '../domain/flag.js';
import { nameOf } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { resolutionOf } from '../domain/glance/resolution.js';
import { sightingOf } from '../domain/glance/sighting.js';
import type { ContactSummary } from '../domain/journey.js';
import { blockerWords, stateOfPrompt } from '../domain/prompt.js';
import type { Answers, Prompt } from '../domain/prompt.js';
import { markOf, questionOf } from '../domain/surveyed.js';
import type { Said, Surveyed } from '../domain/surveyed.js';
import type { Instant } from '../domain/time.js';
import { cardOf } from './flag-card.js';
import type { RuleTexts } from './flag-card.js';
import { journeyItemOf } from './journey.js';
import { chipsOf } from './lane.js';
import { named } from './names.js';
import { promiseView, reasonName } from './outcome.js';

export interface ContactOfJourney {
  readonly contact: Contact;
  readonly summary: ContactSummary;
  /** Its own and the journey's. */
  readonly flags: readonly Flag[];
  /** The customer's other contacts, whoever may see them: whether they came back is no secret. */
  readonly others: readonly ContactSummary[];
}

/** One contact of a customer with all that was said of it, by agents and by the customer. */
export function journeyContactOf({ contact, summary, flags, others }: ContactOfJourney, floor: Floor, texts: RuleTexts, now: Instant): JourneyContact {
  const sighting = sightingOf(summary, contact, flags);
  const { callback } = summary;
  return {
    ...journeyItemOf(summary, chipsOf(flags, new Map([...texts].map(([id, { title }]) => [id, title])), now), floor),
    queues: sighting.queues.map((id) => named(floor.queues, id)),
    agents: [...new Set(contact.segments.map(({ agent }) => agent))].map((id) => named(floor.agents, id)),
    cards: flags.map((flag) => cardOf(flag, texts, floor, now)),
    promises: contact.promises.map((promised) => promiseView(promised, floor, now)),
    prompts: contact.prompts.map((prompt) => agentSaid(prompt, floor)),
    surveys: contact.surveys.map((survey) => customerSaid(survey, floor)),
    resolution: resolutionOf(sighting, others, floor.returns, now),
    ...(callback === undefined ? {} : { calledBack: { attempts: callback.attempts, ...(callback.reachedAt === undefined ? {} : { reachedAt: callback.reachedAt }) } }),
  };
}

function agentSaid(prompt: Prompt, floor: Floor): AgentSaid {
  return { agent: named(floor.agents, prompt.agent), at: prompt.answeredAt ?? prompt.expiredAt ?? prompt.shownAt, state: stateOfPrompt(prompt), says: answersSay(prompt.answers, floor) };
}

const verdictWords = { yes: 'resolved', workaround: 'workaround only', partly: 'partly resolved', no: 'not resolved', 'not-mine': 'not mine to resolve' } as const;
const dueWords: Readonly<Record<string, string>> = { no: 'promised nothing', today: 'promised for today', tomorrow: 'promised for tomorrow', '3-days': 'promised within 3 days', week: 'promised within a week' };

function answersSay({ reason, resolved, blocked, promise }: Answers, floor: Floor): readonly string[] {
  return [
    ...(reason === undefined ? [] : [`about ${reasonName(reason, floor)}`]),
    ...(resolved === undefined ? [] : [verdictWords[resolved as keyof typeof verdictWords] ?? resolved]),
    ...(blocked === undefined ? [] : [`blocked by ${blockerWords[blocked as keyof typeof blockerWords] ?? blocked}`]),
    ...(promise === undefined ? [] : [dueWords[promise] ?? 'promised']),
  ];
}

function customerSaid({ survey, programme, sentAt, answers, expiredAt }: Surveyed, floor: Floor): CustomerSaid {
  return {
    name: programme === undefined ? survey : nameOf(floor.surveys.programmes, programme),
    ...(sentAt === undefined ? {} : { sentAt }),
    state: answers.length > 0 ? 'answered' : expiredAt === undefined ? 'sent' : 'expired',
    says: answers.map(answerSays),
  };
}

/** Never the free line: it stays with the survey. */
function answerSays(said: Said): string {
  const mark = markOf(said);
  switch (questionOf(said)) {
    case 'resolved': return said.value === 'yes' ? 'resolved' : said.value === 'no' ? 'not resolved' : 'partly resolved';
    case 'ces-7': return `ease ${mark ?? '–'} of 7`;
    case 'csat-5': return `satisfaction ${mark ?? '–'} of 5`;
    case 'nps-10': return `recommendation ${mark ?? '–'} of 10`;
    case 'comparison': return said.value === 'same' ? 'the same as last time' : `${String(said.value)} than last time`;
    case 'free': case undefined: return said.question === 'free' ? 'left a line' : `answered ${said.question}`;
  }
}

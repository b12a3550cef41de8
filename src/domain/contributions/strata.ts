import { endingOf } from '../ending.js';
import type { Contact } from '../contact.js';
import type { Flag } from '../flag.js';
import type { Floor } from '../floor.js';
import type { Contribution, Measure } from '../metric.js';
import { keyOf } from '../reading-key.js';
import { isGood, questionOf } from '../surveyed.js';
import type { Surveyed } from '../surveyed.js';

/** The questions whose answers are weighed: those about one contact. */
export const weighedQuestions = ['resolved', 'csat-5', 'ces-7'] as const;
export type WeighedQuestion = (typeof weighedQuestions)[number];
/** Whether an alert stands on the contact: what its caller went through, not what was answered to a survey. */
export const treatments = ['down', 'well'] as const;
export type Treatment = (typeof treatments)[number];

/**
 * Whom an inbound contact that is over stands for among all of its queue, and what its customer said: what answers are weighed
 * with (weighting.ts). `stratum.<down|well>.contacts`, `stratum.<down|well>.<question>.<asked|said|good>`. Only what anybody might
 * have been asked counts as asked: a study of a few says nothing of the others.
 */
export function contributionsOfStratum(contact: Contact, flags: readonly Flag[], floor: Floor): Contribution[] {
  const ending = endingOf(contact, floor);
  if (ending === undefined) return [];
  const treatment = flags.some((flag) => flag.class === 'alert' && flag.retractedAt === undefined) ? 'down' : 'well';
  const tally: Partial<Record<Measure, number>> = { [`stratum.${treatment}.contacts`]: 1 };
  const surveys = contact.surveys.filter(({ programme }) => isForAnybody(programme, floor));
  for (const question of surveys.length === 0 ? [] : weighedQuestions) {
    const said = lastSaid(surveys, question);
    if (said === undefined && !surveys.some((survey) => asks(survey, question, floor))) continue;
    tally[`stratum.${treatment}.${question}.asked`] = 1;
    if (said !== undefined) tally[`stratum.${treatment}.${question}.said`] = 1;
    if (said === true) tally[`stratum.${treatment}.${question}.good`] = 1;
  }
  const keys = [keyOf(contact.channel, 'contacts'), ...(ending.queue === undefined ? [] : [keyOf(contact.channel, 'queue', ending.queue)])];
  return keys.map((key) => ({ at: contact.startedAt, attribution: 'arrival' as const, key, tally }));
}

/** A platform's own surveys are taken to be for anybody. */
function isForAnybody(programme: string | undefined, { surveys }: Floor): boolean {
  const rule = programme === undefined || !Object.hasOwn(surveys.programmes, programme) ? undefined : surveys.programmes[programme];
  return rule === undefined || rule.kind === 'persistent';
}

function asks({ programme, sentAt }: Surveyed, question: WeighedQuestion, { surveys }: Floor): boolean {
  const rule = programme === undefined || !Object.hasOwn(surveys.programmes, programme) ? undefined : surveys.programmes[programme];
  return sentAt !== undefined && rule?.questions.includes(question) === true;
}

function lastSaid(surveys: readonly Surveyed[], question: WeighedQuestion): boolean | undefined {
  return surveys.flatMap(({ answers }) => answers).filter((said) => questionOf(said) === question).toSorted((a, b) => a.at - b.at)
    .map(isGood).findLast((good) => good !== undefined);
}

import { lastQueueOf, reasonOf } from '../contact.js';
import type { Contact } from '../contact.js';
import type { Floor } from '../floor.js';
import { attributions } from '../metric.js';
import type { Contribution, Measure, ReadingKey, Sums } from '../metric.js';
import { isGood, markOf, questionOf } from '../surveyed.js';
import type { Said, Surveyed } from '../surveyed.js';

/**
 * What the customer's answers add: to all contacts, the entry number, the reason and the queue that had the contact last.
 * Not to the agent: a person's own numbers are for that person, and only from many answers on.
 */
export function contributionsOfSurveys(contact: Contact, floor: Floor): Contribution[] {
  if (contact.surveys.length === 0) return [];
  const tally = tallyOf(contact);
  const instants = { arrival: contact.startedAt, completion: contact.endedAt, disconnect: contact.endedAt };
  const spread = (key: ReadingKey, sums: Sums): Contribution[] => attributions.flatMap((attribution) => {
    const at = instants[attribution];
    return at === undefined ? [] : [{ at, attribution, key, tally: sums }];
  });
  const relationship = tallyOfRelationship(contact.surveys.filter((survey) => isOfRelationship(survey, floor)));
  return [...keysOf(contact).flatMap((key) => spread(key, tally)), ...(relationship === undefined ? [] : spread(`${contact.channel}/contacts`, relationship))];
}

/** Recommending is asked of the relationship, and says nothing of one call, its queue or its agent: only studies that ask so count (METRICS.md, NPS). */
function tallyOfRelationship(surveys: readonly Surveyed[]): Sums | undefined {
  const marks = surveys.flatMap(({ answers }) => answers).filter((said) => questionOf(said) === 'nps-10').flatMap((said) => markOf(said) ?? []);
  if (marks.length === 0) return undefined;
  return { 'survey.nps-10': marks.length, 'survey.nps-10.promoters': marks.filter((mark) => mark >= 9).length, 'survey.nps-10.detractors': marks.filter((mark) => mark <= 6).length };
}

function isOfRelationship({ programme }: Surveyed, { surveys: { programmes } }: Floor): boolean {
  return programme !== undefined && Object.hasOwn(programmes, programme) && programmes[programme]?.kind === 'periodic';
}

function tallyOf({ surveys }: Contact): Sums {
  const tally: Partial<Record<Measure, number>> = {};
  const add = (measure: Measure, times = 1): void => void (tally[measure] = (tally[measure] ?? 0) + times);
  for (const { sentAt, answers } of surveys) {
    if (sentAt !== undefined) add('survey.sent');
    if (sentAt !== undefined && answers.length > 0) add('survey.responded');
    for (const said of answers) {
      for (const measure of measuresOf(said)) add(measure);
      if (questionOf(said) === 'ces-7') add('survey.ces-7.marks', markOf(said) ?? 0);
    }
  }
  return tally;
}

/** Of each question how many answered, and of those how many said something good. */
function measuresOf(said: Said): readonly Measure[] {
  const question = questionOf(said);
  const good = isGood(said);
  if (good === undefined || (question !== 'resolved' && question !== 'csat-5' && question !== 'ces-7')) return [];
  const all: Measure = `survey.${question}`;
  return good ? [all, goods[question]] : [all];
}

const goods = { resolved: 'survey.resolved.yes', 'csat-5': 'survey.csat-5.top', 'ces-7': 'survey.ces-7.easy' } as const;

function keysOf(contact: Contact): ReadingKey[] {
  const reason = reasonOf(contact);
  const queue = lastQueueOf(contact);
  return [
    `${contact.channel}/contacts`, `${contact.channel}/total`,
    ...(contact.entry === undefined ? [] : [`${contact.channel}/entry/${contact.entry}`]), ...(reason === undefined ? [] : [`${contact.channel}/reason/${reason}`]),
    ...(queue === undefined ? [] : [`${contact.channel}/queue/${queue}`]),
  ];
}

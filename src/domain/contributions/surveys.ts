import { lastVisitOf, reasonOf } from '../contact.js';
import type { Contact } from '../contact.js';
import { attributions } from '../metric.js';
import type { Contribution, Measure, ReadingKey, Sums } from '../metric.js';
import { markOf, questionOf } from '../surveyed.js';
import type { Said } from '../surveyed.js';

/**
 * What the customer's answers add: to all contacts, the entry number, the reason and the queue that had the contact last.
 * Not to the agent: a person's own numbers are for that person, and only from many answers on.
 */
export function contributionsOfSurveys(contact: Contact): Contribution[] {
  if (contact.surveys.length === 0) return [];
  const tally = tallyOf(contact);
  const instants = { arrival: contact.startedAt, completion: contact.endedAt, disconnect: contact.endedAt };
  return keysOf(contact).flatMap((key) => attributions.flatMap((attribution) => {
    const at = instants[attribution];
    return at === undefined ? [] : [{ at, attribution, key, tally }];
  }));
}

function tallyOf({ surveys }: Contact): Sums {
  const tally: Partial<Record<Measure, number>> = {};
  const add = (measure: Measure): void => void (tally[measure] = (tally[measure] ?? 0) + 1);
  for (const { sentAt, answers } of surveys) {
    if (sentAt !== undefined) add('survey.sent');
    if (sentAt !== undefined && answers.length > 0) add('survey.responded');
    for (const said of answers) for (const measure of measuresOf(said)) add(measure);
  }
  return tally;
}

/** Of each question how many answered, and of those how many said something good. */
function measuresOf(said: Said): readonly Measure[] {
  const question = questionOf(said);
  const mark = markOf(said);
  if (question === 'resolved') return said.value === 'yes' ? ['survey.resolved', 'survey.resolved.yes'] : said.value === 'partly' || said.value === 'no' ? ['survey.resolved'] : [];
  if (mark === undefined) return [];
  if (question === 'csat-5') return mark >= 4 ? ['survey.csat-5', 'survey.csat-5.top'] : ['survey.csat-5'];
  if (question === 'ces-7') return mark >= 5 ? ['survey.ces-7', 'survey.ces-7.easy'] : ['survey.ces-7'];
  return [];
}

function keysOf(contact: Contact): ReadingKey[] {
  const reason = reasonOf(contact);
  const queue = contact.segments.at(-1)?.queue ?? lastVisitOf(contact)?.queue;
  return [
    `${contact.channel}/contacts`, `${contact.channel}/total`,
    ...(contact.entry === undefined ? [] : [`${contact.channel}/entry/${contact.entry}`]), ...(reason === undefined ? [] : [`${contact.channel}/reason/${reason}`]),
    ...(queue === undefined ? [] : [`${contact.channel}/queue/${queue}`]),
  ];
}

import { lastQueueOf } from '../domain/contact.js';
import type { Contact } from '../domain/contact.js';
import { contactDetector, quiet } from '../domain/detector.js';
import type { Raised } from '../domain/flag.js';
import { markOf, questionOf } from '../domain/surveyed.js';
import type { Said, Surveyed } from '../domain/surveyed.js';

export const badSurvey = contactDetector({
  id: 'bad-survey',
  version: 1,
  title: 'Bad survey answer',
  class: 'note',
  rule: 'The customer says that the matter was not resolved, or gives a low mark for satisfaction, effort or recommendation.',
  action: 'Call back and make it good; then see what callers with this reason have in common.',
  options: {
    csat: { default: 2, min: 1, max: 5, says: 'A satisfaction of this and less of 5.' },
    ces: { default: 3, min: 1, max: 7, says: 'An ease of this and less of 7.' },
    nps: { default: 6, min: 0, max: 10, says: 'A recommendation of this and less of 10.' },
  },
  // The others change where it points to.
  on: ['survey.answered', 'queue.entered', 'queue.left', 'agent.connected', 'agent.left', 'transfer.completed', 'wrapup.started', 'wrapup.ended', 'contact.ended'],
  ask(contact, { options }) {
    if (contact.surveys.length === 0) return quiet;
    const queue = lastQueueOf(contact);
    const limits = options(queue);
    return {
      raised: inOrderOf(contact).flatMap(({ survey, answers }): Raised[] => {
        const bad = answers.flatMap((said) => {
          const says = badness(said, limits);
          return says === undefined ? [] : [{ says, at: said.at }];
        });
        const since = bad[0]?.at;
        if (since === undefined) return [];
        return [{ subject: `survey ${survey}`, since, until: since, severity: 'note', because: `the customer ${bad.map(({ says }) => says).join(' and ')}`, place: queue === undefined ? {} : { queue } }];
      }),
    };
  },
});

/** The contact's own order is that of the last word on each, whoever's it was. */
function inOrderOf({ surveys }: Contact): readonly Surveyed[] {
  return surveys.toSorted((a, b) => (a.survey < b.survey ? -1 : 1));
}

function badness(said: Said, limits: { readonly csat: number; readonly ces: number; readonly nps: number }): string | undefined {
  const question = questionOf(said);
  if (question === 'resolved') return said.value === 'no' ? 'said: not resolved' : undefined;
  const mark = markOf(said) ?? Infinity;
  if (question === 'csat-5' && mark <= limits.csat) return `gave satisfaction ${mark} of 5`;
  if (question === 'ces-7' && mark <= limits.ces) return `gave ease ${mark} of 7`;
  return question === 'nps-10' && mark <= limits.nps ? `would recommend us with ${mark} of 10` : undefined;
}

import type { EventData, EventOf, EventType } from '../event.js';
import type { Surveyed } from '../surveyed.js';
import type { Appliers, Draft } from './draft.js';

/** What the customer was asked afterwards, and answered: by Earshot, or by a survey of the platform's own. */
export const surveys: Appliers = {
  'survey.sent': (draft, event) => change(draft, event, (survey) => ({ ...survey, sentAt: event.time })),
  'survey.delivered': (draft, event) => change(draft, event, (survey) => ({ ...survey, deliveredAt: survey.deliveredAt ?? event.time })),
  'survey.answered': (draft, event) => change(draft, event, (survey) => {
    const { question, value } = event.data;
    if (question === undefined || value === undefined) return survey;
    // Said again, the last word counts.
    return { ...survey, answers: [...survey.answers.filter((answer) => answer.question !== question), { question, value, at: event.time }] };
  }),
  'survey.expired': (draft, event) => change(draft, event, (survey) => ({ ...survey, expiredAt: event.time })),
  'survey.stopped': (draft, event) => change(draft, event, (survey) => ({ ...survey, stoppedAt: survey.stoppedAt ?? event.time })),
};

type SurveyEvent = { [T in EventType & `survey.${string}`]: EventOf<T, EventData[T]> }[EventType & `survey.${string}`];

/** A new list each time: most contacts have none and share an empty one. */
function change(draft: Draft, { data, source }: SurveyEvent, step: (survey: Surveyed) => Surveyed): void {
  // A platform that does not name its surveys has one for each contact.
  const id = data.survey ?? source;
  const known = draft.surveys.find((each) => each.survey === id) ?? { survey: id, answers: [], ...(data.programme === undefined ? {} : { programme: data.programme }) };
  draft.surveys = [...draft.surveys.filter((each) => each.survey !== id), step(known)];
}

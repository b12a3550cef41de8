import type { GivenAnswer } from '../contract/desk.js';
import type { EarshotEvent } from '../domain/event.js';
import { dueOf, questions, stateOfPrompt } from '../domain/prompt.js';
import type { Answers, Question } from '../domain/prompt.js';
import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import { DAY } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { OTHER_REASON, viewOf } from './card.js';
import type { ShownCard } from './card.js';
import type { Floor } from '../domain/floor.js';

export const DESK_SOURCE = 'earshot/desk';

/** Longer than any promise that is one. */
const FARTHEST = 366 * DAY;

/** What is answered with it and may not be folded yet, and who sends it where that is not the agent. */
export interface AnsweredHow {
  readonly together?: Answers;
  readonly by?: string;
}

/**
 * What an answer adds to the log: nothing where it is there already, else the answer, and the promise that is in it. The ids
 * name what was said, so that the same answer of two tabs, or sent again after a lost connection, is one.
 */
export function eventsOfAnswer(card: ShownCard, given: GivenAnswer, { together, by }: AnsweredHow, floor: Floor, now: Instant): Result<readonly EarshotEvent[]> {
  const { prompt } = card;
  const question = questions.find((each) => each === given.question);
  if (question === undefined) return refused(`"${given.question}" is not asked here. Answer ${questions.join(', ')}.`);
  if (prompt.answers[question] === given.choice) return ok([]);
  const state = stateOfPrompt(prompt);
  if (state === 'answered') return refused('This was answered already. Look at the contact for what was said.');
  if (state !== 'open') return refused('The time for this question is over. It counts as not answered.');
  if (question === 'promise' && prompt.answers.promise !== undefined) return refused('What was promised is noted already.');
  if (!isChoice(card, question, given.choice, floor, now)) return refused(`"${given.choice}" is no answer to "${question}". Choose one of those that are shown.`);
  return ok([answered(card, question, given.choice, by, now), ...promisesIn(card, question, given.choice, together ?? {}, floor, now)]);
}

function isChoice(card: ShownCard, question: Question, choice: string, floor: Floor, now: Instant): boolean {
  const due = question === 'promise' ? dueOf(choice, now, floor.zone) : undefined;
  if (due !== undefined) return due > now && due <= now + FARTHEST;
  if (question === 'reason' && (choice === OTHER_REASON || isReasonOf(floor, choice))) return true;
  return viewOf(card, floor).questions.find(({ id }) => id === question)?.choices.some(({ value }) => value === choice) === true;
}

/** What the floor names is a reason, whether it was among those offered or not. */
function isReasonOf(floor: Floor, reason: string): boolean {
  return Object.hasOwn(floor.nodes, reason) || Object.hasOwn(floor.queues, reason);
}

function answered({ id, agent, contact }: ShownCard, question: Question, choice: string, by: string | undefined, now: Instant): EarshotEvent {
  return {
    id: `${id}/${question}/${choice}`, source: DESK_SOURCE, type: 'prompt.answered', time: now, subject: contact,
    data: { prompt: id, agent, answers: { [question]: choice }, ...(by === undefined ? {} : { by }) },
  };
}

function promisesIn(card: ShownCard, question: Question, choice: string, together: Answers, floor: Floor, now: Instant): readonly EarshotEvent[] {
  const due = question === 'promise' ? dueOf(choice, now, floor.zone) : undefined;
  if (due === undefined) return [];
  const what = together.reason ?? card.prompt.answers.reason ?? card.reason;
  const data = { promise: `${card.id}/promise`, agent: card.agent, due, ...(what === undefined ? {} : { what }) };
  return [{ id: `${card.id}/promise`, source: DESK_SOURCE, type: 'promise.made', time: now, subject: card.contact, data }];
}

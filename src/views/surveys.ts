import type { Flatters, QuestionResult, SurveyFunnel, SurveyProgramme, SurveyResults, SurveySteps } from '../contract/surveys.js';
import { nameOf } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { difference } from '../domain/interval.js';
import { LEAST_ANSWERS } from '../domain/metric-of-answers.js';
import { questions } from '../domain/survey.js';
import type { Answer, Question } from '../domain/survey.js';
import type { Instant } from '../domain/time.js';
import type { Comment, Result } from '../ports/surveys.js';
import { askedWhom } from './asked-whom.js';
import type { Titles } from './lane.js';
import { isEverything, seesQueue } from './scope.js';
import type { Scope } from './scope.js';
import { shareOf } from './share-of.js';

/** Of each question, what is read as a good answer. */
const good: Readonly<Record<Exclude<Question, 'free'>, { readonly says: string; readonly is: (answer: Answer) => boolean }>> = {
  resolved: { says: 'yes', is: (answer) => answer === 'yes' },
  'ces-7': { says: '5 and more of 7', is: (answer) => typeof answer === 'number' && answer >= 5 },
  'csat-5': { says: '4 and 5 of 5', is: (answer) => typeof answer === 'number' && answer >= 4 },
  comparison: { says: 'better', is: (answer) => answer === 'better' },
  'nps-10': { says: '9 and 10 of 10', is: (answer) => typeof answer === 'number' && answer >= 9 },
};

/** What of a question is read as a share. */
export function goodOf(question: Exclude<Question, 'free'>): string {
  return good[question].says;
}

/** An invitation belongs to a reader by the queue that it is about. */
export function seesResult(scope: Scope, floor: Floor, { queue }: { readonly queue?: string }): boolean {
  return isEverything(scope) || (queue !== undefined && seesQueue(scope, floor, queue));
}

/** How many answered each study, whenever and of whichever queue: it ends by these, not by those that somebody looks at. */
export type Collected = ReadonlyMap<string, number>;

/** Every programme of the settings, and those that are gone but have results. */
export function programmesOf(results: readonly Result[], collected: Collected, floor: Floor, titles: Titles, now: Instant): SurveyProgramme[] {
  const names = new Set([...Object.keys(floor.surveys.programmes), ...results.map(({ programme }) => programme)]);
  return [...names].map((programme) => programmeOf(programme, results.filter((each) => each.programme === programme), collected, floor, titles, now));
}

export function programmeOf(programme: string, results: readonly Result[], collected: Collected, floor: Floor, titles: Titles, now: Instant): SurveyProgramme {
  const rule = Object.hasOwn(floor.surveys.programmes, programme) ? floor.surveys.programmes[programme] : undefined;
  const funnel = funnelOf(results);
  // Who answers does so early: of those that are over sooner than their time, nearly all have answered.
  const over = results.filter((each) => each.expiresAt <= now && wentOut(each));
  const whom = rule === undefined ? 'It is no longer among the settings.' : askedWhom(rule, floor, titles);
  const common = { programme, name: nameOf(floor.surveys.programmes, programme), whom, answers: results.filter(hasAnswers).length, steps: stepsOf(results), funnel, responded: shareOf({ count: over.filter(hasAnswers).length, of: over.length }, LEAST_ANSWERS) };
  if (rule === undefined) return { ...common, kind: 'gone', channel: null, running: false };
  if (rule.kind !== 'pulsed') return { ...common, kind: rule.kind, channel: rule.channel, running: floor.surveys.sender !== undefined };
  const { from = -Infinity, until, quota } = rule;
  const all = collected.get(programme) ?? 0;
  const running = floor.surveys.sender !== undefined && from <= now && now < (until ?? Infinity) && all < quota;
  return { ...common, kind: rule.kind, channel: rule.channel, running, quota, collected: all, ...(until === undefined ? {} : { until }) };
}

export function resultsOf(programme: string, results: readonly Result[], comments: readonly Comment[], collected: Collected, floor: Floor, titles: Titles, now: Instant): SurveyResults {
  const [later, sameDay] = [results.filter(({ isLater }) => isLater), results.filter(({ isLater }) => !isLater)];
  const [questions, laterQuestions] = [answersIn(sameDay), answersIn(later)];
  return { ...programmeOf(programme, results, collected, floor, titles, now), questions, later: laterQuestions, flatters: flattersOf(questions, laterQuestions), comments };
}

/** What was answered on the same day against what was answered days later: both are drawn at random from the same contacts. */
function flattersOf(sameDay: readonly QuestionResult[], later: readonly QuestionResult[]): Flatters[] {
  return later.flatMap(({ question, share }): Flatters[] => {
    const early = sameDay.find((each) => each.question === question)?.share;
    if (early === undefined) return [];
    const apart = early.of < LEAST_ANSWERS || share.of < LEAST_ANSWERS ? undefined : difference(early, share);
    return [{ question, value: apart?.value ?? null, low: apart?.low ?? null, high: apart?.high ?? null }];
  });
}

function stepsOf(results: readonly Result[]): SurveySteps {
  const tried = results.filter(({ delivery }) => delivery !== 'planned' && delivery !== 'cancelled');
  return {
    // Who answers has got it, whatever is known of the delivery.
    invited: tried.length, delivered: tried.filter((each) => each.delivery === 'delivered' || hasAnswers(each)).length,
    started: tried.filter(hasAnswers).length, completed: tried.filter(({ outcome }) => outcome === 'answered').length,
  };
}

function funnelOf(results: readonly Result[]): SurveyFunnel {
  const count = (is: (result: Result) => boolean): number => results.filter(is).length;
  const ended = (outcome: Result['outcome']): number => count((each) => each.outcome === outcome && !isUnclear(each));
  return {
    planned: count(({ delivery }) => delivery === 'planned'), cancelled: count(({ delivery }) => delivery === 'cancelled'),
    failed: count(({ delivery, outcome }) => delivery === 'failed' && outcome === undefined), unclear: count(isUnclear),
    open: count(({ delivery, outcome }) => outcome === undefined && (delivery === 'sent' || delivery === 'delivered')),
    answered: ended('answered'), partial: ended('partial'), expired: ended('expired'), stopped: ended('stopped'),
  };
}

function isUnclear({ delivery }: Result): boolean {
  return delivery === 'sending' || delivery === 'unknown';
}

function wentOut({ delivery }: Result): boolean {
  return delivery === 'sent' || delivery === 'delivered';
}

function hasAnswers({ answers }: Result): boolean {
  return Object.keys(answers).length > 0;
}

function answersIn(results: readonly Result[]): QuestionResult[] {
  return questions.filter((question) => question !== 'free').flatMap((question) => {
    const answers = results.flatMap((each) => each.answers[question] ?? []);
    return answers.length === 0 ? [] : [questionOf(question, answers)];
  });
}

function questionOf(question: Exclude<Question, 'free'>, answers: readonly Answer[]): QuestionResult {
  const counts: Record<string, number> = {};
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1;
  const marks = answers.filter((answer) => typeof answer === 'number');
  const says = marks.length >= LEAST_ANSWERS;
  return {
    question, n: answers.length, counts, share: { says: good[question].says, ...shareOf({ count: answers.filter(good[question].is).length, of: answers.length }, LEAST_ANSWERS) },
    mean: says ? marks.reduce((sum, mark) => sum + mark, 0) / marks.length : null,
    nps: says && question === 'nps-10' ? 100 * (marks.filter((mark) => mark >= 9).length - marks.filter((mark) => mark <= 6).length) / marks.length : null,
  };
}

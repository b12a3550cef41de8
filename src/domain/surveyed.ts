import type { Question } from './survey.js';
import type { Instant } from './time.js';

/** One survey of one contact's customer, as the log tells it. */
export interface Surveyed {
  readonly survey: string;
  readonly programme?: string;
  readonly sentAt?: Instant;
  readonly deliveredAt?: Instant;
  readonly expiredAt?: Instant;
  /** When the customer said that they want no more messages. */
  readonly stoppedAt?: Instant;
  /** The last answer to each question, in the order in which they came. */
  readonly answers: readonly Said[];
}

export interface Said {
  /** One of ours, or what a platform's own survey calls it. */
  readonly question: string;
  readonly value: string | number;
  readonly at: Instant;
}

/** Other names that platforms give to the same questions on the same scales. */
const names: Readonly<Record<string, Question>> = {
  resolved: 'resolved', fcr: 'resolved', csat: 'csat-5', 'csat-5': 'csat-5', ces: 'ces-7', 'ces-7': 'ces-7', nps: 'nps-10', 'nps-10': 'nps-10', comparison: 'comparison',
};
const scales: Readonly<Partial<Record<Question, readonly [number, number]>>> = { 'csat-5': [1, 5], 'ces-7': [1, 7], 'nps-10': [0, 10] };

/** The question that is meant, where it is one of ours. */
export function questionOf({ question }: Pick<Said, 'question'>): Question | undefined {
  const name = question.toLowerCase();
  return Object.hasOwn(names, name) ? names[name] : undefined;
}

/** The number on the question's scale; undefined for words and for what lies outside it. */
export function markOf(said: Said): number | undefined {
  const question = questionOf(said);
  const scale = question === undefined ? undefined : scales[question];
  const mark = typeof said.value === 'number' ? said.value : /^\d{1,2}$/.test(said.value) ? Number(said.value) : Number.NaN;
  return scale !== undefined && mark >= scale[0] && mark <= scale[1] ? mark : undefined;
}

/** Whether the customer says that the matter was resolved: the last word of all surveys. Undefined where nobody said. */
export function resolvedSaid(surveys: readonly Surveyed[]): 'yes' | 'partly' | 'no' | undefined {
  const said = surveys.flatMap(({ answers }) => answers).filter((answer) => questionOf(answer) === 'resolved').toSorted((a, b) => a.at - b.at).at(-1)?.value;
  return said === 'yes' || said === 'partly' || said === 'no' ? said : undefined;
}

/** Whether an answer to one of our questions about a contact is a good one; undefined of others and of what lies off the scale. */
export function isGood(said: Said): boolean | undefined {
  const mark = markOf(said);
  switch (questionOf(said)) {
    case 'resolved': return said.value === 'yes' ? true : said.value === 'partly' || said.value === 'no' ? false : undefined;
    case 'csat-5': return mark === undefined ? undefined : mark >= 4;
    case 'ces-7': return mark === undefined ? undefined : mark >= 5;
    default: return undefined;
  }
}

/** How the voice page writes shares, questions and windows. */
import type { BeliefLine, DifferenceOf, PerceptionCells, WeighedLine } from '../../../contract/voice.js';
import type { QuestionResult, ShareOf, SurveyProgramme, UnheardLine } from '../../../contract/surveys.js';
import { plural } from '../../text/number.js';

const whole = (share: number): string => String(Math.round(share * 100));

/** "61 % (52–69)"; null: "–". */
export function shareWords({ value, low, high }: Pick<ShareOf, 'value' | 'low' | 'high'>): string {
  if (value === null) return '–';
  return low === null || high === null ? `${whole(value)} %` : `${whole(value)} % (${whole(low)}–${whole(high)})`;
}

/** In points, with its sign: "+14 (6 to 21)"; null: "–". */
export function pointsWords({ value, low, high }: DifferenceOf): string {
  if (value === null || low === null || high === null) return '–';
  return `${signed(value)} (${signed(low)} to ${signed(high)})`;
}

function signed(share: number): string {
  const points = Math.round(share * 100);
  return points > 0 ? `+${points}` : points < 0 ? `−${-points}` : '0';
}

/** What a gap says, as far as its interval lets it. */
export function gapWords({ gap }: Pick<PerceptionCells, 'gap'>): string {
  if (gap.low !== null && gap.low > 0) return 'Agents call more resolved than customers show.';
  if (gap.high !== null && gap.high < 0) return 'Customers show more resolved than agents call so.';
  return 'Within chance, both sides see the same share.';
}

interface Asked {
  readonly says: string;
  /** From the worst to the best. */
  readonly scale: readonly string[];
  readonly ends: string;
}

const numbers = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, nth) => String(from + nth));

const questions: Readonly<Record<string, Asked>> = {
  resolved: { says: 'Did we solve it?', scale: ['no', 'partly', 'yes'], ends: 'no, partly, yes' },
  'ces-7': { says: 'It was easy to handle my issue (CES 2.0)', scale: numbers(1, 7), ends: '1 disagree to 7 agree' },
  'csat-5': { says: 'How satisfied are you? (CSAT)', scale: numbers(1, 5), ends: '1 not at all to 5 very' },
  comparison: { says: 'Compared with last time', scale: ['worse', 'same', 'better'], ends: 'worse, same, better' },
  'nps-10': { says: 'Would you recommend us? (NPS)', scale: numbers(0, 10), ends: '0 not at all to 10 surely' },
  free: { says: 'One line of their own', scale: [], ends: '' },
};

export const askedAs = (question: string): Asked => questions[question] ?? { says: question, scale: [], ends: '' };

export interface Bar {
  readonly answer: string;
  readonly count: number;
  /** Of the answer that most gave. */
  readonly part: number;
}

/** How many gave each answer of the scale, nobody's too. */
export function barsOf({ question, counts }: Pick<QuestionResult, 'question' | 'counts'>): readonly Bar[] {
  const { scale } = askedAs(question);
  const answers = scale.length > 0 ? scale : Object.keys(counts);
  const most = Math.max(1, ...answers.map((answer) => counts[answer] ?? 0));
  return answers.map((answer) => ({ answer, count: counts[answer] ?? 0, part: (counts[answer] ?? 0) / most }));
}

export const kindWords: Readonly<Record<SurveyProgramme['kind'], string>> = {
  persistent: 'after each contact', periodic: 'once a quarter', pulsed: 'a study', gone: 'no longer in the settings',
};

export const unheardWords: Readonly<Record<UnheardLine['why'], string>> = { 'never-asked': 'never asked', silent: 'asked, silent', stopped: 'answered STOP' };

export const verdictWords: Readonly<Record<BeliefLine['verdict'], string>> = {
  'as-expected': 'as expected', below: 'less than expected', above: 'more than expected', 'too-few': 'too few to say',
};

const units: Readonly<Record<string, readonly [string, string]>> = { m: ['minute', 'minutes'], h: ['hour', 'hours'], d: ['day', 'days'] };

/** "7d" → "7 days". */
export function spanWords(span: string): string {
  const [one, many] = units[span.slice(-1)] ?? ['', ''];
  return plural(Number(span.slice(0, -1)), one, many);
}

export const periods = { 1: '24 hours', 7: '7 days', 28: '28 days', 90: '90 days' } as const;
export type Period = keyof typeof periods;

export function periodIn(text: string | undefined): Period {
  const days = Number(text);
  return days in periods ? (days as Period) : 28;
}

const QUARTER = 15 * 60_000;

/** What is counted is kept by quarter-hours. */
export function windowOf(days: Period, now: number): { readonly from: number; readonly to: number } {
  const to = Math.floor(now / QUARTER) * QUARTER + QUARTER;
  return { from: to - days * 24 * 60 * 60_000, to };
}

export function coveredWords({ covered }: Pick<WeighedLine, 'covered'>): string {
  return covered >= 0.995 ? 'all contacts' : `${whole(covered)} % of contacts: of the others fewer than five answered`;
}

import type { Answer, Question } from '../domain/survey.js';
import { plain } from './words.js';

/** What was understood, and what came with it: "4, because he was patient". */
export interface Understood {
  readonly value: Answer;
  readonly rest?: string;
}

/** The choices of a question, in the order in which they are numbered from 1. */
export const choices: Readonly<Partial<Record<Question, readonly string[]>>> = {
  resolved: ['yes', 'partly', 'no'],
  comparison: ['better', 'same', 'worse'],
};

/** Lowest and highest of a question's scale. */
export const scales: Readonly<Partial<Record<Question, readonly [number, number]>>> = { 'ces-7': [1, 7], 'csat-5': [1, 5], 'nps-10': [0, 10] };

const said: Readonly<Record<string, readonly string[]>> = {
  yes: ['yes', 'y', 'ya', 'yeah', 'yep', 'yup', 'sure', 'solved', 'resolved', 'completely', 'fully', 'ja', 'j', 'jo', 'jep', 'jawohl', 'gelost', 'geloest', 'si', 'oui'],
  partly: ['partly', 'partially', 'part', 'somewhat', 'a bit', 'kind of', 'half', 'teilweise', 'zum teil', 'teils', 'ein bisschen', 'halb', 'jein', 'en partie', 'en parte'],
  no: ['no', 'n', 'nope', 'nah', 'not', 'not at all', 'not really', 'unsolved', 'unresolved', 'not solved', 'not resolved', 'nein', 'ne', 'nee', 'no way', 'nicht', 'gar nicht', 'uberhaupt nicht', 'non'],
  better: ['better', 'much better', 'besser', 'viel besser', 'mejor', 'mieux'],
  same: ['same', 'the same', 'about the same', 'equal', 'no difference', 'unchanged', 'gleich', 'genauso', 'gleich gut', 'wie immer', 'igual', 'pareil'],
  worse: ['worse', 'much worse', 'schlechter', 'viel schlechter', 'schlimmer', 'peor', 'pire'],
};
const numbers: readonly (readonly string[])[] = [
  ['zero', 'null'], ['one', 'eins', 'ein', 'uno', 'un'], ['two', 'zwei', 'zwo', 'dos', 'deux'], ['three', 'drei', 'tres', 'trois'], ['four', 'vier', 'cuatro', 'quatre'],
  ['five', 'funf', 'fuenf', 'cinco', 'cinq'], ['six', 'sechs', 'seis'], ['seven', 'sieben', 'siete', 'sept'], ['eight', 'acht', 'ocho', 'huit'],
  ['nine', 'neun', 'nueve', 'neuf'], ['ten', 'zehn', 'diez', 'dix'],
];
const thumbs: Readonly<Record<string, string>> = { '👍': 'yes', '👎': 'no' };
/** "4", "4/5", "4 out of 5", "4 von 5", "4 stars": the number, and the scale where it is named. */
const MARK = /^(\d{1,2})(?:\s*(?:\/|of|out of|von|de|sur)\s*(\d{1,2}))?(?:\s*(?:stars?|points?|sterne?|punkte?))?$/;
/** What a mark may be followed by for the rest to be a remark: "3 times I called" is no 3. */
const REMARK = /^\s*([^\s,.;:!–—-]+(?:\s*\/\s*\d{1,2})?)\s*[,.;:!–—-]+\s*(\S.*)$/su;
/** Skin tones and the like. */
const MODIFIERS = /\p{Emoji_Modifier}|\p{Cf}|\p{M}/gu;
const STARS = /^[⭐★*]+$/u;

/** What the text says to the question; undefined where it says nothing to it. The free line takes every text. */
export function answerIn(question: Question, text: string): Understood | undefined {
  if (question === 'free') return { value: 'given', rest: text };
  const whole = valueIn(question, text);
  if (whole !== undefined) return { value: whole };
  const [, mark, rest] = REMARK.exec(text) ?? [];
  const value = mark === undefined || startsWithDigit(rest) ? undefined : valueIn(question, mark);
  return value === undefined || rest === undefined ? undefined : { value, rest: rest.trim() };
}

/** What was pressed on a telephone: the same numbers as in a message; 0 is 10 nowhere. */
export function answerPressed(question: Question, digits: string): Answer | undefined {
  return /^\d{1,2}$/.test(digits) ? valueIn(question, digits) : undefined;
}

function valueIn(question: Question, text: string): Answer | undefined {
  const scale = scales[question];
  if (scale) return markIn(scale, text);
  const options = choices[question] ?? [];
  const byThumb = thumbs[text.replaceAll(MODIFIERS, '').trim()];
  if (byThumb !== undefined && options.includes(byThumb)) return byThumb;
  const number = markIn([1, options.length], text);
  if (number !== undefined) return options[number - 1];
  const word = plain(text);
  return options.find((option) => said[option]?.includes(word));
}

function markIn([least, most]: readonly [number, number], text: string): number | undefined {
  const stars = text.replaceAll(MODIFIERS, '').trim();
  // Each of these signs is one unit long.
  if (STARS.test(stars)) return inside(stars.length, least, most);
  const written = text.normalize('NFKC').trim().toLowerCase().replaceAll(/^["'(]+|["'.!)?,]+$/g, '').trim();
  const [, digits, outOf] = MARK.exec(written) ?? [];
  if (digits !== undefined) return outOf !== undefined && Number(outOf) !== most ? undefined : inside(Number(digits), least, most);
  const word = plain(text);
  const named = numbers.findIndex((names) => names.includes(word));
  return named < 0 ? undefined : inside(named, least, most);
}

function inside(value: number, least: number, most: number): number | undefined {
  return value >= least && value <= most ? value : undefined;
}

/** "4-5" and "3.5" name two numbers: which one is meant? */
function startsWithDigit(rest: string | undefined): boolean {
  return rest !== undefined && /^\d/.test(rest);
}

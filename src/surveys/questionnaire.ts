import type { Invitation } from '../domain/invitation.js';
import type { Answer, Question } from '../domain/survey.js';
import { answerIn, answerPressed } from './answers.js';

/** Where a conversation stands. */
export type Dialogue = Pick<Invitation, 'questions' | 'at' | 'misunderstood' | 'answers'>;

/** What is said next: a question, the same once more with its choices, or thanks. */
export type Say = { readonly is: 'ask' | 'again'; readonly question: Question } | { readonly is: 'thanks' };

export interface Turn {
  readonly dialogue: Dialogue;
  readonly say: Say;
  /** What was learned by this turn. */
  readonly learned?: { readonly question: Question; readonly value: Answer };
  readonly comment?: string;
}

/** Who is not understood twice is asked the next thing: nobody is held up by one question. */
const TRIES = 2;
/** Characters of a message: as many as Twilio takes for one. */
const LONGEST = 1_600;
/** What people write when they have nothing to add. */
const nothing = new Set(['no', 'none', 'nothing', 'nope', 'na', 'n/a', 'nein', 'nichts', 'kein', 'keine']);

export function opening({ questions }: Pick<Invitation, 'questions'>): Say {
  const [first] = questions;
  return first === undefined ? { is: 'thanks' } : { is: 'ask', question: first };
}

/** Someone wrote back. */
export function hear(dialogue: Dialogue, sent: string): Turn {
  const text = sent.slice(0, LONGEST);
  const question = dialogue.questions[dialogue.at];
  if (question === undefined) return { dialogue, say: { is: 'thanks' } };
  if (question === 'free' && isNothing(text)) return move(dialogue);
  const understood = answerIn(question, text);
  if (!understood) return misunderstood(dialogue, question);
  const turn = learn(dialogue, question, understood.value);
  return understood.rest === undefined ? turn : { ...turn, comment: understood.rest };
}

/** Someone pressed keys in a call; nothing at all counts as not understood. */
export function hearKeys(dialogue: Dialogue, digits: string): Turn {
  const question = dialogue.questions[dialogue.at];
  if (question === undefined) return { dialogue, say: { is: 'thanks' } };
  const value = answerPressed(question, digits);
  return value === undefined ? misunderstood(dialogue, question) : learn(dialogue, question, value);
}

/** Word by word: an expression with "any signs" before and after it needed minutes for a message of 1,600 dashes and a letter. */
export function isNothing(text: string): boolean {
  const words = text.toLowerCase().split(/\W+/).filter((word) => word !== '');
  return words.length === 0 ? text.includes('-') : nothing.has(words.join('/'));
}

export function isComplete({ questions, at }: Pick<Dialogue, 'questions' | 'at'>): boolean {
  return at >= questions.length;
}

function learn(dialogue: Dialogue, question: Question, value: Answer): Turn {
  return { ...move({ ...dialogue, answers: { ...dialogue.answers, [question]: value } }), learned: { question, value } };
}

function misunderstood(dialogue: Dialogue, question: Question): Turn {
  const misunderstoodTimes = dialogue.misunderstood + 1;
  if (misunderstoodTimes >= TRIES) return move(dialogue);
  return { dialogue: { ...dialogue, misunderstood: misunderstoodTimes }, say: { is: 'again', question } };
}

function move(dialogue: Dialogue): Turn {
  const moved = { ...dialogue, at: dialogue.at + 1, misunderstood: 0 };
  const question = moved.questions[moved.at];
  return { dialogue: moved, say: question === undefined ? { is: 'thanks' } : { is: 'ask', question } };
}

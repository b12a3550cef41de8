import type { EarshotEvent, Resolved } from './event.js';
import { MINUTE } from './time.js';
import type { Instant, Millis } from './time.js';
import { nextDayStart } from './zone.js';

/** What an agent is asked at the end of a contact, once for each contact and agent. */
export interface Prompt {
  readonly id: string;
  readonly agent: string;
  readonly shownAt: Instant;
  /** The reason that was offered, and those to choose from beside it. */
  readonly reason?: string;
  readonly reasons: readonly string[];
  readonly answers: Answers;
  /** Of the newest answer. */
  readonly answeredAt?: Instant;
  readonly expiredAt?: Instant;
}

export type Question = 'reason' | 'resolved' | 'blocked' | 'promise';
export type Answers = Readonly<Partial<Record<Question, string>>>;
/** A prompt that ran out of time was never answered, and says nothing of the outcome; what was answered before stays. */
export type PromptState = 'open' | 'answered' | 'partly' | 'expired';

export const verdicts = ['yes', 'workaround', 'partly', 'no', 'not-mine'] as const;
export type Verdict = (typeof verdicts)[number];
export const blockers = ['policy', 'product', 'system', 'other-team', 'customer', 'authority'] as const;
/** What kept the agent from solving it. */
export type Blocker = (typeof blockers)[number];
/** As the end of "blocked by". */
export const blockerWords: Readonly<Record<Blocker, string>> = {
  policy: 'policy', product: 'a product defect', system: 'a system', 'other-team': 'another team', customer: 'what the customer must do', authority: 'missing authority',
};
export const dues = ['no', 'today', 'tomorrow', '3-days', 'week'] as const;

/** From when it is shown. Long enough for who takes the next call first, short enough to be remembered rightly. */
export const PROMPT_LIVES: Millis = 10 * MINUTE;
/** Of one contact this many are known. */
const MOST_PROMPTS = 20;

/** One question to one agent about one contact: whatever shows it, on however many tabs, it is the same. */
export function promptId(contact: string, agent: string): string {
  return `${contact}~${agent}`;
}

/** In the order in which they are asked. */
export const questions: readonly Question[] = ['reason', 'resolved', 'blocked', 'promise'];
/** What blocked you is asked of what was not solved; a workaround's cause is the product. */
export const asksWhatBlocked: readonly Verdict[] = ['partly', 'no'];

/** The questions asked as things stand. */
export function questionsOf({ resolved }: Answers): readonly Question[] {
  return questions.filter((question) => question !== 'blocked' || isOneOf(asksWhatBlocked, resolved));
}

export function isComplete({ answers }: Pick<Prompt, 'answers'>): boolean {
  return questionsOf(answers).every((question) => answers[question] !== undefined);
}

export function stateOfPrompt(prompt: Prompt): PromptState {
  if (isComplete(prompt)) return 'answered';
  if (prompt.expiredAt === undefined) return 'open';
  return Object.keys(prompt.answers).length > 0 ? 'partly' : 'expired';
}

export function expiresAt({ shownAt }: Pick<Prompt, 'shownAt'>): Instant {
  return shownAt + PROMPT_LIVES;
}

/** The prompts after one more event of their contact, in the total order. */
export function foldPrompt(prompts: readonly Prompt[], event: EarshotEvent): readonly Prompt[] {
  if (event.type !== 'prompt.shown' && event.type !== 'prompt.answered' && event.type !== 'prompt.expired') return prompts;
  const { agent, prompt: id = promptId(event.subject, agent ?? '') } = event.data;
  const known = prompts.find((each) => each.id === id);
  // An answer whose question is not here yet, or is asked by a desk of another make.
  const before: Prompt = known ?? { id, agent: agent ?? '', shownAt: event.time, reasons: [], answers: {} };
  if (!known && prompts.length >= MOST_PROMPTS) return prompts;
  const after = foldOne(before, event);
  return known ? prompts.map((each) => (each === known ? after : each)) : [...prompts, after];
}

type PromptEvent = EarshotEvent & { readonly type: 'prompt.shown' | 'prompt.answered' | 'prompt.expired' };

function foldOne(prompt: Prompt, { type, time, data }: PromptEvent): Prompt {
  switch (type) {
    case 'prompt.shown': {
      const { reason, reasons } = data;
      return { ...prompt, shownAt: Math.min(prompt.shownAt, time), ...(reason === undefined ? {} : { reason }), ...(reasons === undefined ? {} : { reasons }) };
    }
    case 'prompt.answered':
      return { ...prompt, answers: { ...prompt.answers, ...answersIn(data.answers) }, answeredAt: time };
    case 'prompt.expired':
      return { ...prompt, expiredAt: prompt.expiredAt ?? time };
  }
}

/** Of what a sender says, the questions and choices that there are; anything else says nothing. */
export function answersIn(sent: unknown): Answers {
  if (typeof sent !== 'object' || sent === null) return {};
  const given = sent as Readonly<Record<string, unknown>>;
  const { reason, resolved, blocked, promise } = given;
  return {
    ...(typeof reason === 'string' && reason !== '' ? { reason } : {}),
    ...(isOneOf(verdicts, resolved) ? { resolved } : {}),
    ...(isOneOf(blockers, blocked) ? { blocked } : {}),
    ...(typeof promise === 'string' && promise !== '' ? { promise } : {}),
  };
}

export function isOneOf<const Choice extends string>(choices: readonly Choice[], value: unknown): value is Choice {
  return choices.some((each) => each === value);
}

/** What the answers say of the outcome: a workaround is partly, and "not mine" says nothing. */
export function resolvedIn({ resolved }: Answers): Resolved | undefined {
  switch (resolved) {
    case 'yes': case 'partly': case 'no': return resolved;
    case 'workaround': return 'partly';
    default: return undefined;
  }
}

/** What kept it from being solved; whoever helps with a workaround has found a fault of the product. */
export function blockedIn({ resolved, blocked }: Answers): Blocker | undefined {
  if (resolved === 'workaround') return 'product';
  return isOneOf(asksWhatBlocked, resolved) && isOneOf(blockers, blocked) ? blocked : undefined;
}

/** By when a promise is due: the end of a day in the zone, or the instant that was named. Undefined where nothing was promised. */
export function dueOf(promise: string, madeAt: Instant, zone: string): Instant | undefined {
  switch (promise) {
    case 'no': return undefined;
    case 'today': return endOfDay(zone, madeAt, 0);
    case 'tomorrow': return endOfDay(zone, madeAt, 1);
    case '3-days': return endOfDay(zone, madeAt, 3);
    case 'week': return endOfDay(zone, madeAt, 7);
    default: {
      const named = Date.parse(promise);
      return Number.isNaN(named) ? undefined : named;
    }
  }
}

/** By the calendar: a day may have 23 or 25 hours. */
function endOfDay(zone: string, at: Instant, days: number): Instant {
  let next = nextDayStart(zone, at);
  for (let day = 0; day < days; day += 1) next = nextDayStart(zone, next);
  return next - 1;
}

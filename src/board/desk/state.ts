/** What the desk knows: a fold over what the server says and what the agent answered. Pure. */
import type { DeskNow, GivenAnswer, PromptView, QuestionView } from '../../contract/desk.js';

export interface DeskState {
  readonly connected: boolean;
  readonly now: DeskNow | null;
  /** How far the server's clock is ahead of this page's. */
  readonly offset: number;
  /** The newest first. */
  readonly prompts: readonly PromptView[];
  /** Answers on their way: shown as given, and sent again until the server has them. */
  readonly outbox: readonly GivenAnswer[];
}

export type Message =
  | { readonly type: 'connected' }
  | { readonly type: 'lost' }
  | { readonly type: 'now'; readonly now: DeskNow; readonly heardAt: number }
  | { readonly type: 'prompt'; readonly prompt: PromptView }
  | { readonly type: 'given'; readonly answer: GivenAnswer }
  /** The server has it (`taken`), or will never take it. */
  | { readonly type: 'settled'; readonly answer: GivenAnswer; readonly taken: boolean };

export const nothingYet: DeskState = { connected: false, now: null, offset: 0, prompts: [], outbox: [] };

export function fold(state: DeskState, message: Message): DeskState {
  switch (message.type) {
    case 'connected':
      return { ...state, connected: true };
    case 'lost':
      return { ...state, connected: false };
    case 'now':
      return { ...state, now: message.now, offset: message.now.at - message.heardAt };
    case 'prompt': {
      const before = state.prompts.find(({ id }) => id === message.prompt.id);
      const others = state.prompts.filter((each) => each !== before);
      return { ...state, prompts: [withKnown(message.prompt, before), ...others].toSorted((a, b) => b.overAt - a.overAt) };
    }
    case 'given': {
      const others = state.outbox.filter((each) => !isToTheSame(each, message.answer));
      return { ...state, outbox: [...others, message.answer] };
    }
    case 'settled':
      return { ...state, outbox: state.outbox.filter((each) => !isSame(each, message.answer)), prompts: message.taken ? withAnswer(state.prompts, message.answer) : state.prompts };
  }
}

/** The server says that it has an answer some time before its prompts show it: until then the question would be asked again, and the next key would answer it. */
function withAnswer(prompts: readonly PromptView[], { prompt, question, choice }: GivenAnswer): readonly PromptView[] {
  return prompts.map((each) => (each.id === prompt ? { ...each, questions: each.questions.map((asked) => (asked.id === question ? { ...asked, answer: choice } : asked)) } : each));
}

/** What was answered stays answered, also where the prompt was drawn before that was folded. */
function withKnown(prompt: PromptView, before: PromptView | undefined): PromptView {
  const questions = prompt.questions.map((asked) => {
    const answer = asked.answer ?? before?.questions.find(({ id }) => id === asked.id)?.answer;
    return answer === undefined ? asked : { ...asked, answer };
  });
  return { ...prompt, questions };
}

/** A question as the agent sees it, with the answer that is on its way. */
export type Asked = QuestionView;

/** The questions asked as things stand: some are asked only after certain answers. */
export function askedOf(prompt: PromptView, outbox: readonly GivenAnswer[]): readonly Asked[] {
  const answered = prompt.questions.map((question) => {
    const given = outbox.find((each) => each.prompt === prompt.id && each.question === question.id);
    return given === undefined ? question : { ...question, answer: given.choice };
  });
  const resolved = answered.find(({ id }) => id === 'resolved')?.answer;
  return answered.filter(({ onlyFor }) => onlyFor === undefined || (resolved !== undefined && onlyFor.includes(resolved)));
}

export function nextOf(questions: readonly Asked[]): Asked | undefined {
  return questions.find(({ answer }) => answer === undefined);
}

/** Those that wait for an answer at this instant of the server, the newest first: what is fresh is answered best. */
export function openOf({ prompts, outbox }: DeskState, at: number): readonly PromptView[] {
  return prompts.filter((prompt) => prompt.state === 'open' && at < prompt.expiresAt && nextOf(askedOf(prompt, outbox)) !== undefined);
}

function isToTheSame(a: GivenAnswer, b: GivenAnswer): boolean {
  return a.prompt === b.prompt && a.question === b.question;
}

function isSame(a: GivenAnswer, b: GivenAnswer): boolean {
  return isToTheSame(a, b) && a.choice === b.choice;
}

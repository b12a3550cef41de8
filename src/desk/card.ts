import type { PromptView, QuestionView } from '../contract/desk.js';
import type { Floor } from '../domain/floor.js';
import { asksWhatBlocked, expiresAt, questions, stateOfPrompt } from '../domain/prompt.js';
import type { Prompt, Question } from '../domain/prompt.js';
import type { Instant } from '../domain/time.js';
import { labelOf, named } from '../views/names.js';
import { reasonName } from '../views/outcome.js';

/** A contact that is over for an agent, and the prompt about it once it was shown. The contact itself may have left the memory. */
export interface Card {
  readonly id: string;
  readonly agent: string;
  readonly contact: string;
  readonly customer?: string;
  readonly channel: string;
  readonly queue?: string;
  /** What it is offered as having been about. */
  readonly reason?: string;
  readonly overAt: Instant;
  readonly prompt?: Prompt;
}

/** A card whose prompt was shown. */
export type ShownCard = Card & { readonly prompt: Prompt };

export function isShown(card: Card): card is ShownCard {
  return card.prompt !== undefined;
}

/** What the agent sees of it. */
export function viewOf(card: ShownCard, floor: Floor): PromptView {
  const { prompt } = card;
  return {
    id: card.id, agent: named(floor.agents, card.agent), contact: card.contact, label: labelOf(card.customer),
    overAt: card.overAt, shownAt: prompt.shownAt, expiresAt: expiresAt(prompt), state: stateOfPrompt(prompt),
    questions: questions.map((question) => questionView(question, prompt, floor)),
  };
}

function questionView(id: Question, prompt: Prompt, floor: Floor): QuestionView {
  const answer = prompt.answers[id];
  const asked = id === 'reason' ? aboutReason(prompt, floor) : fixed[id];
  return { id, ...asked, ...(answer === undefined ? {} : { answer }) };
}

type Asked = Pick<QuestionView, 'asks' | 'choices' | 'onlyFor'>;

/** What was none of those that were offered. */
export const OTHER_REASON = 'other';

function aboutReason({ reason, reasons }: Prompt, floor: Floor): Asked {
  const others = reasons.map((each) => ({ value: each, says: reasonName(each, floor) }));
  const other = { value: OTHER_REASON, says: 'Something else' };
  if (reason === undefined) return { asks: 'What was it about?', choices: [...others, other] };
  const name = reasonName(reason, floor);
  return { asks: `Was it about ${name}?`, choices: [{ value: reason, says: `Yes, ${name}` }, ...others, other] };
}

const fixed: Readonly<Record<Exclude<Question, 'reason'>, Asked>> = {
  resolved: {
    asks: 'Is it resolved?',
    choices: [
      { value: 'yes', says: 'Yes' }, { value: 'workaround', says: 'Workaround only' }, { value: 'partly', says: 'Partly' },
      { value: 'no', says: 'No' }, { value: 'not-mine', says: 'Not mine to solve' },
    ],
  },
  blocked: {
    asks: 'What blocked you?',
    onlyFor: asksWhatBlocked,
    choices: [
      { value: 'policy', says: 'Policy' }, { value: 'product', says: 'Product defect' }, { value: 'system', says: 'System' },
      { value: 'other-team', says: 'Another team' }, { value: 'customer', says: 'Customer must act' }, { value: 'authority', says: 'No authority' },
    ],
  },
  promise: {
    asks: 'Promised anything? By when?',
    choices: [
      { value: 'no', says: 'Nothing' }, { value: 'today', says: 'Today' }, { value: 'tomorrow', says: 'Tomorrow' },
      { value: '3-days', says: 'In 3 days' }, { value: 'week', says: 'In a week' },
    ],
  },
};

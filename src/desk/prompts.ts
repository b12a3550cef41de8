import type { PromptState, PromptView } from '../contract/desk.js';
import type { Page } from '../contract/session.js';
import type { Reader } from '../domain/reader.js';
import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import { scopeOf, seesQueue, isEverything } from '../views/scope.js';
import type { Card } from './card.js';
import type { Desk } from './desk.js';
import { readAnswers } from './requests.js';

/** Why a request has no answer. */
export interface PromptRefusal {
  readonly status: 400 | 404 | 409 | 503;
  readonly what: string;
  readonly do: string;
}

const states: readonly PromptState[] = ['open', 'answered', 'partly', 'expired'];
const MOST_LISTED = 200;

/** Prompts as they stand, newest first: an agent's own, or those of the queues that a supervisor may see. */
export function listPrompts(desk: Desk, query: Readonly<Record<string, unknown>>, reader: Reader): Result<Page<PromptView>, PromptRefusal> {
  const unknown = Object.keys(query).find((name) => name !== 'state' && name !== 'agent');
  if (unknown !== undefined) return refused({ status: 400, what: `There is no parameter "${unknown.slice(0, 80)}" here.`, do: 'There are: state, agent.' });
  const { state, agent } = query;
  if (state !== undefined && !states.some((each) => each === state)) return refused({ status: 400, what: 'The parameter "state" is none that a prompt has.', do: `Write ${states.join(', ')}.` });
  if (agent !== undefined && typeof agent !== 'string') return refused({ status: 400, what: 'The parameter "agent" is given more than once.', do: 'Give it once.' });
  const seen = desk.prompts(reader.role === 'agent' ? reader.actsFor ?? '' : agent)
    .filter(({ card, view }) => maySee(reader, card, desk) && (state === undefined || view.state === state) && (agent === undefined || card.agent === agent));
  return ok({ items: seen.slice(0, MOST_LISTED).map(({ view }) => view), next: null });
}

/** Each answer is written by itself, in the order in which the questions are asked: what was taken stays, whatever comes after. */
export async function answerAll(desk: Desk, id: string, body: unknown, reader: Reader): Promise<Result<PromptView, PromptRefusal>> {
  const card = desk.cardOf(id);
  if (!card || !mayAnswer(reader, card)) return refused({ status: 404, what: 'This prompt is not here.', do: 'It may be over for more than an hour, or be another agent\'s. GET /api/v1/prompts lists those that are.' });
  const given = readAnswers(body);
  if (!given.ok) return refused({ status: 400, what: 'The answers could not be read.', do: given.reason });
  const answered = await desk.answerTogether(card.agent, id, given.value, reader.actsFor === card.agent ? undefined : reader.who);
  if (answered.ok) return ok(answered.value);
  const { reason, again } = answered.reason;
  return refused(again ? { status: 503, what: reason, do: 'Send the same again in a moment.' } : { status: 409, what: reason, do: 'GET /api/v1/prompts tells how it stands.' });
}

/** An administrator's token answers for every agent: a platform's desktop holds one. */
function mayAnswer(reader: Reader, card: Card): boolean {
  return reader.role === 'admin' || reader.actsFor === card.agent;
}

function maySee(reader: Reader, card: Card, desk: Desk): boolean {
  if (reader.role === 'agent') return reader.actsFor === card.agent;
  const scope = scopeOf(reader);
  return isEverything(scope) || (card.queue !== undefined && seesQueue(scope, desk.floor, card.queue));
}

import { z } from 'zod';
import type { Problem } from '../contract/session.js';
import type { Result } from '../domain/result.js';
import type { CallProgress, CallStep } from '../ports/dialler.js';

const results = ['agent-there', 'agent-not-reached', 'dialling', 'answered', 'busy', 'no-answer', 'machine', 'refused', 'over'] as const;
const answer = z.object({ result: z.enum(results), call: z.string().min(1).max(256).optional() });

export interface AnswerParts {
  readonly progress: CallProgress;
  /** Whether the dialler's secret made the signature; the reason says what did not fit. */
  readonly proves: (headers: Readonly<Record<string, unknown>>, body: string) => Result<unknown>;
}

export interface Answered {
  readonly status: number;
  readonly body?: Problem;
}

/** What a dialler of one's own tells of a call that it was handed: signed as the message was, in any order and more than once. */
export class CallAnswers {
  constructor(private readonly parts: AnswerParts) {}

  async take(id: string, headers: Readonly<Record<string, unknown>>, body: unknown): Promise<Answered> {
    const text = typeof body === 'string' ? body : '';
    const proof = this.parts.proves(headers, text);
    if (!proof.ok) return problem(401, `Refused an answer about a call-back: ${proof.reason}.`, 'Sign it with the secret of EARSHOT_CALLBACK_WEBHOOK_SECRET, as Standard Webhooks 1.0 says.');
    const read = answer.safeParse(jsonIn(text));
    if (!read.success) return problem(400, 'This is no answer about a call-back.', `Send {"result": …} with one of ${results.join(', ')}, and "call" where the call has an id of its own.`);
    let isKnown = true;
    for (const step of stepsOf(read.data)) isKnown = await this.parts.progress.heard(id, step);
    return isKnown ? { status: 204 } : problem(404, 'There is no such call-back.', 'Answer at the address that came with it.');
  }
}

function stepsOf({ result, call }: z.output<typeof answer>): CallStep[] {
  const first: CallStep[] = call === undefined || result === 'agent-not-reached' || result === 'refused' ? [] : [{ is: 'agent-there', call }];
  switch (result) {
    case 'agent-there':
      return call === undefined ? [{ is: 'agent-there' }] : first;
    case 'busy':
    case 'no-answer':
    case 'machine':
      return [...first, { is: 'not-answered', result }];
    case 'refused':
      return [{ is: 'refused', reason: 'the dialler refused it' }];
    case 'agent-not-reached':
    case 'dialling':
    case 'answered':
    case 'over':
      return [...first, { is: result }];
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problem(status: number, what: string, advice: string): Answered {
  return { status, body: { error: { what, do: advice } } };
}

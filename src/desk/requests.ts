import { z } from 'zod';
import type { GivenAnswer } from '../contract/desk.js';
import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';

const name = z.string().min(1).max(512);
const choice = z.string().min(1).max(256);

const answer = z.object({ prompt: name, question: name, choice });
const about = z.object({ contact: name });
const kept = z.object({ contact: name, promise: name });
/** As a platform's own desktop sends them: one or several questions at once. */
const answers = z.strictObject({ answers: z.partialRecord(z.enum(['reason', 'resolved', 'blocked', 'promise']), choice).refine((given) => Object.keys(given).length > 0) });

export function readAnswer(body: unknown): Result<GivenAnswer> {
  return read(answer, body, 'An answer is {prompt, question, choice}, each a text.');
}

export function readAbout(body: unknown): Result<{ readonly contact: string }> {
  return read(about, body, 'Say which contact: {contact}.');
}

export function readKept(body: unknown): Result<{ readonly contact: string; readonly promise: string }> {
  return read(kept, body, 'Say which promise: {contact, promise}.');
}

/** In the order in which they are asked. */
export function readAnswers(body: unknown): Result<readonly Omit<GivenAnswer, 'prompt'>[]> {
  const given = read(answers, body, 'Send {"answers": {"reason": …, "resolved": …, "blocked": …, "promise": …}} with one of them at least.');
  if (!given.ok) return given;
  return ok((['reason', 'resolved', 'blocked', 'promise'] as const).flatMap((question) => {
    const said = given.value.answers[question];
    return said === undefined ? [] : [{ question, choice: said }];
  }));
}

function read<Schema extends z.ZodType>(schema: Schema, body: unknown, advice: string): Result<z.output<Schema>> {
  const given = schema.safeParse(body);
  return given.success ? ok(given.data) : refused(advice);
}

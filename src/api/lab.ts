import { z } from 'zod';
import type { LabRunView, LabShadowView, LabView } from '../contract/lab.js';
import { readsOf } from '../domain/lab/reads.js';
import type { Reader } from '../domain/reader.js';
import { ok } from '../domain/result.js';
import { isEverything, scopeOf } from '../views/scope.js';
import { notHere, notYours, wrong } from './answer.js';
import type { Answer } from './answer.js';
import { shadowOf } from './lab-shadow.js';
import type { ApiParts } from './parts.js';

type Parts = Pick<ApiParts, 'lab' | 'rules' | 'state'>;

/** Runs that a page lists. */
const LISTED = 20;
const option = z.union([z.number(), z.string().max(1_000), z.boolean()]);
const options = z.record(z.string().max(100), option);
const instant = z.int().min(0).max(8_640_000_000_000_000);
const wanted = z.strictObject({
  rule: z.string().min(1).max(100), from: instant, to: instant,
  draft: z.strictObject({ options: options.exactOptional(), queues: z.record(z.string().max(256), options).exactOptional() }),
});

export async function showLab({ lab, rules, state }: Parts, reader: Reader): Promise<Answer<LabView>> {
  if (!seesLab(reader)) return beyond();
  return ok({
    running: lab.running ?? null, runs: await lab.runs(LISTED),
    rules: rules.map((rule) => ({ id: rule.id, title: rule.title, reads: readsOf(rule), shadow: (Object.hasOwn(state.floor.flags, rule.id) ? state.floor.flags[rule.id]?.shadow : undefined) ?? null })),
  });
}

export async function startRun({ lab }: Parts, body: unknown, { who }: Reader): Promise<Answer<LabRunView>> {
  const read = wanted.safeParse(body);
  if (!read.success) return wrong('This is no draft to replay.', 'Send JSON: {"rule": "long-wait", "draft": {"options": {"after": 90}}, "from": …, "to": …}, times in milliseconds since 1970.');
  const begun = await lab.start(read.data, who);
  if (begun.ok) return begun;
  const { is, ...said } = begun.reason;
  return { ok: false, reason: { status: is === 'busy' ? 409 : is === 'not-here' ? 404 : 400, ...said } };
}

export async function showRun({ lab }: Parts, id: string, reader: Reader): Promise<Answer<LabRunView>> {
  if (!seesLab(reader)) return beyond();
  const run = await lab.run(id);
  return run === undefined ? notHere('There is no such run.', 'It was cancelled, or a hundred newer ones came after it: start it again.') : ok(run);
}

export async function showShadow(parts: ApiParts, rule: string, reader: Reader): Promise<Answer<LabShadowView>> {
  return seesLab(reader) ? shadowOf(parts, rule) : beyond();
}

export async function cancelRun({ lab }: Parts, id: string): Promise<Answer<null>> {
  return await lab.cancel(id) ? ok(null) : notHere('This run does not go on.', 'It is over: /api/v1/lab lists what it came to.');
}

/** Its counts are of all queues. */
function seesLab(reader: Reader): boolean {
  return isEverything(scopeOf(reader));
}

function beyond(): Answer<never> {
  return notYours('The rule lab counts the contacts of all queues, which is beyond what you may see.', 'Ask an administrator for an account that sees all queues.');
}

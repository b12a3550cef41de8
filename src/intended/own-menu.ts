import { z } from 'zod';
import type { IntendedMenu, IntendedNode, IntendedStep } from '../domain/intended-menu.js';
import { problemsIn } from '../domain/intended-menu.js';
import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';

const place = z.string().min(1).max(256);
const node = z.strictObject({
  label: z.string().min(1).max(128).optional(),
  keys: z.record(z.string().regex(/^[0-9A-D*#]{1,12}$/, { error: 'is no key of a telephone' }), place).optional(),
  words: z.record(z.string().min(1).max(64), place).optional(),
  silence: place.optional(),
  wrong: place.optional(),
  next: z.array(place).max(100).optional(),
});
const file = z.strictObject({ name: z.string().min(1).max(128).optional(), start: place, nodes: z.record(place, node) });

/** Our own JSON (docs: src/intended/README.md): nodes by name, each with where its keys, words, silence and wrong keys lead. */
export function readOwnMenu(given: unknown): Result<IntendedMenu, readonly string[]> {
  const read = file.safeParse(given);
  if (!read.success) return refused(read.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.code === 'invalid_key' ? issue.issues[0]?.message ?? issue.message : issue.message}`));
  const { name, start, nodes } = read.data;
  const steps = Object.fromEntries(Object.entries(nodes).map(([id, each]): [string, IntendedNode] => [id, {
    ...(each.label === undefined ? {} : { label: each.label }), steps: stepsOf(each),
  }]));
  const menu = { ...(name === undefined ? {} : { name }), start, nodes: steps };
  const problems = problemsIn(menu, (id, step) => `nodes.${id}.${whereOf(steps[id]?.steps[step])}`);
  return problems.length > 0 ? refused(problems) : ok(menu);
}

function stepsOf({ keys = {}, words = {}, silence, wrong, next = [] }: z.infer<typeof node>): IntendedStep[] {
  return [
    ...Object.entries(keys).map(([key, to]) => ({ key, to: targetOf(to) })),
    ...Object.entries(words).map(([word, to]) => ({ on: `“${word}”`, to: targetOf(to) })),
    ...(silence === undefined ? [] : [{ on: 'silence', to: targetOf(silence) }]),
    ...(wrong === undefined ? [] : [{ on: 'not understood', to: targetOf(wrong) }]),
    ...next.map((to) => ({ to: targetOf(to) })),
  ];
}

const outside = new Set(['agent', 'done', 'end', 'elsewhere']);

/** A word alone is a node, but for those that lead out of the menu; `node:agent` is a node of that name. */
function targetOf(written: string): string {
  if (written === 'queue') return 'queue:*';
  return outside.has(written) || /^(?:queue|node):./su.test(written) ? written : `node:${written}`;
}

function whereOf(step: IntendedStep | undefined): string {
  if (step?.key !== undefined) return `keys.${step.key}`;
  return step?.on === 'silence' ? 'silence' : step?.on === 'not understood' ? 'wrong' : step?.on === undefined ? 'next' : `words.${step.on.slice(1, -1)}`;
}

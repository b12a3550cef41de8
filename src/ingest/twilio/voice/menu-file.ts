import { z } from 'zod';
import { ok, refused } from '../../../domain/result.js';
import type { Result } from '../../../domain/result.js';
import type { Going, Option, VoiceMenu, VoiceNode, VoiceQueue } from './menu.js';
import { wrongTargets } from './menu-problems.js';

const said = z.string().min(1, { error: 'must say something' }).max(2_000);
const name = z.string().regex(/^[\w-]{1,64}$/, { error: 'must be a name of letters, digits, - and _, up to 64' });
const key = z.string().regex(/^[0-9*#]$/, { error: 'is no key of a telephone' });
const words = z.array(z.string().min(2).transform((word) => word.toLowerCase())).max(20);
const web = z.url({ protocol: /^https?$/, error: 'must be an address that begins with https://' });

/** Each way has its own shape, so that a mistake is told in the words of the way that was meant. */
const ways = {
  menu: z.strictObject({ menu: name }).transform(({ menu }): Going => ({ is: 'menu', node: menu })),
  queue: z.strictObject({ queue: name }).transform(({ queue }): Going => ({ is: 'queue', queue })),
  dial: z.strictObject({ dial: z.string().regex(/^(?:\+\d{7,15}|client:[\w.@-]+|sips?:\S+)$/, { error: 'must be +49301234567, client:alice or sip:…' }), agent: z.string().min(1).max(64), otherwise: z.unknown().optional() })
    .transform(({ dial, agent, otherwise }, context): Going => ({ is: 'dial', to: dial, agent, ...(otherwise === undefined ? {} : { otherwise: goingIn(otherwise, context, ['otherwise']) }) })),
  voicemail: z.strictObject({ voicemail: said }).transform(({ voicemail }): Going => ({ is: 'voicemail', say: voicemail })),
  callback: z.strictObject({ callback: said }).transform(({ callback }): Going => ({ is: 'callback', say: callback })),
  tell: z.strictObject({ tell: said, back: name.optional() }).transform(({ tell, back }): Going => ({ is: 'tell', say: tell, ...(back === undefined ? {} : { back }) })),
} as const;
const wayNames = Object.keys(ways) as (keyof typeof ways)[];
const NOWHERE: Going = { is: 'tell', say: '' };

const going = z.unknown().transform((given, context) => goingIn(given, context));
const option = z.looseObject({ label: z.string().min(1).max(64), words: words.default([]) })
  .transform(({ label, words: spoken, ...way }, context): Option => ({ label, words: [...new Set([label.toLowerCase(), ...spoken])], go: goingIn(way, context) }));
const node = z.strictObject({ say: said, options: z.record(key, option), wait: z.int().min(1).max(60).default(5), tries: z.int().min(1).max(10).default(3) });
const queue = z.strictObject({
  workflow: z.string().regex(/^WW[0-9a-f]{32}$/i, { error: 'must be the Sid of a TaskRouter workflow' }).optional(), say: said.default('Please hold. Someone will be with you shortly.'), music: web.optional(),
  callback: z.strictObject({ key, say: said, done: said }).optional(), mostWait: z.int().min(10).max(7_200).optional(), otherwise: going.optional(),
});
const file = z.strictObject({
  language: z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, { error: 'must be a language such as en-US' }).default('en-US'), voice: z.string().min(1).max(64).optional(),
  start: name, nodes: z.record(name, node), queues: z.record(name, queue).default({}),
  human: z.strictObject({ go: going, words: words.default(['agent', 'operator', 'human', 'person', 'representative']) }).optional(),
  hours: z.strictObject({ calendar: name.optional(), closed: going }).optional(),
  texts: z.strictObject({ sorry: said.default('Sorry, I did not get that.'), goodbye: said.default('Goodbye.'), thanks: said.default('Thank you. Goodbye.'), nobody: said.default('Nobody can take your call right now. Please call again later. Goodbye.') }).prefault({}),
});

/** Reads a menu file. What is wrong is told all together, each with its place. */
export function readMenuFile(text: string): Result<VoiceMenu, readonly string[]> {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    return refused([`it is no JSON: ${(error as Error).message}`]);
  }
  const read = file.safeParse(given);
  if (!read.success) return refused(read.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`));
  const menu = withLevels(read.data as unknown as VoiceMenu);
  const problems = wrongTargets(menu);
  return problems.length > 0 ? refused(problems) : ok(menu);
}

function goingIn(given: unknown, context: z.core.$RefinementCtx, at: readonly string[] = []): Going {
  const named = typeof given === 'object' && given !== null ? wayNames.filter((way) => way in given) : [];
  const [way] = named;
  if (way === undefined || named.length > 1) {
    context.addIssue({ code: 'custom', path: [...at], message: `must lead to exactly one of ${wayNames.join(', ')}`, input: given });
    return NOWHERE;
  }
  const read = ways[way].safeParse(given);
  if (read.success) return read.data;
  for (const { path, message } of read.error.issues) context.addIssue({ code: 'custom', path: [...at, ...path], message, input: given });
  return NOWHERE;
}

/** How deep each node lies, by the shortest way from the start. */
function withLevels(menu: VoiceMenu): VoiceMenu {
  const levels = new Map([[menu.start, 1]]);
  for (const [place, level] of levels) {
    for (const { go } of Object.values(menu.nodes[place]?.options ?? {})) if (go.is === 'menu' && !levels.has(go.node)) levels.set(go.node, level + 1);
  }
  const nodes = Object.fromEntries(Object.entries(menu.nodes).map(([place, each]): [string, VoiceNode] => [place, { ...each, level: levels.get(place) ?? 0 }]));
  return { ...menu, nodes, queues: menu.queues as Readonly<Record<string, VoiceQueue>> };
}

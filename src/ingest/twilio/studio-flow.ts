import { z } from 'zod';
import type { IntendedMenu, IntendedNode, IntendedStep } from '../../domain/intended-menu.js';
import { problemsIn } from '../../domain/intended-menu.js';
import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';

const condition = z.looseObject({ arguments: z.array(z.string()).optional(), type: z.string().optional(), value: z.string().optional(), friendly_name: z.string().optional() });
const transition = z.looseObject({ event: z.string(), next: z.string().optional(), conditions: z.array(condition).optional() });
const state = z.looseObject({ name: z.string().min(1).max(256), type: z.string(), transitions: z.array(transition).default([]), properties: z.record(z.string(), z.unknown()).default({}) });
const flow = z.looseObject({ description: z.string().optional(), initial_state: z.string(), states: z.array(state).min(1) });
type State = z.infer<typeof state>;
type Transition = z.infer<typeof transition>;

/** Widgets in which a caller stays: they hear or say something there. All others pass them on. */
const staying = new Set(['gather-input-on-call', 'say-play', 'send-and-wait-for-reply', 'record-voicemail', 'capture-payments', 'record-call']);

/** A Twilio Studio flow, as its definition's JSON (Twilio's Flow Definition reference): widgets are nodes, transitions steps. */
export function readStudioFlow(given: unknown): Result<IntendedMenu, readonly string[]> {
  const read = flow.safeParse(given);
  if (!read.success) return refused(read.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`));
  const { description, initial_state: start, states } = read.data;
  const twice = states.filter(({ name }, place) => states.findIndex((other) => other.name === name) !== place);
  if (twice.length > 0) return refused(twice.map(({ name }) => `states: two widgets are called "${name}"`));
  const nodes = Object.fromEntries(states.map((each): [string, IntendedNode] => [each.name, nodeOf(each)]));
  const menu = { ...(description === undefined || description === '' ? {} : { name: description.slice(0, 128) }), start, nodes };
  const problems = problemsIn(menu, (name) => `states.${states.findIndex((each) => each.name === name)}.transitions of "${name}"`);
  return problems.length > 0 ? refused(problems) : ok(menu);
}

function nodeOf({ type, transitions, properties }: State): IntendedNode {
  const steps = [...leavesBy(type, properties), ...transitions.flatMap((each) => stepsOf(each, type))];
  return staying.has(type) ? { steps } : { passing: true, steps };
}

/** Out of the flow: Flex and TaskRouter bring an agent, another number is one. */
function leavesBy(type: string, { queue_name: queue }: State['properties']): readonly IntendedStep[] {
  switch (type) {
    case 'send-to-flex': return [{ to: 'queue:*' }];
    case 'enqueue-call': return [{ to: typeof queue === 'string' && queue !== '' && !queue.includes('{{') ? `queue:${queue}` : 'queue:*' }];
    case 'connect-call-to': return [{ to: 'agent' }];
    case 'record-voicemail': return [{ to: 'done' }];
    case 'connect-virtual-agent': case 'add-twiml-redirect': return [{ to: 'elsewhere' }];
    default: return [];
  }
}

const events: Readonly<Record<string, string>> = { timeout: 'silence', noMatch: 'not understood', speech: 'speech' };
/** Of a trigger, those that are no call; and what comes of a widget that failed. */
const unheard = /^(?:failed|fail|failedToEnqueue|callFailure|deliveryFailure|incoming.*)$/;

/** A transition that leads nowhere ends the flow: of what the caller does, the call too. Several values of one condition are several keys. */
function stepsOf({ event, next, conditions = [] }: Transition, type: string): readonly IntendedStep[] {
  const to = next === undefined || next === '' ? undefined : `node:${next}`;
  if (to === undefined) return type === 'trigger' || unheard.test(event) || event === 'callComplete' ? [] : [{ ...byEvent(event), to: 'end' }];
  const keys = conditions.flatMap(keysIn);
  if (keys.length > 0) return keys.map((key) => ({ key, to }));
  const said = conditions.flatMap(({ friendly_name: name, value }) => name ?? value ?? []);
  return [said.length > 0 ? { on: said.join(', ').slice(0, 128), to } : { ...byEvent(event), to }];
}

const byEvent = (event: string): Pick<IntendedStep, 'on'> => (events[event] === undefined ? {} : { on: events[event] });

/** `equal_to 1` and `matches_any_of 1, 2` of a widget's digits. */
function keysIn({ arguments: asked = [], value = '', type }: z.infer<typeof condition>): readonly string[] {
  if (!asked.some((each) => /\.Digits\b/i.test(each)) || (type !== 'equal_to' && type !== 'matches_any_of')) return [];
  return value.split(',').map((each) => each.trim()).filter((each) => /^[0-9*#]$/.test(each));
}

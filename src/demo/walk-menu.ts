import type { Millis } from '../domain/time.js';
import type { Pause } from './agenda.js';
import type { Center } from './center.js';
import { between } from './chance.js';
import type { Contact } from './contact.js';
import { placeAt } from './menu.js';
import type { Place, SelfService } from './menu.js';
import type { Plan, Step } from './plan.js';

export type Landing =
  | { readonly at: 'queue'; readonly queue: string }
  | { readonly at: 'served' | 'hung-up' | 'dead-end' };

/** What a stay at one node leads to: another node, or out of the menu. */
type Onward = Landing | { readonly at: 'node'; readonly node: string };

/** Silences and wrong keys in a row after which the menu gives up and puts the caller through. */
const FAILURES = 3;
const GIVES_UP_TO = 'service';

/** Presses what the plan says until it leaves the menu; a caller out of steps hangs up. */
export function* walkMenu(center: Center, contact: Contact, plan: Plan, start: string): Generator<Pause, Landing, void> {
  const steps = [...plan.steps];
  for (let node = start; ;) {
    const place = placeAt(node);
    enter(contact, node, place);
    const onward = yield* stay(center, contact, plan, { node, place, steps });
    contact.tell('ivr.node.left', { node });
    if (onward.at !== 'node') return onward;
    node = onward.node;
  }
}

function enter(contact: Contact, node: string, { level, choices, human }: Place): void {
  const options = Object.entries(choices).map(([key, { label, way }]) => (way.to === 'node' ? { key, label, node: way.node } : { key, label }));
  contact.tell('ivr.node.entered', {
    node, menu: 'service', level, flow: 'service-line', flowVersion: '14',
    ...(options.length > 0 ? { options } : {}),
    ...(human === undefined ? {} : { human }),
  });
}

interface Stay {
  readonly node: string;
  readonly place: Place;
  readonly steps: Step[];
}

function* stay(center: Center, contact: Contact, plan: Plan, { node, place, steps }: Stay): Generator<Pause, Onward, void> {
  if (place.selfService !== undefined) return yield* serveOneself(center, contact, plan, node, place.selfService);
  if (place.endsAfterMs !== undefined) {
    yield place.endsAfterMs;
    return { at: 'dead-end' };
  }
  for (let failures = 0; failures < FAILURES; failures++) {
    const step = steps.shift() ?? { afterMs: 9_000, does: 'hang-up' };
    yield step.afterMs;
    if (step.does === 'hang-up') return { at: 'hung-up' };
    const onward = step.does === 'key' ? press(contact, node, place, step.key) : undefined;
    if (onward !== undefined) return onward;
    contact.tell(step.does === 'key' ? 'ivr.no-match' : 'ivr.no-input', { node });
  }
  return { at: 'queue', queue: GIVES_UP_TO };
}

function press(contact: Contact, node: string, place: Place, key: string): Onward | undefined {
  contact.tell('ivr.input', { node, kind: 'key', key });
  const way = place.choices[key]?.way;
  if (way === undefined) return undefined;
  return way.to === 'node' ? { at: 'node', node: way.node } : { at: 'queue', queue: way.queue };
}

function* serveOneself(center: Center, contact: Contact, plan: Plan, node: string, service: SelfService): Generator<Pause, Onward, void> {
  if (service.slot !== undefined) yield* askSlot(center, contact, node, service.slot, plan.mistypes ? 2 : 1);
  yield typing(center, service.takesMs);
  contact.tell('ivr.outcome', { name: service.outcome, result: plan.selfServed ? 'success' : 'failure' });
  yield between(center.chance, 3_000, 9_000);
  return plan.selfServed ? { at: 'served' } : { at: 'queue', queue: service.otherwise };
}

function* askSlot(center: Center, contact: Contact, node: string, slot: { name: string; length: number }, times: number): Generator<Pause, void, void> {
  for (let asked = 1; asked <= times; asked++) {
    yield typing(center, 12_000);
    const isComplete = asked === times;
    contact.tell('ivr.input', { node, kind: 'slot', slot: slot.name, length: isComplete ? slot.length : slot.length - 1 });
    if (!isComplete) contact.tell('ivr.no-match', { node });
  }
  // Those who withhold their number are known from here on.
  if (contact.customer.number === undefined) contact.tell('customer.identified', { customer: contact.customer.id });
}

function typing({ chance }: Center, usual: Millis): Millis {
  return between(chance, usual * 0.7, usual * 1.4);
}

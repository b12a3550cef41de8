import type { EventData, EventType } from '../../../src/domain/event.js';
import { SECOND } from '../../../src/domain/time.js';
import type { Millis } from '../../../src/domain/time.js';

/** What happens next on a line, how long after what happened before; `chance`: 0 to 1, for what the way here does to it. */
export interface Happening {
  readonly after: Millis;
  readonly type: EventType;
  readonly data: object;
  readonly chance: number;
}

type Chance = () => number;
type Step = Omit<Happening, 'chance'>;

/** How a call goes, the same for the same line and number. One call in three gives a rule something to say. */
export function* callStory(line: number, call: number): Generator<Happening> {
  const chance = chanceOf(line * 7_919 + call * 104_729);
  for (const step of stepsOf(line, call, chance)) yield { ...step, after: Math.max(1, Math.round(step.after)), chance: chance() };
}

function* stepsOf(line: number, call: number, chance: Chance): Generator<Step> {
  // One line in four is always the same caller's.
  const from = line % 4 === 0 ? `tel_${line}` : `tel_${line}_${call}`;
  // The lines do not all begin at once.
  yield happens(call === 1 ? chance() * 400 : 1, 'contact.started', { direction: 'inbound', channel: 'voice', from, to: `+12025550${line % 10}00` });
  const way = chance();
  yield* goesThroughMenu(way, chance);
  if (way < 0.06) return yield happens(10 + chance() * 20, 'contact.ended', { by: 'customer' });
  const queue = `queue-${Math.floor(chance() * 20)}`;
  yield happens(9, 'queue.entered', { queue, position: 1 });
  yield happens(4, 'estimate.announced', { seconds: 60 });
  if (way < 0.18) return yield* isNotServed(queue, way, chance);
  yield* isServed(queue, way, chance);
}

function* goesThroughMenu(way: number, chance: Chance): Generator<Step> {
  yield* visits('main', chance);
  if (way > 0.9) for (const node of ['billing', 'main', 'tariffs', 'main', 'billing', 'main'].slice(0, 3 + Math.floor(chance() * 4))) yield* visits(node, chance);
  if (way > 0.97) yield happens(3, 'ivr.outcome', { name: 'paid', result: 'success' });
  if (way > 0.98) for (const node of ['more', 'main', 'more', 'main', 'more']) yield* visits(node, chance);
  yield* visits('billing', chance);
  if (way > 0.85 && way < 0.9) for (let press = 0; press < 1 + chance() * 4; press += 1) yield happens(1 + chance() * 6, 'ivr.input', { node: 'billing', kind: 'key', key: '0' });
  yield happens(9, 'contact.reason', { reason: `reason-${Math.floor(chance() * 12)}` });
}

function* visits(node: string, chance: Chance): Generator<Step> {
  yield happens(6 + chance() * 12, 'ivr.node.entered', { node, menu: 'welcome', options: [{ key: '1' }, { key: '2' }] });
  if (chance() < 0.1) {
    yield happens(8, 'ivr.no-input', { node });
    yield happens(2, 'ivr.node.entered', { node, menu: 'welcome', options: [{ key: '1' }, { key: '2' }] });
  }
  yield happens(5 + chance() * 10, 'ivr.input', chance() < 0.2 ? { node, kind: 'slot', slot: 'account', length: 8 } : { node, kind: 'key', key: '1' });
}

function* isNotServed(queue: string, way: number, chance: Chance): Generator<Step> {
  const wait = chance() * 400;
  const reason = way < 0.13 ? 'abandoned' : way < 0.16 ? 'timeout' : 'full';
  yield happens(wait, 'queue.left', { queue, reason });
  yield happens(1, 'contact.ended', { by: reason === 'abandoned' ? 'customer' : 'system' });
}

function* isServed(queue: string, way: number, chance: Chance): Generator<Step> {
  const agent = `agent-${Math.floor(chance() * 2_000)}`;
  yield* answers(agent, queue, way > 0.18 && way < 0.3 ? 130 + chance() * 250 : chance() * 60);
  yield* talks(agent, way, chance);
  let last = agent;
  for (let passed = 0; way > 0.3 && way < 0.34 && passed < 1 + chance() * 3; passed += 1) {
    const next = `agent-${Math.floor(chance() * 2_000)}`;
    yield happens(20, 'transfer.completed', { kind: 'blind', toQueue: queue });
    yield happens(1, 'agent.left', { agent: last, by: 'transfer' });
    yield happens(1, 'queue.entered', { queue });
    yield* answers(next, queue, chance() * 40);
    yield* talks(next, way, chance);
    last = next;
  }
  yield happens(20, 'closing.asked', { agent: last });
  yield happens(9, 'agent.left', { agent: last, by: 'customer' });
  yield happens(0, 'contact.ended', { by: 'customer' });
  yield happens(1, 'wrapup.started', { agent: last });
  yield happens(30, 'wrapup.ended', { agent: last, disposition: 'done', resolved: way > 0.4 && way < 0.46 ? 'no' : 'yes' });
}

function* answers(agent: string, queue: string, wait: number): Generator<Step> {
  yield happens(wait, 'agent.offered', { agent, queue });
  yield happens(5, 'agent.offer.ended', { agent, reason: 'answered' });
  yield happens(0, 'queue.left', { queue, reason: 'answered' });
  yield happens(1, 'agent.connected', { agent, queue });
}

function* talks(agent: string, way: number, chance: Chance): Generator<Step> {
  const holds = way > 0.5 && way < 0.54 ? 4 : 1;
  for (let hold = 0; hold < holds; hold += 1) {
    yield happens(20 + chance() * 60, 'hold.started', { agent });
    yield happens(way > 0.54 && way < 0.58 ? 130 + chance() * 200 : 5 + chance() * 10, 'hold.ended', { agent });
  }
}

function happens<Type extends EventType>(seconds: number, type: Type, data: EventData[Type]): Step {
  return { after: seconds * SECOND, type, data };
}

/** Mulberry32: the same numbers from the same seed, on every machine. */
function chanceOf(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

import type { MenuLine, MenuView } from '../contract/menus.js';
import { standingOf } from '../domain/contact.js';
import type { StepCount } from '../domain/menu-map.js';
import type { ReadingKey, Sums } from '../domain/metric.js';
import type { Reader } from '../domain/reader.js';
import { keyOf } from '../domain/reading-key.js';
import { ok } from '../domain/result.js';
import { lengthOf } from '../domain/return-window.js';
import { entryOfWay, readStepKey, stepPrefix, wayKey, wayPrefix } from '../domain/step-key.js';
import { menuLineOf, menuViewOf } from '../views/menus.js';
import type { MenuCounted } from '../views/menus.js';
import { isEverything, scopeOf } from '../views/scope.js';
import { notHere, notYours } from './answer.js';
import type { Answer } from './answer.js';
import type { MenusQuery } from './parameters.js';
import type { ApiParts } from './parts.js';
import type { Window } from './readings/answer.js';
import { keysBeginning, readQuarters } from './readings/quarters.js';
import type { ReadingParts } from './readings/quarters.js';
import { windowOf } from './readings/window.js';

/** Every number on which callers came into a menu, the busiest first. */
export async function readMenus(parts: ApiParts, query: MenusQuery, reader: Reader): Promise<Answer<readonly MenuLine[]>> {
  const window = mayAsk(parts, query, reader);
  if (!window.ok) return window;
  const counts = await sumsBeginning(parts, wayPrefix(channelOf(query)), window.value);
  const lines = [...counts].map(([key, ways]) => {
    const entry = entryOfWay(key);
    return menuLineOf({ entry, ways, now: callersNow(parts, channelOf(query), entry) }, parts.state.floor);
  });
  return ok(lines.filter(({ calls, callersNow: now }) => calls > 0 || now > 0).toSorted((a, b) => b.calls - a.calls));
}

/** One number's menu; `none` asks for that of calls whose number nobody told. */
export async function readMenu(parts: ApiParts, asked: string, query: MenusQuery, reader: Reader): Promise<Answer<MenuView>> {
  const window = mayAsk(parts, query, reader);
  if (!window.ok) return window;
  const channel = channelOf(query);
  const entry = asked === 'none' ? '' : asked;
  const steps = await stepCountsOf(parts, stepPrefix(channel, entry), window.value);
  const now = callersNow(parts, channel, entry);
  if (steps.length === 0 && now.size === 0) return notHere('Nobody came into a menu on this number in that time.', 'Ask /api/v1/menus for the numbers that have one, or for a longer time.');
  const way = wayKey(channel, entry);
  const [ways] = await readQuarters(parts, [[way]], 'arrival', window.value);
  const counted = { entry, ways: ways?.sums(window.value) ?? {}, now, steps, ...await containedIn(parts, channel, steps, window.value) };
  return ok(menuViewOf(counted, parts.state.floor, { from: window.value.from, to: window.value.to }));
}

export const channelOf = ({ channel }: MenusQuery): string => channel ?? 'voice';

/** A menu stands before all queues: who sees some of them only is not shown it. */
export function mayAsk({ state, clock }: ApiParts, query: MenusQuery, reader: Reader): Answer<Window> {
  if (!isEverything(scopeOf(reader))) return notYours('The menus are beyond what you may see: they stand before all queues.', 'Ask an administrator for an account that sees all queues.');
  return windowOf(query, state.floor.zone, clock.now());
}

/** What became of calls that ended in the menu, by the node that they ended in. */
async function containedIn(parts: ApiParts, channel: string, steps: readonly StepCount[], window: Window): Promise<Pick<MenuCounted, 'contained' | 'returns' | 'isSettled'>> {
  const { returns } = parts.state.floor;
  const nodes = [...new Set(steps.flatMap(({ step: { from } }) => (from.startsWith('node:') ? [from.slice(5)] : [])))];
  const quarters = await readQuarters(parts, nodes.map((node) => [keyOf(channel, 'node', node)]), 'arrival', window);
  const contained = new Map(nodes.map((node, place) => [node, quarters[place]?.sums(window) ?? {}]));
  return { contained, returns, isSettled: window.to + lengthOf(returns.within) <= parts.clock.now() };
}

/** Every step of one number's menu, as often as it was taken. */
export async function stepCountsOf(parts: ReadingParts, prefix: string, window: Window): Promise<readonly StepCount[]> {
  return [...await sumsBeginning(parts, prefix, window)].map(([key, sums]) => ({ step: readStepKey(key), sums }));
}

export async function sumsBeginning(parts: ReadingParts, prefix: string, window: Window): Promise<Map<ReadingKey, Sums>> {
  const keys = await keysBeginning(parts, prefix, window);
  const quarters = await readQuarters(parts, keys.map((key) => [key]), 'arrival', window);
  return new Map(keys.flatMap((key, place) => {
    const sums = quarters[place]?.sums(window) ?? {};
    return Object.keys(sums).length === 0 ? [] : [[key, sums]];
  }));
}

function callersNow({ state }: ApiParts, channel: string, entry: string): Map<string, number> {
  const now = new Map<string, number>();
  for (const { contact } of state.contacts.values()) {
    if (contact.endedAt !== undefined || contact.channel !== channel || (contact.entry ?? '') !== entry || contact.direction !== 'inbound') continue;
    const { stage, place } = standingOf(contact);
    if (stage === 'menu' && place !== undefined) now.set(`node:${place}`, (now.get(`node:${place}`) ?? 0) + 1);
  }
  return now;
}

import type { Instant, Millis } from '../../domain/time.js';
import { fact, known } from '../fact.js';
import { inTurn, step } from '../step.js';
import { field } from './esl-event.js';
import type { Call, Happening, Step } from './call.js';

/** Digits closer than this are typed in one go; and a menu that has not moved for so long has not taken the key. */
export const TYPING: Millis = 1_000;

/** Keys with which people ask for a human, pressed again and again: they say no more than one of them does. */
const HAMMERED = new Set(['0', '*', '#']);

/**
 * A digit counts as a menu key only when it is alone. Everything else — account numbers, PINs, dialled extensions —
 * keeps its length and nothing more.
 */
export const digitReceived: Happening = (call, { event, at, leg, id }) => {
  const digit = field(event, 'DTMF-Digit');
  if (digit === undefined || leg !== call.id || call.endedAt !== undefined) return step(call);
  if (!call.menu) {
    const isWaiting = call.visits.some((visit) => !visit.guessed);
    return step(isWaiting && /^[0-9*#]$/.test(digit) ? { ...call, queueKey: { key: digit, at } } : call);
  }
  return inTurn(call, (each) => settleWhenQuiet(each, at), (each) => step({ ...each, typed: typedOn(each, digit, at, id) }));
};

function typedOn(call: Call, digit: string, at: Instant, id: string): Call['typed'] {
  const { typed } = call;
  if (!typed) return { id, at, lastAt: at, first: /^[0-9*#]$/.test(digit) ? digit : '', length: 1 };
  const again = typed.first === digit && HAMMERED.has(digit);
  // The key that ends a number is no part of it.
  const length = digit === '#' && !again ? typed.length : typed.length + 1;
  return { ...typed, lastAt: at, length, first: again ? digit : '' };
}

/** Some time has passed since the last digit of a menu: what was typed is complete. A question waits for all of its digits. */
export function settleWhenQuiet(call: Call, at: Instant): Step {
  const isQuiet = call.typed !== undefined && call.menu?.slot === undefined && at - call.typed.lastAt >= TYPING;
  return isQuiet ? settleTyped(call) : step(call);
}

export function settleTyped(call: Call): Step {
  const { typed, menu } = call;
  if (!typed || !menu) return step({ ...call, typed: undefined });
  const rest = { ...call, typed: undefined };
  const { node, slot } = menu;
  const isKey = slot === undefined && typed.first !== '';
  const before = refusedBefore(call);
  if (!isKey) {
    const input = known<{ kind: 'slot'; node: string; slot?: string; length: number }>({ node, kind: 'slot', slot, length: typed.length });
    return step({ ...rest, menu: { ...menu, pressed: undefined } }, ...before, fact('ivr.input', `${typed.id}:input`, input, { time: typed.at }));
  }
  const pressed = { id: typed.id, at: typed.at, key: typed.first };
  return step({ ...rest, menu: { ...menu, pressed } }, ...before, fact('ivr.input', `${typed.id}:input`, { node, kind: 'key', key: typed.first }, { time: typed.at }));
}

/** A key after which the menu is still there was a wrong one: FreeSWITCH itself does not say so. */
export function refusedBefore({ menu }: Call): Step['facts'] {
  if (!menu?.pressed) return [];
  const { id, at } = menu.pressed;
  return [fact('ivr.no-match', `${id}:no-match`, { node: menu.node }, { time: at })];
}

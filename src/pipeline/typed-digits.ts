import type { EarshotEvent } from '../domain/event.js';
import { MENU_KEY } from './menu-key.js';
import { SECOND } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';

/** Keys closer together than this are one number: menus wait about as long for the next digit, and a prompt takes longer to read again. */
const TYPING: Millis = 5 * SECOND;
/** Keys with which people ask for a person, pressed again and again: they are no number. */
const HAMMERED = /^[0*#]$/;
/** Calls remembered, the one heard of longest ago forgotten first, and keys of each. */
const MOST_CALLS = 20_000;
const MOST_KEYS = 64;

interface Press {
  readonly id: string;
  readonly at: Instant;
  readonly node: string | undefined;
  readonly key: string;
}

interface Call {
  presses: Press[];
  /** When something else happened in its menu. */
  breaks: Instant[];
}

/**
 * Knows a number that is sent digit by digit, each as if it were a menu key: a card, a PIN, an account (TRUST.md, "digit by digit
 * too"). The first key alone cannot be told from a choice, unless its neighbours come with it; all others lose their digit.
 * By when they were pressed, not by when they arrived, so that what is sent late or again is judged alike.
 */
export class TypedDigits {
  private readonly calls = new Map<string, Call>();

  /** The same events, typed digits gone. */
  without(events: readonly EarshotEvent[]): readonly EarshotEvent[] {
    if (!events.some((event) => event.type === 'ivr.input' || this.isBreak(event))) return events;
    for (const event of events) this.note(event);
    return events.map((event) => (this.isTyped(event) ? { ...event, data: withoutDigit(event.data) } : event));
  }

  private note(event: EarshotEvent): void {
    const press = pressOf(event);
    if (press) this.noteAt(event.subject, press);
    else if (this.isBreak(event)) remember(this.calls.get(event.subject)?.breaks, event.time);
  }

  private noteAt(subject: string, press: Press): void {
    const call = this.calls.get(subject) ?? { presses: [], breaks: [] };
    // Set anew: the map's order is that of the last word on each call.
    this.calls.delete(subject);
    this.calls.set(subject, call);
    if (!call.presses.some(({ id }) => id === press.id)) remember(call.presses, press);
    if (this.calls.size > MOST_CALLS) this.calls.delete(this.calls.keys().next().value as string);
  }

  private isBreak({ type, subject }: EarshotEvent): boolean {
    return type !== 'ivr.input' && type.startsWith('ivr.') && this.calls.has(subject);
  }

  private isTyped(event: EarshotEvent): event is Extract<EarshotEvent, { type: 'ivr.input' }> {
    const press = pressOf(event);
    if (!press) return false;
    const { presses, breaks } = this.calls.get(event.subject) ?? { presses: [], breaks: [] };
    return presses.some((other) => other.id !== press.id && other.node === press.node && Math.abs(other.at - press.at) <= TYPING
      && !(other.key === press.key && HAMMERED.test(press.key))
      && !breaks.some((at) => Math.min(other.at, press.at) <= at && at < Math.max(other.at, press.at)));
  }
}

function pressOf(event: EarshotEvent): Press | undefined {
  if (event.type !== 'ivr.input') return undefined;
  const { kind, key, node } = event.data;
  return kind === 'key' && key !== undefined && MENU_KEY.test(key) ? { id: event.id, at: event.time, node, key } : undefined;
}

function withoutDigit({ key: _, ...data }: Extract<EarshotEvent, { type: 'ivr.input' }>['data']): Extract<EarshotEvent, { type: 'ivr.input' }>['data'] {
  return { ...data, kind: 'slot', length: 1 };
}

function remember<Item>(list: Item[] | undefined, item: Item): void {
  if (list === undefined) return;
  list.push(item);
  if (list.length > MOST_KEYS) list.shift();
}

import type { EarshotEvent } from '../domain/event.js';
import type { Pseudonyms } from '../ports/privacy.js';
import { isNumberToCall, masked, withoutSecrets } from '../domain/mask.js';
import { MENU_KEY } from './menu-key.js';

/** Fields that hold ids, names of our own things, and measures: what stands in them is needed as it is. */
const KEPT = new Set([
  'leg', 'visit', 'segment', 'party', 'channel', 'direction', 'from', 'to', 'customer', 'formerly', 'previousContact', 'contact', 'relation', 'reason', 'offer',
  'node', 'menu', 'level', 'options', 'flow', 'flowVersion', 'human', 'purpose', 'kind', 'key', 'slot', 'length', 'name', 'result',
  'queue', 'queues', 'position', 'priority', 'resumed', 'originalEnteredAt', 'toQueue', 'toAgent', 'toMenu', 'toNumber', 'waitMs', 'seconds', 'agent',
  'role', 'mode', 'by', 'resolved', 'prompt', 'promise', 'due', 'callback', 'number', 'survey', 'programme', 'topic', 'reasons', 'state', 'capacity', 'load', 'team', 'rule', 'mark',
]);
/** Of these, the names that people give and the reasons that they choose from lists: a mapping may put anything into them. */
const NAMES = new Set([
  'reason', 'reasons', 'offer', 'node', 'menu', 'level', 'options', 'flow', 'flowVersion', 'purpose', 'kind', 'slot', 'name', 'result', 'queue', 'queues', 'toQueue', 'toAgent', 'toMenu', 'agent',
  'role', 'mode', 'by', 'programme', 'topic', 'state', 'team', 'mark',
]);
/** Of what a caller typed or said, all that may be known. */
const INPUT = new Set(['leg', 'visit', 'segment', 'party', 'node', 'kind', 'key', 'slot', 'length']);
/** Fields of a sender's own that hold what was typed, maybe one digit an event. */
const TYPED = /digit|dtmf|keyed|keypress|typed|pin$|passcode/i;
const LONGEST_EXTENSION = 6;

/**
 * What may stand in the log: callers' numbers become keyed hashes, and typed digits shrink to their length.
 * The last gate before anything is written, for all sources alike.
 */
export function protect(event: EarshotEvent, pseudonyms: Pseudonyms): EarshotEvent {
  return withoutNumbers(protectKnown(withSafeNames(event), pseudonyms));
}

/** Names are few, and each comes in thousands of events: those that were looked through are known. */
const MOST_NAMES = 10_000;
const LONGEST_NAME = 100;
const safeNames = new Set<string>();

function safeName(name: unknown): unknown {
  if (typeof name !== 'string' || safeNames.has(name)) return name;
  const safe = withoutSecrets(name);
  if (safe !== name || name.length > LONGEST_NAME) return safe;
  if (safeNames.size >= MOST_NAMES) safeNames.clear();
  safeNames.add(name);
  return name;
}

function isSafe(name: unknown): boolean {
  return safeName(name) === name;
}

/** As it was given where no name holds a secret, which is nearly always. */
function withSafeNames(event: EarshotEvent): EarshotEvent {
  let safe: Record<string, unknown> | undefined;
  for (const [name, value] of Object.entries(event.data)) {
    if (!NAMES.has(name)) continue;
    const next = Array.isArray(value) ? (value.every(isSafe) ? value : value.map(safeName)) : safeName(value);
    if (next !== value) safe = { ...safe ?? event.data, [name]: next };
  }
  return safe === undefined ? event : { ...event, data: safe } as EarshotEvent;
}

/** Fields that no type names, free text, and types that we do not know: anything may stand in them. */
function withoutNumbers(event: EarshotEvent): EarshotEvent {
  if (event.type !== 'other' && Object.keys(event.data).every((name) => KEPT.has(name))) return event;
  const data = Object.fromEntries(Object.entries(event.data).map(([name, value]) => (
    event.type !== 'other' && KEPT.has(name) ? [name, value] : TYPED.test(name) ? [name, withoutAnyDigit(value)] : Object.entries(masked({ [name]: value }) as object)[0] ?? [name, null]
  )));
  return { ...event, data } as EarshotEvent;
}

function protectKnown(event: EarshotEvent, pseudonyms: Pseudonyms): EarshotEvent {
  switch (event.type) {
    case 'contact.started': {
      const { from, to, customer, formerly: _, ...rest } = event.data;
      const called = rest.direction === 'outbound' || rest.direction === 'callback';
      const caller = from === undefined || called ? undefined : pseudonyms.customerOf(from);
      const callee = to === undefined || !called ? to : pseudonyms.customerOf(to);
      const person = customer === undefined ? undefined : idOf(customer, pseudonyms);
      const number = called ? to : from;
      const former = number === undefined ? undefined : pseudonyms.formerOf?.(number);
      const data = {
        ...rest, ...(caller === undefined ? {} : { from: caller }), ...(callee === undefined ? {} : { to: callee }),
        ...(person === undefined ? {} : { customer: person }), ...(former === undefined ? {} : { formerly: former }),
      };
      return { ...event, data };
    }
    case 'customer.identified':
    case 'feedback.received': {
      const { customer } = event.data;
      if (customer === undefined || !isNumberToCall(customer)) return event;
      const person = pseudonyms.customerOf(customer);
      // A withheld number names nobody; those who withhold theirs must not become one customer.
      if (person === undefined) return { ...event, type: 'other', sentType: event.type, data: {} };
      return { ...event, data: { ...event.data, customer: person } } as EarshotEvent;
    }
    case 'transfer.started':
    case 'transfer.completed':
    case 'transfer.failed': {
      const { toNumber, from, ...rest } = event.data;
      const data = {
        ...rest, ...(toNumber === undefined ? {} : { toNumber: isOurs(toNumber) ? toNumber : 'outside' }),
        ...(from === undefined || isNumberToCall(from) ? {} : { from }),
      };
      return { ...event, data };
    }
    case 'queue.left': {
      const { key, ...data } = event.data;
      return key === undefined || MENU_KEY.test(key) ? event : { ...event, data };
    }
    case 'outbound.dialed': {
      const { to, ...rest } = event.data;
      const callee = to === undefined ? undefined : pseudonyms.customerOf(to);
      return { ...event, data: { ...rest, ...(callee === undefined ? {} : { to: callee }) } };
    }
    case 'callback.requested': {
      const { number, ...rest } = event.data;
      const key = number === undefined ? undefined : pseudonyms.customerOf(number);
      return { ...event, data: { ...rest, ...(key === undefined ? {} : { number: key }) } };
    }
    case 'callback.offered':
    case 'callback.claimed':
    case 'callback.released':
    case 'callback.attempted':
    case 'callback.reached':
    case 'callback.cancelled': {
      const { number: _, ...data } = event.data;
      return { ...event, data } as EarshotEvent;
    }
    case 'ivr.input': {
      const { key, slot, ...rest } = onlyInput(event.data);
      const named = slot === undefined ? {} : { slot: withoutDigits(slot) };
      if (key === undefined) return { ...event, data: { ...rest, ...named } };
      if (rest.kind === 'key' && MENU_KEY.test(key)) return { ...event, data: { ...rest, ...named, key } };
      return { ...event, data: { ...rest, ...named, kind: rest.kind === 'key' ? 'slot' : rest.kind, length: rest.length ?? key.length } };
    }
    default:
      return event;
  }
}

/** A field of the sender's own would carry what was typed: `digits`, `value`, `speech`. */
function onlyInput<Data extends object>(data: Data): Data {
  return Object.fromEntries(Object.entries(data).filter(([name]) => INPUT.has(name))) as Data;
}

/** A slot is named by whoever made the menu; one that is full of digits was named by who typed them. */
function withoutDigits(slot: string): string {
  return slot.replaceAll(/\D/g, '').length < 7 ? slot : slot.replaceAll(/\d/g, '#');
}

function withoutAnyDigit(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'number') return String(value).replaceAll(/\d/g, '#');
  return masked(typeof value === 'object' && value !== null ? JSON.parse(JSON.stringify(value).replaceAll(/\d/g, '#')) : value);
}

/** A platform's own id; a number where an id was asked for is hashed as the caller's own would be, so that both are one person. */
function idOf(customer: string, pseudonyms: Pseudonyms): string | undefined {
  return isNumberToCall(customer) ? pseudonyms.customerOf(customer) : customer;
}

function isOurs(number: string): boolean {
  return number.replaceAll(/\D/g, '').length <= LONGEST_EXTENSION;
}

import type { EarshotEvent } from './event.js';
import { isNumberKey } from './number-key.js';
import { compareEvents } from './order.js';

/** Fresh names for what may not be known by its own any more: the same for the same, and nothing to be read from them. */
export interface FreshNames {
  contact(id: string): string;
  /** Of an event, a leg, a visit: told apart within its source. */
  thing(id: string): string;
}

/** How every fresh name begins: whoever bears one is nobody to call, to ask or to greet. */
export const FRESH = 'erased-';

export function isErasedName(id: string): boolean {
  return id.startsWith(FRESH);
}

/** Fields that hold measures, codes and names of our own things; all others may hold a person's words, numbers or names. */
const KEPT = new Set([
  'channel', 'direction', 'relation', 'reason', 'offer', 'node', 'menu', 'level', 'options', 'flow', 'flowVersion', 'human', 'purpose', 'kind', 'key', 'slot', 'length', 'name', 'result',
  'queue', 'queues', 'position', 'priority', 'resumed', 'originalEnteredAt', 'toQueue', 'toAgent', 'toMenu', 'toNumber', 'waitMs', 'seconds', 'score', 'of', 'agent', 'role', 'mode', 'by', 'resolved',
  'due', 'programme', 'question', 'reasons', 'state', 'capacity', 'load', 'team', 'rule', 'mark', 'cause', 'disposition',
]);
/** Names of parts and things, by which events are put together. */
const NAMED = new Set(['leg', 'visit', 'segment', 'party', 'prompt', 'promise', 'callback', 'survey']);
/** An answer out of a list, or a number of points: "no", "policy", 9. */
const CODE = /^(?:\d{1,2}|[a-z][a-z-]{0,23})$/;

/** What stays of an event of an erased customer's contact: what happened, where and when, and nobody to whom it happened. */
export function skeletonOf(event: EarshotEvent, names: FreshNames): EarshotEvent {
  const { id, source, type, time, sequence } = event;
  const skeleton = {
    id: names.thing(`${source} ${id}`), source, type, time, subject: names.contact(event.subject), ...(sequence === undefined ? {} : { sequence }),
    ...(event.type === 'other' ? { sentType: event.sentType, data: {} } : { data: Object.fromEntries(Object.entries(event.data).flatMap(([name, value]) => kept(event, name, value, names))) }),
  };
  // Who they are is all that these say.
  return (type === 'customer.identified' ? { ...skeleton, type: 'other', sentType: type, data: {} } : skeleton) as EarshotEvent;
}

function kept(event: EarshotEvent, name: string, value: unknown, names: FreshNames): [string, unknown][] {
  if (KEPT.has(name)) return [[name, value]];
  if (NAMED.has(name) && typeof value === 'string') return [[name, value.includes(event.subject) ? value.replaceAll(event.subject, names.contact(event.subject)) : names.thing(`${event.source} ${value}`)]];
  if (name === 'contact' && typeof value === 'string') return [[name, names.contact(value)]];
  if (name === 'value' && CODE.test(String(value))) return [[name, value]];
  if (name === 'answers' && typeof value === 'object' && value !== null) return [[name, Object.fromEntries(Object.entries(value).filter(([, said]) => CODE.test(String(said))))]];
  // The number that was called is ours; who passed a contact on is an agent.
  if (name === 'to' && event.type === 'contact.started' && event.data.direction !== 'outbound' && event.data.direction !== 'callback') return [[name, value]];
  if (name === 'from' && event.type.startsWith('transfer.')) return [[name, value]];
  return [];
}

/** The events of a contact under their fresh names, in their order, with those that stand under them already. */
export function skeletonsOf(events: readonly EarshotEvent[], standing: readonly EarshotEvent[], names: FreshNames): EarshotEvent[] {
  const all = new Map(standing.map((event) => [`${event.source} ${event.id}`, event]));
  for (const event of events) {
    const skeleton = skeletonOf(event, names);
    all.set(`${skeleton.source} ${skeleton.id}`, skeleton);
  }
  return [...all.values()].toSorted(compareEvents);
}

/** The event without a customer whom it names and who was erased; the same event where it names none of them. */
export function withoutCustomer(event: EarshotEvent, isErased: (customer: string, at: number) => boolean): EarshotEvent {
  const isTheirs = (value: unknown): value is string => typeof value === 'string' && isErased(value, event.time);
  // The number of before is told beside the number: both are theirs, or neither.
  const isFormer = isTheirs((event.data as { readonly formerly?: unknown }).formerly);
  const named = (Object.entries(event.data) as [string, unknown][]).filter(([name, value]) => WHO.has(name) && (isTheirs(value) || (isFormer && isNumberKey(String(value))))).map(([name]) => name);
  if (named.length === 0) return event;
  const data = Object.fromEntries(Object.entries(event.data).filter(([name]) => !named.includes(name)));
  return (event.type === 'customer.identified' ? { ...event, type: 'other', sentType: event.type, data: {} } : { ...event, data }) as EarshotEvent;
}

/** Where events name who it is. */
const WHO = new Set(['customer', 'from', 'to', 'number', 'formerly']);

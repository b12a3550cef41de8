import { marks } from '../domain/mark.js';
import { z } from 'zod';
import type { EventType } from '../domain/event.js';
import { DAY, SECOND } from '../domain/time.js';
import { oneOf, plainCheckOf, plainly, some, textOf } from './plain-data.js';

/** Longer waits are mistakes, and their sums would not be whole numbers any more. */
const LONGEST = 366 * DAY;

const name = textOf(1, 256);
const text = textOf(0, 1_024);
const short = textOf(0, 8);
/** RFC 3339, or milliseconds since 1970; of any year that someone means, because waits and readings are computed from it. */
const instant = z.union([z.int().min(0).max(Date.UTC(2100)), z.iso.datetime({ offset: true }).transform((moment) => Date.parse(moment))]);
const wholeUpTo = (most: number) => plainly(z.int().nonnegative().max(most), (given) => Number.isInteger(given) && (given as number) >= 0 && (given as number) <= most);
const whole = plainly(z.int(), Number.isSafeInteger);
const millis = wholeUpTo(LONGEST);
const held = { agent: some(name) };
const transfer = { kind: some(oneOf(['blind', 'consult'])), toQueue: some(name), toAgent: some(name), toNumber: some(text), toMenu: some(name), from: some(text) };
const callback = { callback: some(name), due: some(instant), agent: some(name), number: some(text) };
const callResult = oneOf(['answered', 'busy', 'no-answer', 'machine']);
const survey = { survey: some(name), programme: some(name), channel: some(name), question: some(text), value: some(z.union([text, z.number()])) };
const prompt = { prompt: some(name), agent: some(name) };
const span = { from: some(instant), to: some(instant) };
const role = oneOf(['agent', 'supervisor', 'consulted', 'external']);
const direction = oneOf(['inbound', 'outbound', 'callback', 'internal']);
const option = z.object({ key: name, label: some(text), node: some(name) });
const state = oneOf(['available', 'ringing', 'on-contact', 'outbound', 'wrap-up', 'not-responding', 'away', 'offline']);
const offerEnd = oneOf(['answered', 'timeout', 'rejected', 'busy', 'unreachable', 'cancelled', 'elsewhere']);
const queueLeft = oneOf([
  'answered', 'abandoned', 'timeout', 'empty', 'full', 'unavailable', 'closed', 'exit-key', 'voicemail', 'callback', 'overflow', 'transferred', 'withdrawn',
]);

/** What each type's `data` must hold; other fields are kept. */
const shapes = {
  'contact.started': { channel: some(name), direction: some(direction), from: some(text), to: some(text), customer: some(name), previousContact: some(name) },
  'contact.linked': { contact: name, relation: oneOf(['consult', 'callback', 'transfer', 'conference']) },
  'customer.identified': { customer: name },
  'contact.reason': { reason: name, offer: some(name) },
  'ivr.node.entered': {
    node: name, menu: some(name), level: some(whole), options: some(z.array(option).max(100)), flow: some(name), flowVersion: some(name),
    human: some(short), purpose: some(oneOf(['route', 'in-queue', 'survey'])),
  },
  'ivr.input': { node: some(name), kind: oneOf(['key', 'slot', 'speech']), key: some(textOf(0, 64)), slot: some(name), length: some(wholeUpTo(Number.MAX_SAFE_INTEGER)) },
  'ivr.no-input': { node: some(name) },
  'ivr.no-match': { node: some(name) },
  'ivr.node.left': { node: some(name) },
  'ivr.outcome': { name, result: oneOf(['success', 'failure', 'closed']) },
  'queue.entered': { queue: name, position: some(whole), priority: some(z.number()), resumed: some(plainly(z.boolean(), (given) => typeof given === 'boolean')), originalEnteredAt: some(instant) },
  'queue.left': { queue: some(name), reason: queueLeft, toQueue: some(name), key: some(short), waitMs: some(millis) },
  'estimate.announced': { seconds: z.number().nonnegative() },
  'agent.offered': { agent: name, queue: some(name), queues: some(z.array(name).max(100)) },
  'agent.offer.ended': { agent: name, reason: offerEnd },
  'agent.connected': { agent: name, queue: some(name), purpose: some(name) },
  'hold.started': held,
  'hold.ended': held,
  'park.started': held,
  'park.ended': held,
  'transfer.started': transfer,
  'transfer.completed': transfer,
  'transfer.failed': transfer,
  'party.joined': { role, mode: some(oneOf(['talk', 'listen', 'whisper', 'barge'])) },
  'party.left': { role },
  'agent.left': { agent: name, by: some(oneOf(['agent', 'customer', 'transfer', 'system'])) },
  'wrapup.started': { agent: some(name) },
  'wrapup.ended': { agent: some(name), disposition: some(text), reason: some(name), resolved: some(oneOf(['yes', 'partly', 'no'])) },
  'closing.asked': { agent: some(name) },
  'speech.silence': { seconds: z.number().nonnegative().max(LONGEST / SECOND), agent: some(name) },
  'speech.sentiment': { score: z.number().min(-1).max(1), of: some(oneOf(['customer', 'agent'])), agent: some(name) },
  'voicemail.left': { queue: some(name), seconds: some(z.number()) },
  'outbound.dialed': { to: some(text) },
  'outbound.result': { result: callResult },
  'message.received': {},
  'message.sent': {},
  'prompt.shown': { ...prompt, reason: some(name), reasons: some(z.array(name)) },
  'prompt.answered': { ...prompt, answers: some(z.record(name, text)), by: some(name) },
  'prompt.expired': prompt,
  'promise.made': { promise: some(name), what: some(text), due: some(instant), agent: some(name) },
  'flag.marked': { rule: name, mark: oneOf(marks), by: name, did: some(name) },
  'promise.fulfilled': { promise: some(name), agent: some(name) },
  'callback.offered': callback,
  'callback.requested': callback,
  'callback.claimed': callback,
  'callback.released': { ...callback, reason: some(name) },
  'callback.attempted': { ...callback, result: some(callResult) },
  'callback.reached': callback,
  'callback.cancelled': callback,
  'survey.sent': survey,
  'survey.delivered': survey,
  'survey.answered': survey,
  'survey.expired': survey,
  'survey.stopped': survey,
  'feedback.received': { channel: some(name), topic: some(name), customer: some(name) },
  'contact.ended': { by: some(oneOf(['customer', 'agent', 'system', 'inferred'])), cause: some(text) },
  'agent.state': { state, reason: some(text), queue: some(name), channel: some(name), capacity: some(z.number()), load: some(z.number()) },
  'agent.signed-in': { queues: some(z.array(name).max(500)), team: some(name) },
  'agent.signed-out': { queues: some(z.array(name).max(500)) },
  'hours.changed': span,
  'source.heartbeat': span,
  'source.gap': span,
} satisfies Record<EventType, z.ZodRawShape>;

/** Any contact event may say which part of the contact it is about. */
const parts = { leg: some(name), visit: some(name), segment: some(name), party: some(name) };

export const dataSchemas: Readonly<Record<EventType, z.ZodType<Record<string, unknown>>>> = Object.fromEntries(
  Object.entries(shapes).map(([type, shape]) => [type, z.looseObject({ ...parts, ...(shape as z.ZodRawShape) })]),
) as unknown as Record<EventType, z.ZodType<Record<string, unknown>>>;

/** Whether data is so plain that its type's schema would take it as it is. */
export const isPlainData: Readonly<Record<EventType, (data: Readonly<Record<string, unknown>>) => boolean>> = Object.fromEntries(
  Object.entries(shapes).map(([type, shape]) => [type, plainCheckOf({ ...parts, ...(shape as z.ZodRawShape) })]),
) as unknown as typeof isPlainData;

/** The fields that a type's `data` may have by name, each with whether it must be there. */
export function fieldsOfType(type: EventType): Readonly<Record<string, 'needed' | 'possible'>> {
  const all: z.ZodRawShape = { ...shapes[type], ...parts };
  return Object.fromEntries(Object.entries(all).map(([field, schema]) => [field, z.safeParse(schema, undefined).success ? 'possible' : 'needed']));
}

export function isKnownType(type: string): type is EventType {
  return Object.hasOwn(dataSchemas, type);
}

import type { Direction } from '../../domain/event.js';
import type { Fields } from '../../ports/signed-post.js';
import { sid, text } from './fields.js';

/** A TaskRouter task as one of its events shows it. */
export interface Task {
  readonly sid: string;
  /** The contact that it is part of: the caller's call, else the task itself (chat, e-mail, outbound). */
  readonly contact: string;
  readonly isCall: boolean;
  readonly channel: string;
  readonly direction: Direction;
  readonly from?: string;
  readonly to?: string;
  /** The customer's id in the center's own systems. */
  readonly customer?: string;
  readonly outcome?: string;
  /** It is to call someone back: the call in which they asked for it, where that is known. */
  readonly answers?: { readonly call?: string };
}

type Attributes = Readonly<Record<string, unknown>>;

/** Undefined where an event is about no task. TaskAttributes is JSON in a string; what cannot be read is taken for none. */
export function taskOf(fields: Fields): Task | undefined {
  const task = sid(fields, 'TaskSid');
  if (task === undefined) return undefined;
  const attributes = objectIn(fields['TaskAttributes']);
  const call = textIn(attributes, 'call_sid');
  const outbound = textIn(attributes, 'direction')?.startsWith('outbound') === true;
  const asked = call !== undefined && /^CA[A-Za-z0-9]{2,62}$/.test(call) ? call : undefined;
  const isCallBack = /^call-?back$/i.test(textIn(attributes, 'taskType') ?? textIn(attributes, 'type') ?? '');
  // A call-back is a contact of its own: the call that it answers is over.
  const isCall = asked !== undefined && !isCallBack;
  const theirs = isCallBack ? textIn(objectAt(attributes, 'callBackData'), 'numberToCall') ?? textIn(attributes, 'callbackNumber') : undefined;
  const from = outbound ? undefined : textIn(attributes, 'from') ?? textIn(attributes, 'caller') ?? textIn(attributes, 'customerAddress');
  const to = (outbound ? textIn(attributes, 'outbound_to') : undefined) ?? textIn(attributes, 'to') ?? textIn(attributes, 'called');
  const customer = textIn(objectAt(attributes, 'customers'), 'external_id');
  const outcome = textIn(objectAt(attributes, 'conversations'), 'outcome');
  const about = { sid: task, channel: channelOf(fields, isCall), ...(customer === undefined ? {} : { customer }), ...(outcome === undefined ? {} : { outcome }) };
  if (isCallBack) {
    const number = theirs ?? from ?? to;
    return { ...about, contact: task, isCall, direction: 'callback', ...(number === undefined ? {} : { to: number }), answers: asked === undefined ? {} : { call: asked } };
  }
  return {
    ...about, contact: isCall ? asked : task, isCall, direction: outbound ? 'outbound' : 'inbound',
    ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }),
  };
}

/** One stay in one queue: a task that comes back to a queue it was in is taken for the same stay. */
export function stayIn(fields: Fields, task: Task): { readonly queue: string; readonly visit: string } | undefined {
  const queue = text(fields, 'TaskQueueName') ?? sid(fields, 'TaskQueueSid');
  return queue === undefined ? undefined : { queue, visit: `${task.sid}:${sid(fields, 'TaskQueueSid') ?? queue}` };
}

/** A worker's unique name, as Flex shows it. */
export function workerOf(fields: Fields): string | undefined {
  return text(fields, 'WorkerName') ?? sid(fields, 'WorkerSid');
}

function channelOf(fields: Fields, isCall: boolean): string {
  const name = text(fields, 'TaskChannelUniqueName') ?? 'default';
  return name === 'default' || isCall ? 'voice' : name;
}

function objectIn(json: string | undefined): Attributes {
  try {
    return asObject(JSON.parse(json ?? '{}'));
  } catch {
    return {};
  }
}

function objectAt(attributes: Attributes, name: string): Attributes {
  return asObject(attributes[name]);
}

function asObject(value: unknown): Attributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Attributes : {};
}

function textIn(attributes: Attributes, name: string): string | undefined {
  const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  return typeof value === 'string' && value !== '' ? value.slice(0, 256) : undefined;
}

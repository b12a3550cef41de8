import type { EarshotEvent } from '../../domain/event.js';
import type { Contact } from '../../domain/contact.js';
import { foldContact } from '../../domain/fold/fold.js';
import { keep, type Kept } from '../../domain/kept.js';
import type { Fields } from '../../ports/signed-post.js';
import { translateTwilio, type TwilioPost, type TwilioTranslation } from './translate.js';
import { nothingKnown, type TwilioState } from './twilio-state.js';

/** For specs: posts as Twilio sends them, and what becomes of them. */
export const BEGIN = Date.parse('2026-11-02T10:00:00Z');
export const CALL = 'CA0000000000000000000000000000001';
export const CALLER = '+12025550123';
export const LINE = '+12025550100';

const at = (second: number): number => BEGIN + Math.round(second * 1_000);
const standard = { AccountSid: 'AC0000000000000000000000000000001', CallSid: CALL, From: CALLER, To: LINE, Direction: 'inbound', ApiVersion: '2010-04-01' };

/** A request for TwiML, or the `action` of a verb; it carries no time of its own. */
export function webhook(second: number, fields: Fields = {}, hints: Fields = {}): TwilioPost {
  return { is: 'call', fields: { ...standard, CallStatus: 'in-progress', ...fields }, hints, at: at(second), id: `t${second}` };
}

/** A status callback, which knows whole seconds. */
export function status(second: number, CallStatus: string, fields: Fields = {}, hints: Fields = {}): TwilioPost {
  const Timestamp = new Date(at(Math.floor(second))).toUTCString().replace('GMT', '+0000');
  return { is: 'call', fields: { ...standard, CallStatus, Timestamp, CallbackSource: 'call-progress-events', SequenceNumber: '0', ...fields }, hints, at: at(second + 0.4), id: `s${second}` };
}

let events = 0;
export const task = { TaskSid: 'WT01', TaskAttributes: JSON.stringify({ call_sid: CALL, from: CALLER, to: LINE }), TaskQueueSid: 'WQ01', TaskQueueName: 'support', TaskChannelUniqueName: 'voice', TaskPriority: '0', WorkflowSid: 'WW01' };
export const alice = { ...task, WorkerSid: 'WK01', WorkerName: 'alice', ReservationSid: 'WR01' };
export const bob = { ...task, WorkerSid: 'WK02', WorkerName: 'bob', ReservationSid: 'WR02' };

/** A workspace's event callback. */
export function taskRouter(second: number, EventType: string, fields: Fields = task): TwilioPost {
  events += 1;
  return { is: 'task-router', fields: { Sid: `EV${String(events).padStart(4, '0')}`, EventType, Timestamp: String(Math.floor(at(second) / 1_000)), TimestampMs: String(at(second)), ...fields }, at: at(second + 0.2) };
}

/** Events of the stream as its samples are printed, with a date where a content type should be. */
export function stream(second: number, ...given: readonly (readonly [type: string, data: object])[]): TwilioPost {
  return { is: 'stream', at: at(second), body: JSON.stringify(given.map(([type, data], place) => streamEvent(second, type, data, place))) };
}

function streamEvent(second: number, type: string, data: object, place: number): object {
  return { specversion: '1.0', type, source: 'AB00000000000000000000000001', id: `NO${second * 1_000}${place}`, dataschema: 'https://events-schemas.twilio.com/Any/2', datacontenttype: '2025-10-08T07:17:02.363Z', time: new Date(at(second)).toISOString(), data };
}

export function tell(posts: readonly TwilioPost[], from: TwilioState = nothingKnown): { readonly events: readonly EarshotEvent[]; readonly last: TwilioTranslation } {
  let last: TwilioTranslation = { state: from, events: [], refused: [], early: [], ignored: [] };
  const all: EarshotEvent[] = [];
  for (const post of posts) {
    last = translateTwilio(last.state, post);
    all.push(...last.events);
  }
  return { events: all, last };
}

/** What the posts tell: seconds, types and data, without the beginning's details. */
export function outline(posts: readonly TwilioPost[], ...types: readonly string[]): unknown[] {
  const { events: told } = tell(posts);
  return told.filter(({ type }) => types.length === 0 || types.some((prefix) => type.startsWith(prefix))).map((event) => [(event.time - BEGIN) / 1_000, event.type, event.data]);
}

/** The contact that they make. */
export function contactOf(posts: readonly TwilioPost[], id = CALL): Contact {
  const kept: Kept = { events: [], truncated: false };
  for (const event of tell(posts).events) if (event.subject === id) keep(kept, event);
  return foldContact(kept.events);
}

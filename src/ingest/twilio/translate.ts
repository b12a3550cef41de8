import type { EarshotEvent } from '../../domain/event.js';
import type { Instant } from '../../domain/time.js';
import type { Refusal, Translation } from '../../ports/adapter.js';
import type { Fields } from '../../ports/signed-post.js';
import { eventsOf } from '../fact.js';
import { callTold } from './call-report.js';
import { readStream, readStreamed } from './event-stream.js';
import { streamedTold, type TellCall } from './streamed.js';
import { taskRouterTold } from './task-router.js';
import type { Told } from './told.js';
import { stayOf, type TwilioState } from './twilio-state.js';

/** The source's name, on the board and in the log. */
export const SOURCE = 'twilio';

/** One post of Twilio's, proven. `at`: when it came in. */
export type TwilioPost =
  /** `hints`: the query of our address. `id`: Twilio's token for this request, or what else tells it from the next. */
  | { readonly is: 'call'; readonly fields: Fields; readonly hints: Fields; readonly id: string; readonly at: Instant }
  | { readonly is: 'task-router'; readonly fields: Fields; readonly at: Instant }
  | { readonly is: 'stream'; readonly body: string; readonly at: Instant };

export interface TwilioTranslation extends Translation<TwilioState> {
  /** What belongs to something unheard of so far: Twilio is asked to send it again. */
  readonly early: readonly Refusal[];
  /** Names of what we have no use for. */
  readonly ignored: readonly string[];
}

/** Twilio's posts → our events. Pure; never throws, whatever the post holds. */
export function translateTwilio(state: TwilioState, post: TwilioPost): TwilioTranslation {
  if (post.is === 'stream') return ofStream(state, post.body, post.at);
  const { state: next, told } = post.is === 'call' ? tellCall(state, post) : { state, told: taskRouterTold(post.fields, post.at) };
  return sum(next, [told], post.is === 'call' && post.fields['Timestamp'] === undefined);
}

const tellCall: TellCall = (state, report) => {
  const { fields, hints, at, id } = report;
  if (fields['QueuePosition'] === undefined || Number(fields['QueueTime'] ?? 0) > 0) return { state, told: callTold({ ...report, stay: id }) };
  const key = `${fields['CallSid'] ?? ''} ${hints['queue'] ?? fields['QueueSid'] ?? ''}`.slice(0, 400);
  const entered = stayOf(state, key, { id, at });
  return { state: entered.state, told: callTold({ ...report, stay: entered.stay }) };
};

function ofStream(state: TwilioState, body: string, receivedAt: Instant): TwilioTranslation {
  const stream = readStream(body);
  if (!stream.ok) return sum(state, [{ is: 'refused', reason: stream.reason }]);
  let next = state;
  // What begins something goes first: a batch need not be in order.
  const told = new Map<number, Told>();
  const places = stream.value.map((given, place) => ({ place, read: readStreamed(given) })).toSorted((a, b) => Number(isStart(b.read)) - Number(isStart(a.read)));
  for (const { place, read } of places) {
    const step = read.ok ? streamedTold(next, read.value, receivedAt, tellCall) : { state: next, told: { is: 'refused', reason: read.reason } as const };
    next = step.state;
    told.set(place, step.told);
  }
  return sum(next, stream.value.flatMap((_, place) => told.get(place) ?? []));
}

function isStart(read: ReturnType<typeof readStreamed>): boolean {
  return read.ok && read.value.type === 'com.twilio.studio.flow.execution.started';
}

/** `undated`: the posts carry no time, and one that comes again is the one that came first. */
function sum(state: TwilioState, all: readonly Told[], undated = false): TwilioTranslation {
  const events: EarshotEvent[] = [];
  const refused: Refusal[] = [];
  const early: Refusal[] = [];
  const ignored: string[] = [];
  for (const [index, told] of all.entries()) {
    if (told.is === 'facts') events.push(...eventsOf(told.facts, { source: SOURCE, subject: told.subject, time: told.time, sequence: (told.sequence ?? 0) * 10, undated }));
    else if (told.is === 'ignored') ignored.push(told.name.slice(0, 100));
    else (told.is === 'early' ? early : refused).push({ index, reason: `${told.reason}.` });
  }
  return { state, events, refused, early, ignored };
}

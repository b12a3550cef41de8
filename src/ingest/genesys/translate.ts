import type { EarshotEvent } from '../../domain/event.js';
import { ok } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { Instant } from '../../domain/time.js';
import type { Refusal, Translate } from '../../ports/adapter.js';
import { eventsOf } from '../fact.js';
import type { Fact } from '../fact.js';
import { own } from '../own.js';
import { activityIn, factsOfActivity } from './activity.js';
import type { Activity } from './activity.js';
import { requested } from './callbacks.js';
import { conversationEvents } from './conversation-events.js';
import { contactOf, heard, holding, unheardOf } from './conversation.js';
import type { Conversation } from './conversation.js';
import { noticeIn } from './notice.js';
import { copyOf } from './state.js';
import type { GenesysState } from './state.js';
import { factsTogether, nothing, withWay } from './together.js';
import type { Together } from './together.js';
import { toldIn } from './told.js';
import type { Told } from './told.js';

/** One message read, and what it stands for in the order of a post. */
interface Read {
  readonly at: Instant;
  readonly tell: (state: GenesysState) => readonly EarshotEvent[];
}

/** What Genesys Cloud posts → our events. Messages of one post are read in the order of their times. */
export const translateGenesys: Translate<GenesysState, readonly unknown[]> = (before, documents) => {
  const state = copyOf(before);
  const refusals: Refusal[] = [];
  const unused: string[] = [];
  const all: (Read & { readonly index: number })[] = [];
  for (const [index, document] of documents.entries()) {
    const read = readIn(document);
    if (!read.ok) refusals.push({ index, reason: read.reason });
    else if ('unused' in read.value) unused.push(read.value.unused);
    else all.push({ ...read.value, index });
  }
  const events = all.toSorted((a, b) => a.at - b.at || a.index - b.index).flatMap(({ tell }) => tell(state));
  return { state, events, refused: refusals, unused };
};

/** What agents and customers share beside their call or chat. */
const BESIDE = new Set(['COBROWSE', 'SCREENSHARE']);

function readIn(document: unknown): Result<Read | { readonly unused: string }> {
  const notice = noticeIn(document);
  if (!notice.ok) return notice;
  if (notice.value.kind === 'activity') {
    const activity = activityIn(notice.value);
    return activity.ok ? ok({ at: activity.value.at, tell: (state) => tellActivity(state, activity.value) }) : activity;
  }
  if (own(conversationEvents, notice.value.kind) === undefined) return ok({ unused: notice.value.kind });
  const told = toldIn(notice.value);
  if (told.ok && BESIDE.has(told.value.media)) return ok({ unused: `${notice.value.kind} of ${told.value.media}` });
  return told.ok ? ok({ at: told.value.at, tell: (state) => tellTold(state, told.value) }) : told;
}

function tellActivity(state: GenesysState, activity: Activity): EarshotEvent[] {
  const facts = factsOfActivity(activity, state.queues.get(activity.agent) ?? []);
  if (activity.queues !== undefined) state.queues.set(activity.agent, activity.queues);
  return stamped(state, facts, activity.at, activity.agent);
}

function tellTold(state: GenesysState, told: Told): EarshotEvent[] {
  const before = state.conversations.get(told.conversation) ?? unheardOf;
  const after = heard(before, told);
  // Two agents who talk with each other are no contact, and one may yet turn out to be: kept until it does.
  if (!after.isKnown) return state.conversations.set(told.conversation, holding(after, told)), [];
  state.conversations.set(told.conversation, { ...after, held: [] });
  return [...after.held.flatMap((earlier) => tellKnown(state, before, after, earlier)), ...tellKnown(state, before, after, told)];
}

function tellKnown(state: GenesysState, before: Conversation, after: Conversation, told: Told): EarshotEvent[] {
  const contact = contactOf(after, told);
  const asked = requested(before, after, told.conversation);
  const callers = asked.length === 0 ? [] : changed(state, told.conversation, (together) => withWay(together, { at: after.asked?.at ?? told.at, reason: 'callback' }));
  const read = own(conversationEvents, told.kind);
  if (read === undefined) return [];
  const facts: Fact[] = [];
  const joined = changed(state, contact, (together) => {
    const said = read(told, together, after);
    facts.push(...said.facts);
    return said.together;
  });
  return [...stamped(state, [...asked, ...callers], told.at, told.conversation), ...stamped(state, [...facts, ...joined], told.at, contact)];
}

/** What is known together once this is added. */
function changed(state: GenesysState, contact: string, add: (together: Together) => Together): Fact[] {
  const before = state.contacts.get(contact) ?? nothing;
  const after = add(before);
  state.contacts.set(contact, after);
  return factsTogether(contact, before, after);
}

/** What happens at one instant, the order of a call parts; only the better founded of two answers has a place of its own. */
function stamped({ source }: GenesysState, facts: readonly Fact[], time: Instant, subject: string): EarshotEvent[] {
  return facts.flatMap((each) => eventsOf([each], { source, subject, time, sequence: 0 })).map((event) => {
    const { sequence, ...rest } = event;
    return sequence === undefined || sequence === 0 ? rest as EarshotEvent : event;
  });
}

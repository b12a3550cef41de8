import type { EarshotEvent } from '../../domain/event.js';
import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { Instant } from '../../domain/time.js';
import type { Refusal, Translate } from '../../ports/adapter.js';
import { eventsOf, fact, known } from '../fact.js';
import type { DataOf, Fact } from '../fact.js';
import { agentEventIn, factsOfAgentEvent } from './agent-events.js';
import { follow, rootOf } from './chains.js';
import { fieldsOf, listIn, objectIn, textIn } from './fields.js';
import type { Fields } from './fields.js';
import { blockIn, factsOfBlock } from './flow-logs.js';
import type { Block } from './flow-logs.js';
import { legOfEvent, legOfRecord } from './leg.js';
import type { Leg } from './leg.js';
import { factsOfLeg } from './leg-facts.js';
import { copyOf } from './state.js';
import type { ConnectState } from './state.js';

/** One document read, and what it stands for in the order of a post. */
interface Read {
  readonly index: number;
  readonly at: Instant;
  readonly tell: (state: ConnectState) => readonly EarshotEvent[];
}

/**
 * What one post of Connect's holds → our events: contact events, contact records, agent events and flow logs in any mixture,
 * each known by its fields. Read in the order of their times, because a flow's block begins where the one before ended.
 */
export const translateConnect: Translate<ConnectState, readonly unknown[]> = (before, documents) => {
  const state = copyOf(before);
  const refusals: Refusal[] = [];
  const unused: string[] = [];
  const all: Read[] = [];
  for (const [index, document] of documents.entries()) {
    for (const read of readersOf(fieldsOf(document), state.source)) {
      if (!read.ok) refusals.push({ index, reason: read.reason });
      else if ('unused' in read.value) unused.push(read.value.unused);
      else all.push({ ...read.value, index });
    }
  }
  const events = all.toSorted((a, b) => a.at - b.at || a.index - b.index).flatMap(({ tell }) => tell(state));
  return { state, events, refused: refusals, unused };
};

type Known = Omit<Read, 'index'>;
type Reading = Result<Known | { readonly unused: string }>;

function readersOf(fields: Fields, source: string): Reading[] {
  if (fields['detail'] !== undefined) return [ofContactEvent(fields)];
  if (textIn(fields, 'messagetype') !== undefined) return ofLogMessage(fields, source);
  if (fields['currentagentsnapshot'] !== undefined) return [ofAgentEvent(fields)];
  if (fields['contactflowmoduletype'] !== undefined || fields['contactflowid'] !== undefined) return [ofFlowLog(fields)];
  if (fields['contactid'] !== undefined && fields['initiationmethod'] !== undefined) return [mapped(legOfRecord(fields), knownLeg)];
  return [refused('It is none of contact event, contact record, agent event and flow log. Send only Amazon Connect\'s own streams to this address.')];
}

function ofContactEvent(envelope: Fields): Reading {
  const detail = objectIn(envelope, 'detail');
  const kind = textIn(envelope, 'detail-type') ?? '';
  if (kind !== 'Amazon Connect Contact Event' && detail['eventtype'] === undefined) return ok({ unused: kind === '' ? 'event without detail-type' : kind });
  const leg = legOfEvent(envelope, detail);
  // A supervisor who listens in is no contact.
  if (leg.ok && leg.value.method === 'MONITOR') return ok({ unused: 'MONITOR' });
  return mapped(leg, knownLeg);
}

function ofAgentEvent(fields: Fields): Reading {
  return mapped(agentEventIn(fields), (event): Known => ({
    at: event.at,
    tell: (state) => stamped(state, factsOfAgentEvent(event).map((each) => ({ ...each, subject: state.chains.roots.get(legIn(each)) ?? each.subject ?? event.agent })), event.at, event.agent, 0),
  }));
}

/** CloudWatch wraps a flow's lines; the lines are texts. */
function ofLogMessage(fields: Fields, source: string): Reading[] {
  if (textIn(fields, 'messagetype') !== 'DATA_MESSAGE') return [ok({ unused: 'CONTROL_MESSAGE' })];
  return listIn(fields, 'logevents').map((line): Reading => {
    const { message } = line;
    const parsed = typeof message === 'string' ? parse(message) : message;
    return parsed === undefined ? refused(`A line in the log that ${source} sent is no JSON. Subscribe to Connect's own log group only.`) : ofFlowLog(fieldsOf(parsed));
  });
}

function ofFlowLog(fields: Fields): Reading {
  return mapped(blockIn(fields), (block): Known => ({ at: block.at, tell: (state) => tellBlock(state, block) }));
}

function tellBlock(state: ConnectState, block: Block): EarshotEvent[] {
  const subject = state.chains.roots.get(block.contact) ?? block.contact;
  const { facts, next } = factsOfBlock(block, state.flows.get(block.contact));
  state.flows.set(block.contact, next);
  return stamped(state, facts, block.at, subject, 0);
}

function knownLeg(leg: Leg): Known {
  const at = leg.initiatedAt ?? leg.queuedAt ?? leg.agentAt ?? leg.endedAt ?? 0;
  return { at, tell: (state) => tellLeg(state, leg) };
}

function tellLeg(state: ConnectState, leg: Leg): EarshotEvent[] {
  const subject = rootOf(state.chains, leg);
  const end = follow(state.chains, leg, subject);
  const over = end === undefined ? [] : [fact('contact.ended', `${subject}:ended`, known<DataOf<'contact.ended'>>({ by: end.by, cause: end.cause }), { time: end.at })];
  return stamped(state, [...factsOfLeg(leg, subject), ...over], leg.endedAt ?? 0, subject, leg.version);
}

/** All that one message tells has one place in the order: what happens at once, the order of a call parts. */
function stamped({ source }: ConnectState, facts: readonly Fact[], time: Instant, subject: string, sequence: number): EarshotEvent[] {
  return eventsOf(facts, { source, subject, time, sequence }).map((event) => (sequence === 0 ? withoutSequence(event) : { ...event, sequence }));
}

function withoutSequence({ sequence: _, ...event }: EarshotEvent): EarshotEvent {
  return event as EarshotEvent;
}

function legIn({ data }: Fact): string {
  return (data as { readonly leg?: string }).leg ?? '';
}

function mapped<Value>(result: Result<Value>, then: (value: Value) => Known): Result<Known> {
  return result.ok ? ok(then(result.value)) : result;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import type { EarshotEvent } from '../../../src/domain/event.js';
import { compareEvents } from '../../../src/domain/order.js';
import type { Instant, Millis } from '../../../src/domain/time.js';

/** A call as the peers know it: plain objects that no one changes, a new one an event, as their users write them. */
export interface PlainCall {
  readonly id: string;
  readonly customer?: string | undefined;
  readonly startedAt: Instant;
  readonly endedAt?: Instant;
  readonly endedBy?: string | undefined;
  readonly resolved?: string | undefined;
  readonly nodes: readonly PlainNode[];
  readonly successes: readonly Instant[];
  readonly visits: readonly PlainVisit[];
  readonly parts: readonly PlainPart[];
}
export interface PlainNode { readonly node: string; readonly at: Instant; readonly keys: readonly string[]; readonly slotted: boolean; readonly reprompt: boolean; readonly afterAgent: boolean }
export interface PlainVisit { readonly id: string; readonly enteredAt: Instant; readonly leftAt?: Instant; readonly reason?: string }
export interface PlainPart { readonly id: string; readonly connectedAt: Instant; readonly leftAt?: Instant; readonly holds: readonly PlainHold[]; readonly transferred: boolean }
export interface PlainHold { readonly from: Instant; readonly to?: Instant }

/** What was told of a call so far, in its order. */
export interface Told {
  readonly events: readonly EarshotEvent[];
  readonly call: PlainCall;
}

/** Puts an event where it belongs: on top, or between others, and then the call is told again. */
export function tell(told: Told | undefined, event: EarshotEvent): Told {
  const events = told?.events ?? [];
  if (told?.events.some((each) => each.id === event.id && each.source === event.source)) return told;
  const last = events.at(-1);
  if (last === undefined || compareEvents(last, event) < 0) return { events: [...events, event], call: evolve(told?.call ?? begin(event), event) };
  const sorted = [...events, event].toSorted(compareEvents);
  return { events: sorted, call: sorted.reduce(evolve, begin(sorted[0] ?? event)) };
}

function begin(event: EarshotEvent): PlainCall {
  return { id: event.subject, startedAt: event.time, nodes: [], successes: [], visits: [], parts: [] };
}

function evolve(call: PlainCall, event: EarshotEvent): PlainCall {
  const { time } = event;
  switch (event.type) {
    case 'contact.started': return { ...call, customer: event.data.from };
    case 'ivr.node.entered': return enterNode(call, event.data.node, time);
    case 'ivr.input': {
      const { node, kind, key } = event.data;
      return { ...call, nodes: withLast(call.nodes, (each) => each.node === node, (each) => ({ ...each, reprompt: false, slotted: each.slotted || kind === 'slot', keys: key === undefined ? each.keys : [...each.keys, key] })) };
    }
    case 'ivr.no-input': return { ...call, nodes: withLast(call.nodes, (each) => each.node === event.data.node, (each) => ({ ...each, reprompt: true })) };
    case 'ivr.outcome': return event.data.result === 'success' ? { ...call, successes: [...call.successes, time] } : call;
    case 'queue.entered': return { ...call, visits: [...call.visits, { id: `${event.data.queue}#${call.visits.length + 1}`, enteredAt: time }] };
    case 'queue.left': return leaveQueue(call, event.data.reason, time);
    case 'agent.connected': return {
      ...leaveQueue(call, 'answered', time), parts: [...call.parts, { id: `${event.data.agent}#${call.parts.length + 1}`, connectedAt: time, holds: [], transferred: false }],
    };
    case 'hold.started': return withPart(call, (part) => ({ ...part, holds: [...part.holds, { from: time }] }));
    case 'hold.ended': return withPart(call, (part) => endHold(part, time));
    case 'transfer.completed': return withPart(call, (part) => ({ ...part, transferred: true }));
    case 'agent.left': return withPart(call, (part) => ({ ...endHold(part, time), leftAt: time, transferred: part.transferred || event.data.by === 'transfer' }));
    case 'contact.ended': {
      const left = leaveQueue(call, event.data.by === 'system' ? 'unavailable' : 'abandoned', time);
      return { ...withPart(left, (part) => ({ ...endHold(part, time), leftAt: time })), endedAt: time, endedBy: event.data.by };
    }
    case 'wrapup.ended': return { ...call, resolved: event.data.resolved ?? call.resolved };
    default: return call;
  }
}

function enterNode(call: PlainCall, node: string, at: Instant): PlainCall {
  const last = call.nodes.at(-1);
  if (last?.node === node && last.reprompt) return { ...call, nodes: withLast(call.nodes, () => true, (each) => ({ ...each, reprompt: false })) };
  return { ...call, nodes: [...call.nodes, { node, at, keys: [], slotted: false, reprompt: false, afterAgent: call.parts.length > 0 }] };
}

function leaveQueue(call: PlainCall, reason: string, at: Instant): PlainCall {
  return { ...call, visits: withLast(call.visits, (visit) => visit.leftAt === undefined, (visit) => ({ ...visit, leftAt: at, reason })) };
}

function withPart(call: PlainCall, change: (part: PlainPart) => PlainPart): PlainCall {
  return { ...call, parts: withLast(call.parts, (part) => part.leftAt === undefined, change) };
}

function endHold(part: PlainPart, at: Instant): PlainPart {
  return { ...part, holds: withLast(part.holds, (hold) => hold.to === undefined, (hold) => ({ ...hold, to: at })) };
}

function withLast<Item>(items: readonly Item[], isIt: (item: Item) => boolean, change: (item: Item) => Item): readonly Item[] {
  const place = items.findLastIndex(isIt);
  return place < 0 ? items : items.with(place, change(items[place] as Item));
}

export function heldMs(part: PlainPart, now: Instant): Millis {
  return part.holds.reduce((sum, hold) => sum + (hold.to ?? now) - hold.from, 0);
}

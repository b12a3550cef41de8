import { UNNAMED_AGENT } from '../../domain/agent.js';
import type { Direction, EarshotEvent, EndedBy, EventData, EventType, QueueLeftReason } from '../../domain/event.js';
import type { Instant } from '../../domain/time.js';
import type { Path } from './path.js';

/** One row, read: a contact from start to end. */
export interface Call {
  readonly id: string;
  readonly source: string;
  readonly line: number;
  readonly channel: string;
  readonly direction: Direction;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly customer: string | undefined;
  readonly reason: string | undefined;
  readonly node: string | undefined;
  readonly queue: string | undefined;
  readonly agent: string | undefined;
  readonly endedBy: EndedBy | undefined;
  readonly outcome: QueueLeftReason;
  readonly path: Path;
}

/**
 * The contact's events. Their ids are made of the contact's id and the type, never of the file or the line, so the same
 * rows in another file are the same events. Sequence is the line.
 */
export function eventsOf(call: Call): readonly EarshotEvent[] {
  const { path, queue } = call;
  const events: EarshotEvent[] = [];
  const happened = <Type extends EventType>(type: Type, time: Instant, data: Present<EventData[Type]>): void => {
    events.push({
      id: `${call.id}/${type}`, source: call.source, type, time, subject: call.id, sequence: call.line, data: present(data),
    } as unknown as EarshotEvent);
  };
  happened('contact.started', path.start, {
    channel: call.channel, direction: call.direction, from: call.from, to: call.to, customer: call.customer,
  });
  if (path.menu && call.node !== undefined) {
    happened('ivr.node.entered', path.menu.from, { node: call.node });
    happened('ivr.node.left', path.menu.to, { node: call.node });
  }
  if (call.reason !== undefined) happened('contact.reason', path.menu?.to ?? path.start, { reason: call.reason });
  if (path.queue && queue !== undefined) {
    happened('queue.entered', path.queue.from, { queue });
    happened('queue.left', path.queue.to, { queue, reason: call.outcome, waitMs: path.queue.to - path.queue.from });
  }
  if (path.agent) {
    const agent = call.agent ?? UNNAMED_AGENT;
    happened('agent.connected', path.agent.from, { agent, queue });
    if (path.agent.to !== undefined) happened('agent.left', path.agent.to, { agent, by: leftBy(call.endedBy) });
  }
  happened('contact.ended', path.end, { by: path.endInferred ? 'inferred' : call.endedBy ?? usuallyEndedBy(call.outcome) });
  return events;
}

/** Optional fields may be given as undefined: they are left out. */
type Present<Data> = { readonly [Key in keyof Data]: Data[Key] | undefined };

function present(data: object): object {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}

function leftBy(by: EndedBy | undefined): 'agent' | 'customer' | 'system' | undefined {
  return by === 'inferred' ? undefined : by;
}

/** Who ends a contact when the file does not say: an abandon is the caller's own doing, being turned away is the system's. */
function usuallyEndedBy(outcome: QueueLeftReason): EndedBy | undefined {
  switch (outcome) {
    case 'abandoned':
      return 'customer';
    case 'timeout':
    case 'empty':
    case 'full':
    case 'unavailable':
    case 'closed':
      return 'system';
    case 'answered':
    case 'exit-key':
    case 'voicemail':
    case 'callback':
    case 'overflow':
    case 'transferred':
    case 'withdrawn':
      return undefined;
  }
}

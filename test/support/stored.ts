import type { EarshotEvent } from '../../src/domain/event.js';
import type { Flag } from '../../src/domain/flag.js';
import type { ContactSummary } from '../../src/domain/journey.js';
import type { Instant } from '../../src/domain/time.js';
import type { ContactRow, ReadingDelta, SaveBatch, StoredAgentDay, StoredJourney } from '../../src/ports/state-store.js';

/** What a spec saves when it says no more about it. */
export function row(id: string, { summary, ...more }: Partial<Omit<ContactRow, 'summary'>> & { readonly summary?: Partial<ContactSummary> } = {}): ContactRow {
  const startedAt = summary?.startedAt ?? 1_000;
  return {
    id, asOf: 1, heardAt: 9_000, begunIn: 1, heardIn: 1, floorAt: 0, truncated: false, endInferred: false, flags: [], queues: [], agents: [],
    events: [started(id, startedAt)],
    ...more,
    summary: { id, channel: 'voice', direction: 'inbound', startedAt, reached: 'none', ...summary },
  };
}

export function journeyOf(customer: string, flags: readonly Flag[] = [], more: Partial<StoredJourney> = {}): StoredJourney {
  return { customer, asOf: 1, floorAt: 0, contacts: [row('of a journey').summary], flags, dropped: [], ...more };
}

export function dayOf(agent: string, day: string, from: Instant, to: Instant): StoredAgentDay {
  return { agent, day, from, to, asOf: 1, carried: { state: 'available', since: from }, events: [] };
}

export function flag(contact: string, rule: string, more: Partial<Flag> = {}): Flag {
  return {
    contact, rule, version: 1, class: 'note', subject: 'it', since: 1_000, severity: 'note', because: 'waited 2:10', place: {}, raisedAt: 1_500, ...more,
  };
}

export function counts(quarter: Instant, value: number, more: Partial<ReadingDelta> = {}): ReadingDelta {
  return { quarter, attribution: 'arrival', key: 'voice/total', measure: 'offered', value, ...more };
}

export function batchOf(part: Partial<SaveBatch>): SaveBatch {
  return { contacts: [], journeys: [], agentDays: [], parts: [], cohorts: [], deltas: [], minutes: [], ...part };
}

export function started(subject: string, time: Instant, from?: string): EarshotEvent {
  return { id: `${subject}-1`, source: 'test', type: 'contact.started', time, subject, data: from === undefined ? {} : { from } };
}

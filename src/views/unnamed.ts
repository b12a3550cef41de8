import type { HeardId } from '../contract/settings.js';
import type { EarshotEvent } from '../domain/event.js';
import type { Floor, Named } from '../domain/floor.js';
import type { Instant } from '../domain/time.js';
import type { LiveContact } from '../ports/live-state.js';
import type { ContactRow } from '../ports/state-store.js';

/** Sections of the settings whose members are heard of before they are named. */
export const heardSections = ['entries', 'nodes', 'queues', 'agents'] as const;
export type HeardSection = (typeof heardSections)[number];

/** What one contact met. */
export type HeardOf = Readonly<Record<HeardSection, readonly string[]>> & { readonly at: Instant };

/** How many of the newest contacts are looked through. */
export const LOOKED_THROUGH = 5_000;

/** A row as a contact met it, or what the memory holds of one. */
export function heardOf(known: Pick<ContactRow, 'summary' | 'queues' | 'agents' | 'events'> | Pick<LiveContact, 'contact' | 'summary' | 'kept'>): HeardOf {
  const { direction, entry, startedAt: at } = known.summary;
  const events = 'contact' in known ? known.kept.events : known.events;
  return {
    at, entries: direction === 'inbound' && entry !== undefined ? [entry] : [], nodes: events.flatMap(nodeOf),
    queues: 'contact' in known ? known.contact.visits.map(({ queue }) => queue) : known.queues,
    agents: 'contact' in known ? known.contact.segments.flatMap(({ agent }) => agent ?? []) : known.agents,
  };
}

/** Counts what contacts met, and tells what of it has no name: what is heard most first. */
export class Heard {
  contacts = 0;
  private readonly ids: Readonly<Record<HeardSection, Map<string, HeardId>>> = { entries: new Map(), nodes: new Map(), queues: new Map(), agents: new Map() };

  hear(met: HeardOf): void {
    this.contacts += 1;
    for (const section of heardSections) for (const id of new Set(met[section])) this.add(section, id, 1, met.at);
  }

  /** Heard of without a contact: an agent who signed in. */
  add(section: HeardSection, id: string, times: number, at: Instant): void {
    const known = this.ids[section].get(id);
    this.ids[section].set(id, { id, times: (known?.times ?? 0) + times, lastAt: Math.max(known?.lastAt ?? 0, at) });
  }

  unnamed(floor: Floor): Readonly<Record<HeardSection, readonly HeardId[]>> {
    const of = (section: HeardSection): readonly HeardId[] => [...this.ids[section].values()].filter(({ id }) => !hasName(floor[section], id))
      .toSorted((a, b) => b.times - a.times || (a.id < b.id ? -1 : 1));
    return { entries: of('entries'), nodes: of('nodes'), queues: of('queues'), agents: of('agents') };
  }
}

/** A queue may be called "constructor". */
function hasName(named: Readonly<Record<string, Named>>, id: string): boolean {
  return Object.hasOwn(named, id) && (named[id]?.name ?? '') !== '';
}

function nodeOf(event: EarshotEvent): readonly string[] {
  return event.type === 'ivr.node.entered' ? [event.data.node] : [];
}

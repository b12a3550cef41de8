import type { EarshotEvent } from '../../domain/event.js';
import type { StoredAgentDay, StoredContact, Written } from '../../ports/state-store.js';

interface WithEvents extends Pick<StoredContact | StoredAgentDay, 'events'> {
  readonly written?: Written;
}

/** An event without what most of a record's events have in common: half the bytes, and half of what reading them back costs. */
type Packed = readonly [type: string, time: number, id: string, data: unknown, own?: Partial<EarshotEvent>];

/** What is common stands once, before the events. */
interface Body {
  readonly subject: string;
  readonly source: string;
  readonly events: readonly Packed[];
}

/** A record as the JSON of its row or of its place in a slice. */
export function bodyOf(record: WithEvents, subject: string): string {
  const { events, written, ...rest } = record;
  const source = events[0]?.source ?? '';
  const text = write(written ?? { text: '', of: [] }, events, subject, source);
  return `{"subject":${JSON.stringify(subject)},"source":${JSON.stringify(source)},"events":[${text}],${JSON.stringify(rest).slice(1)}`;
}

export function parseBody<Stored extends WithEvents>(body: string): Stored {
  return unpack(JSON.parse(body) as Body);
}

export function unpack<Stored extends WithEvents>({ subject, source, events, ...rest }: Body): Stored {
  // Spreading nothing costs as much as the rest: nearly no event has anything of its own.
  return { ...rest, events: events.map(([type, time, id, data, own]) => (own === undefined ? { id, source, type, time, subject, data } : { id, source, type, time, subject, ...own, data })) } as unknown as Stored;
}

function write(written: Written, events: readonly EarshotEvent[], subject: string, source: string): string {
  const isGrown = written.of.length <= events.length && written.of.every((event, place) => event === events[place]);
  let text = isGrown ? written.text : '';
  for (let place = isGrown ? written.of.length : 0; place < events.length; place += 1) {
    text += `${place === 0 ? '' : ','}${JSON.stringify(packed(events[place] as EarshotEvent, subject, source))}`;
  }
  written.text = flat(text);
  written.of = events;
  return text;
}

/** What was put together piece by piece takes four times its length until someone asks for a letter of it. */
function flat(text: string): string {
  text.charCodeAt(0);
  return text;
}

function packed(event: EarshotEvent, subject: string, source: string): Packed {
  const { type, time, id, data } = event;
  const own = ownOf(event, subject, source);
  return own === undefined ? [type, time, id, data] : [type, time, id, data, own];
}

function ownOf(event: EarshotEvent, subject: string, source: string): Partial<EarshotEvent> | undefined {
  if (event.subject === subject && event.source === source && event.sequence === undefined && event.type !== 'other') return undefined;
  const { type: _type, time: _time, id: _id, data: _data, ...own } = event;
  return own;
}

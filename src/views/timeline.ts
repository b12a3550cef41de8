import type { TimelineItem } from '../contract/contact.js';
import type { Contact } from '../domain/contact.js';
import type { EarshotEvent } from '../domain/event.js';
import type { Floor } from '../domain/floor.js';
import { after } from './sentences/after.js';
import { callBack } from './sentences/call-back.js';
import { agent } from './sentences/agent.js';
import { call } from './sentences/call.js';
import { menu } from './sentences/menu.js';
import { queue } from './sentences/queue.js';
import { plain } from './sentences/said.js';
import type { Said, Sentences, Telling } from './sentences/said.js';

const sentences: Sentences = { ...call, ...menu, ...queue, ...agent, ...after, ...callBack };

/** A contact's events, in their order, as sentences. */
export function timelineOf(contact: Contact, events: readonly EarshotEvent[], floor: Floor): TimelineItem[] {
  return events.map((event) => ({
    at: event.time,
    type: event.type === 'other' ? event.sentType : event.type,
    ...sentenceOf(event, { floor, contact, at: event.time }),
    source: event.source,
  }));
}

function sentenceOf(event: EarshotEvent, telling: Telling): Said {
  if (event.type === 'other') return plain(`Reported ${event.sentType}`);
  // A log of another version may hold a type that this one does not know.
  const sentence = sentences[event.type] as ((data: EarshotEvent['data'], telling: Telling) => Said) | undefined;
  return sentence?.(event.data, telling) ?? plain(`Reported ${String(event.type)}`);
}

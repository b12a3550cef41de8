import type { Contact } from '../../domain/contact.js';
import type { EventData, EventType, Parts } from '../../domain/event.js';
import type { Floor } from '../../domain/floor.js';
import type { Instant } from '../../domain/time.js';

/** What a sentence may draw on besides its event. */
export interface Telling {
  readonly floor: Floor;
  readonly contact: Contact;
  readonly at: Instant;
}

export type Tone = 'plain' | 'good' | 'bad';
export interface Said {
  readonly says: string;
  readonly tone: Tone;
}

/** One sentence a type of event. None of them carries a number to call, a name that a caller typed, or a free text. */
export type Sentences<T extends EventType = EventType> = { readonly [Type in T]: (data: EventData[Type] & Parts, telling: Telling) => Said };

export function plain(says: string): Said {
  return { says, tone: 'plain' };
}

export function good(says: string): Said {
  return { says, tone: 'good' };
}

export function bad(says: string): Said {
  return { says, tone: 'bad' };
}

/** " in Billing", or nothing where the event does not say. */
export function where(word: string, name: string | undefined): string {
  return name === undefined ? '' : ` ${word} ${name}`;
}

import type { Contact } from '../contact.js';
import type { EarshotEvent } from '../event.js';
import type { Instant } from '../time.js';
import { agent } from './agent.js';
import { callBack } from './call-back.js';
import { desk } from './desk.js';
import { emptyDraft } from './draft.js';
import type { Appliers, Draft } from './draft.js';
import { ends } from './ends.js';
import { feedback } from './feedback.js';
import { menu } from './menu.js';
import { queue } from './queue.js';
import { speech } from './speech.js';
import { surveys } from './surveys.js';

const appliers: Appliers = { ...ends, ...menu, ...queue, ...agent, ...desk, ...surveys, ...feedback, ...speech, ...callBack };

/** Rows that were folded by another version are folded again from their own events. Raise it when the fold's answer changes, or what a contact adds to the readings. */
export const FOLD_VERSION = 20;

/** Starts a contact with the first of its events. */
export function beginContact(first: EarshotEvent): Contact {
  const draft = emptyDraft(first);
  applyEvent(draft, first);
  return draft as Contact;
}

/**
 * Folds the next event, which must come after all before it in the total order, into the contact.
 * Changes the contact in place: who keeps an older one folds it anew from its events.
 */
export function evolveContact(contact: Contact, event: EarshotEvent): Contact {
  applyEvent(contact as Draft, event);
  return contact;
}

/** Folds events that stand in the total order. At least one. */
export function foldContact(events: readonly EarshotEvent[]): Contact {
  const [first, ...rest] = events;
  if (first === undefined) throw new Error('A contact is the fold of at least one event.');
  const draft = emptyDraft(first);
  applyEvent(draft, first);
  for (const event of rest) applyEvent(draft, event);
  return draft as Contact;
}

/**
 * A contact of which nothing was heard for longer than any plausible call is over, we do not know how or when:
 * what was seen stays, and no duration is taken from the inferred end.
 */
export function inferEnd(contact: Contact): Contact {
  const draft = structuredClone(contact) as Draft;
  draft.endedAt = draft.lastAt;
  draft.endedBy = 'inferred';
  draft.lostSight = true;
  return draft as Contact;
}

function applyEvent(draft: Draft, event: EarshotEvent): void {
  if (event.time > draft.lastAt) draft.lastAt = event.time as Instant;
  if (event.type === 'other') return;
  const apply = appliers[event.type] as ((draft: Draft, event: EarshotEvent) => void) | undefined;
  apply?.(draft, event);
}

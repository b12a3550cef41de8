import type { Vcon } from '../contract/vcon.js';
import type { EarshotEvent } from '../domain/event.js';
import type { Reader } from '../domain/reader.js';
import { ok } from '../domain/result.js';
import { textsIn } from '../views/vcon/redact.js';
import { vconOf } from '../views/vcon/vcon.js';
import { later, notHere } from './answer.js';
import type { Answer } from './answer.js';
import { showContact } from './contact-page.js';
import { contactOf, journeysOf } from './known-contact.js';
import type { VconQuery } from './parameters.js';
import type { ApiParts } from './parts.js';

/** One contact as evidence to hand on, redacted. Who took it is durable before it is told. */
export async function packContact(parts: ApiParts, id: string, query: VconQuery, reader: Reader, address: string): Promise<Answer<Vcon>> {
  const { state, history, intake, clock, audit } = parts;
  const shown = await showContact(parts, id, reader);
  if (!shown.ok) return shown;
  const known = state.contacts.get(id) ?? await history.contact(id);
  if (!known) return notHere('This contact is not known.', 'It was let go of a moment ago: ask again.');
  const events = 'kept' in known ? known.kept.events : known.events;
  const journey = (await journeysOf(parts, [known.summary.customer])).get(known.summary.customer ?? '');
  const names = query.names === 'true';
  const now = clock.now();
  const pack = vconOf({ contact: contactOf(known), page: shown.value, texts: textsIn(events, journey?.contacts ?? [known.summary]), names }, state.floor, now);
  const note = exported(id, pack.uuid, names, reader, now);
  const noted = await intake.accept([note]);
  if (noted.taken) await audit.write({ at: now, who: reader.who, what: 'contact.exported', about: id, address, cause: note.id, ...(names ? { says: 'with the agents\' names' } : {}) });
  return noted.taken ? ok(pack) : later(`The evidence was not handed out, because it could not be noted who asked: ${noted.reason}.`, noted.retryAfterMs);
}

function exported(contact: string, vcon: string, names: boolean, { who }: Reader, now: number): EarshotEvent {
  return { id: `exported/${vcon}/${who}`, source: 'earshot/board', type: 'other', sentType: 'contact.exported', time: now, subject: contact, data: { agent: who, as: 'vcon', names } };
}

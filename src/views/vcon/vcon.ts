import { createHash } from 'node:crypto';
import type { ContactPage } from '../../contract/contact.js';
import type { Vcon, VconAnalysis, VconParty } from '../../contract/vcon.js';
import type { Contact } from '../../domain/contact.js';
import type { EventType } from '../../domain/event.js';
import { nameOf } from '../../domain/floor.js';
import type { Floor } from '../../domain/floor.js';
import type { Instant } from '../../domain/time.js';
import { dialogsOf, iso } from './dialogs.js';
import { redactor } from './redact.js';

/** The shapes of what stands in the bodies; changed when they change. */
const FLAGS = 'earshot-flags-1';
const OUTCOME = 'earshot-outcome-1';
const TIMELINE = 'earshot-timeline-1';

/** Its sentence holds a date and nothing that a sender wrote: the date would be withheld as a number. */
const onlyDated: ReadonlySet<string> = new Set<EventType>(['promise.made']);

export interface Packed {
  readonly contact: Contact;
  readonly page: Pick<ContactPage, 'outcome' | 'timeline' | 'flags' | 'truncated'>;
  /** Reasons and promises of the customer's contacts as senders wrote them. */
  readonly texts: readonly string[];
  /** Agents by name; never a caller's. */
  readonly names: boolean;
}

/** One contact as evidence: who talked when, its flags with what shows them, and its timeline; never a number or a text that someone typed. */
export function vconOf({ contact, page, texts, names }: Packed, floor: Floor, now: Instant): Vcon {
  const agents = [...new Set([...contact.segments.map(({ agent }) => agent), ...contact.offers.map(({ agent }) => agent), ...contact.prompts.map(({ agent }) => agent)])];
  const stands = new Map([...new Set([...agents, ...Object.keys(floor.agents)])].map((id, place) => [id, place < agents.length ? `agent ${place + 1}` : 'another agent']));
  const clean = redactor({ agents: stands, texts }, floor, names);
  const parties: VconParty[] = [
    { name: 'anonymous', validation: 'none' },
    ...agents.map((id) => ({ name: names ? nameOf(floor.agents, id) : stands.get(id) ?? '', validation: 'none' as const })),
    { name: 'Earshot', validation: 'none' },
  ];
  const dialog = dialogsOf(contact, (agent) => 1 + agents.indexOf(agent), now);
  const talks = dialog.map((_, place) => place);
  const { promises, ...outcome } = page.outcome;
  return {
    vcon: '0.4.0', uuid: uuidOf('vcon', contact.id, String(now), String(names)), created_at: iso(now),
    redacted: { type: names ? 'numbers, customers\' names, free text and media' : 'numbers, names, free text and media' },
    parties, dialog,
    analysis: [
      report('flags', FLAGS, talks, {
        flags: page.flags.map(({ rule, version, title, class: kind, severity, since, raisedAt, retractedAt, because, action }) => ({
          rule, version, title, class: kind, severity, since: iso(since), raisedAt: iso(raisedAt), ...(retractedAt === undefined ? {} : { retractedAt: iso(retractedAt) }), because: clean(because), action,
        })),
      }),
      report('outcome', OUTCOME, talks, {
        ...outcome, ...(outcome.reason === undefined ? {} : { reason: clean(outcome.reason) }),
        promises: (promises ?? []).map(({ madeAt, due, state }) => ({ madeAt: iso(madeAt), ...(due === undefined ? {} : { due: iso(due) }), state })),
      }),
    ],
    attachments: [{
      purpose: 'timeline', start: iso(contact.startedAt), party: parties.length - 1, dialog: 0, mediatype: 'application/json', encoding: 'json',
      body: JSON.stringify({ schema: TIMELINE, truncated: page.truncated, items: page.timeline.map(({ at, type, says }) => ({ at: iso(at), type, says: onlyDated.has(type) ? says : clean(says) })) }),
    }],
  };
}

function report(product: VconAnalysis['product'], schema: string, dialog: readonly number[], body: object): VconAnalysis {
  return { type: 'report', dialog, vendor: 'Earshot', product, schema, mediatype: 'application/json', encoding: 'json', body: JSON.stringify(body) };
}

/** A UUID of version 8 (RFC 9562). Parties have none: whoever knows the agents' ids could tell them by a hash. */
function uuidOf(...of: readonly string[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(['earshot', ...of])).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

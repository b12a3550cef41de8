import type { FlagCard } from '../contract/contact.js';
import type { UnheardLine } from '../contract/surveys.js';
import type { Contact } from '../domain/contact.js';
import type { Reader } from '../domain/reader.js';
import { ok } from '../domain/result.js';
import { DAY } from '../domain/time.js';
import type { Answer } from './answer.js';
import { placeIn } from './cursor.js';
import type { Place } from './cursor.js';
import { listFlags } from './flags.js';
import { contactOf } from './known-contact.js';
import type { SurveysQuery } from './parameters.js';
import type { ApiParts } from './parts.js';

/** Where nothing else is asked for. */
const LATELY = 7 * DAY;
/** As many lines as somebody reads; the newest. */
const MOST_UNHEARD = 200;
const A_PAGE = 200;
/** Of a time in which nearly all were heard, no more than 5,000 alerts are walked through. */
const MOST_PAGES = 25;
const worst = ['severe', 'warning', 'note'] as const;

/**
 * Who was treated badly and never said a word about it: the answers of those who answer say nothing about them. By alerts
 * of the time that is asked for, one line a customer, the newest first.
 */
export async function readUnheard(parts: ApiParts, { from, to }: SurveysQuery, reader: Reader): Promise<Answer<readonly UnheardLine[]>> {
  const rules = parts.rules.filter((rule) => rule.class === 'alert').map(({ id }) => id);
  const asked = { from: from ?? parts.clock.now() - LATELY, ...(to === undefined ? {} : { to }), rules, retracted: 'false' as const, limit: A_PAGE };
  const seen = new Set<string>();
  const customers = new Set<string>();
  const lines: UnheardLine[] = [];
  for (let page = 0, cursor: Place | undefined; page < MOST_PAGES && lines.length < MOST_UNHEARD; page += 1) {
    const flags = await listFlags(parts, { ...asked, cursor }, reader);
    if (!flags.ok) return flags;
    const contacts = await contactsOf(parts, [...new Set(flags.value.items.map(({ contact }) => contact))].filter((id) => !seen.has(id)));
    for (const contact of contacts) {
      seen.add(contact.id);
      const { customer } = contact;
      if (customer === undefined || customers.has(customer)) continue;
      customers.add(customer);
      const line = lineOf(contact, customer, flags.value.items.filter((flag) => flag.contact === contact.id));
      if (line !== undefined) lines.push(line);
    }
    cursor = flags.value.next === null ? undefined : placeIn(flags.value.next);
    if (cursor === undefined) break;
  }
  return ok(lines.slice(0, MOST_UNHEARD).toSorted((a, b) => b.startedAt - a.startedAt));
}

function lineOf(contact: Contact, customer: string, flags: readonly FlagCard[]): UnheardLine | undefined {
  if (contact.endedAt === undefined || contact.surveys.some(({ answers }) => answers.length > 0)) return undefined;
  return {
    contact: contact.id, customer, startedAt: contact.startedAt, why: whyUnheard(contact),
    flags: flags.map(({ rule, title, severity, because }) => ({ rule, title, severity, because })).toSorted((a, b) => worst.indexOf(a.severity) - worst.indexOf(b.severity)),
  };
}

function whyUnheard({ surveys }: Contact): UnheardLine['why'] {
  if (surveys.some(({ stoppedAt }) => stoppedAt !== undefined)) return 'stopped';
  return surveys.some(({ sentAt }) => sentAt !== undefined) ? 'silent' : 'never-asked';
}

/** In the same order; those that the memory does not hold by one query. */
async function contactsOf({ state, store }: ApiParts, ids: readonly string[]): Promise<readonly Contact[]> {
  const missing = ids.filter((id) => !state.contacts.has(id));
  const stored = new Map(missing.length === 0 ? [] : (await store.contacts(missing)).map((row) => [row.id, row] as const));
  return ids.flatMap((id) => {
    const known = state.contacts.get(id) ?? stored.get(id);
    return known === undefined ? [] : [contactOf(known)];
  });
}

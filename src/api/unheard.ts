import type { FlagCard } from '../contract/contact.js';
import type { UnheardLine } from '../contract/surveys.js';
import type { Contact } from '../domain/contact.js';
import type { Reader } from '../domain/reader.js';
import { ok } from '../domain/result.js';
import { DAY } from '../domain/time.js';
import type { Answer } from './answer.js';
import { listFlags } from './flags.js';
import { contactOf } from './known-contact.js';
import type { SurveysQuery } from './parameters.js';
import type { ApiParts } from './parts.js';

/** Where nothing else is asked for. */
const LATELY = 7 * DAY;
const MOST_FLAGS = 200;
const worst = ['severe', 'warning', 'note'] as const;

/**
 * Who was treated badly and never said a word about it: the answers of those who answer say nothing about them. By alerts
 * of the time that is asked for, one line a customer, the newest first.
 */
export async function readUnheard(parts: ApiParts, { from, to }: SurveysQuery, reader: Reader): Promise<Answer<readonly UnheardLine[]>> {
  const flags = await listFlags(parts, { from: from ?? parts.clock.now() - LATELY, ...(to === undefined ? {} : { to }), retracted: 'false', limit: MOST_FLAGS }, reader);
  if (!flags.ok) return flags;
  const alerts = flags.value.items.filter((flag) => flag.class === 'alert');
  const contacts = await contactsOf(parts, [...new Set(alerts.map(({ contact }) => contact))]);
  const heard = new Set<string>();
  return ok(contacts.flatMap((contact) => {
    const { customer } = contact;
    if (customer === undefined || heard.has(customer)) return [];
    heard.add(customer);
    const line = lineOf(contact, customer, alerts.filter((flag) => flag.contact === contact.id));
    return line === undefined ? [] : [line];
  }));
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

/** In the same order. */
async function contactsOf({ state, history }: ApiParts, ids: readonly string[]): Promise<readonly Contact[]> {
  const known = await Promise.all(ids.map(async (id) => state.contacts.get(id) ?? await history.contact(id)));
  return known.flatMap((each) => (each === undefined ? [] : [contactOf(each)]));
}

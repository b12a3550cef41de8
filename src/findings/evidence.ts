import { calledWhileClosed } from '../domain/calendar.js';
import { reasonOf } from '../domain/contact.js';
import type { Contact } from '../domain/contact.js';
import { FEEDBACK_CHANNEL } from '../domain/feedback.js';
import type { Evidence, Subject } from '../domain/finding.js';
import type { Flag } from '../domain/flag.js';
import { foldContact } from '../domain/fold/fold.js';
import { homeOf } from '../domain/place.js';
import { blockerWords } from '../domain/prompt.js';
import type { Blocker } from '../domain/prompt.js';
import { DAY } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import { detailOf, kindOf, topicOf } from '../domain/trouble.js';
import type { ContactFilter, History } from '../ports/history.js';
import type { LiveContact, LiveState } from '../ports/live-state.js';

export interface EvidenceParts {
  readonly state: Pick<LiveState, 'contacts' | 'floor'>;
  readonly history: Pick<History, 'contacts' | 'contact' | 'flags'>;
}

/** How many calls show a finding. */
export const SAMPLE = 10;
/** Of each kind of question so many are looked at. */
const LOOKED_AT = 300;
const LOADED = 60;
/** Who answers a survey does so within days of the contact. */
const ANSWERED_WITHIN: Millis = 3 * DAY;

/** Calls that show a trouble, the worst and newest first: those in memory, and those that are saved. */
export async function evidenceOf(parts: EvidenceParts, subject: Subject, from: Instant, to: Instant): Promise<readonly Evidence[]> {
  const found = kindOf(subject.trouble) === 'flag' ? await flagged(parts, subject, from, to) : await met(parts, subject, from, to);
  const worst = new Map<string, Evidence & { readonly rank: number }>();
  for (const each of found.toSorted((a, b) => b.rank - a.rank || b.at - a.at)) if (!worst.has(each.contact)) worst.set(each.contact, each);
  return [...worst.values()].slice(0, SAMPLE).map(({ contact, at, because }) => ({ contact, at, because }));
}

type Ranked = Evidence & { readonly rank: number };
const ranks = { severe: 2, warning: 1, note: 0 } as const;

async function flagged({ state, history }: EvidenceParts, { place, trouble }: Subject, from: Instant, to: Instant): Promise<Ranked[]> {
  const rule = detailOf(trouble);
  const isHere = (flag: Flag, contact?: { readonly reason?: string | undefined; readonly entry?: string | undefined }): boolean => {
    const home = homeOf(flag.place, place.channel, contact?.reason, contact?.entry);
    return home?.kind === place.kind && home.name === place.name;
  };
  const isOf = (flag: Flag): boolean => flag.rule === rule && flag.retractedAt === undefined && flag.since >= from && flag.since < to;
  const held = [...state.contacts.values()].flatMap(({ contact, flags }) => (
    flags.filter((flag) => isOf(flag) && isHere(flag, { reason: reasonOf(contact), entry: contact.entry }))
  ));
  const rows = await history.flags({ rule, from, to, retracted: false, ...(place.kind === 'queue' ? { queue: place.name } : {}) }, { limit: LOOKED_AT });
  if (place.kind === 'node' || place.kind === 'queue') return [...held, ...rows.filter((flag) => isHere(flag))].map(rankedOf);
  // Where the flag points to no place, what its contact was about does.
  const about = await Promise.all(rows.filter((flag) => flag.place.node === undefined && flag.place.queue === undefined).slice(0, LOADED).map(async (flag) => {
    const row = await history.contact(flag.contact);
    return row !== undefined && isHere(flag, row.summary) ? [flag] : [];
  }));
  return [...held, ...about.flat()].map(rankedOf);
}

function rankedOf({ contact, since, because, severity }: Flag): Ranked {
  return { contact, at: since, because, rank: ranks[severity] };
}

/** What no flag says: blocked agents, what was written, calls while closed. */
async function met({ state, history }: EvidenceParts, subject: Subject, from: Instant, to: Instant): Promise<Ranked[]> {
  if (kindOf(subject.trouble) === 'topic') return written({ state, history }, subject, from, to);
  const filter: ContactFilter = { from, to, ...(subject.place.kind === 'entry' ? { entry: subject.place.name } : {}) };
  // Only of those that were not solved is it asked what blocked.
  const rows = await history.contacts({ ...filter, ...(kindOf(subject.trouble) === 'blocked' ? { flag: 'unresolved' } : {}) }, { limit: LOOKED_AT });
  const held = [...state.contacts.values()].map(({ contact }: LiveContact) => contact).filter(({ startedAt }) => startedAt >= from && startedAt < to);
  return [...held, ...rows.flatMap(({ events }) => (events.length === 0 ? [] : [foldContact(events)]))].flatMap((contact) => {
    const because = becauseOf(contact, subject, state.floor);
    return because === undefined ? [] : [{ contact: contact.id, at: contact.startedAt, because, rank: 0 }];
  });
}

/** What customers write elsewhere, and in answer to surveys: these stand with their contact, which began before. */
async function written({ state, history }: EvidenceParts, { trouble }: Subject, from: Instant, to: Instant): Promise<Ranked[]> {
  const elsewhere = await history.contacts({ from, to, channel: FEEDBACK_CHANNEL }, { limit: LOOKED_AT });
  const answered = await history.contacts({ from: from - ANSWERED_WITHIN, to }, { limit: LOOKED_AT });
  const rows = [...elsewhere, ...answered].flatMap(({ events }) => (events.some(({ type }) => type === 'feedback.received') ? [foldContact(events)] : []));
  const topic = detailOf(trouble);
  return [...[...state.contacts.values()].map(({ contact }: LiveContact) => contact), ...rows].flatMap((contact) => {
    const said = contact.feedback.find((each) => each.at >= from && each.at < to && each.topic !== undefined && topicOf(each.topic) === topic);
    return said === undefined ? [] : [{ contact: contact.id, at: said.at, because: `wrote about “${topic}”${said.where === undefined ? '' : ` (${said.where})`}`, rank: 0 }];
  });
}

function becauseOf(contact: Contact, { place, trouble }: Subject, floor: LiveState['floor']): string | undefined {
  const detail = detailOf(trouble);
  switch (kindOf(trouble)) {
    case 'blocked':
      return contact.blocked === detail && reasonOf(contact) === place.name && contact.channel === place.channel ? `the agent was blocked by ${blockerWords[detail as Blocker]}` : undefined;
    case 'closed':
      return contact.entry === place.name && contact.direction === 'inbound' && calledWhileClosed(floor, contact) ? 'called while closed' : undefined;
    case 'topic':
    case 'flag':
      return undefined;
  }
}

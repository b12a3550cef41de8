import { calledWhileClosed } from '../calendar.js';
import { reasonOf } from '../contact.js';
import type { Contact } from '../contact.js';
import { FEEDBACK_CHANNEL } from '../feedback.js';
import type { Flag } from '../flag.js';
import type { Floor } from '../floor.js';
import type { ContactSummary } from '../journey.js';
import { timeOf } from '../lost-time.js';
import type { LostTime } from '../lost-time.js';
import type { Contribution, Measure, ReadingKey } from '../metric.js';
import { everywhere, homeOf, hourOf, placeKey } from '../place.js';
import type { Place, PlaceKind } from '../place.js';
import type { Instant, Millis } from '../time.js';
import { topicOf } from '../trouble.js';
import type { Trouble } from '../trouble.js';
import { lostPartsOf, sumOfLost } from './minutes.js';

type Tally = Partial<Record<Measure, number>>;

/**
 * What a contact that is over adds to the rates by place: once at each place that it passed, and there once for each trouble it
 * met, by the hour of its start. A share of contacts, so that both sides of it are counted here and at the same instant.
 */
export function contributionsOfPlaces(contact: Contact, flags: readonly Flag[], floor: Floor, time = timeOf(contact)): Contribution[] {
  const said = contact.feedback.length === 0 ? [] : contributionsOfFeedback(contact);
  if (contact.direction !== 'inbound' || contact.endedAt === undefined) return said;
  if (time === undefined) return [...said, ...spreadOver(new Map([[placeKey(everywhere(contact.channel)), { lostUnknown: 1 }]]), hourOf(contact.startedAt))];
  const tallies = calledWhileClosed(floor, contact) ? closedTallies(contact, sumOfLost(time.lost)) : openTallies(contact, flags, time.lost);
  return [...said, ...spreadOver(tallies, hourOf(contact.startedAt))];
}

/** What a customer's contacts show together (a repeat) is a trouble of what the later one was about, and all of it is time lost. */
export function contributionsOfJourneyFlags(contact: ContactSummary, flags: readonly Flag[], floor: Floor): Contribution[] {
  const { channel, startedAt, endedAt, entry, reason } = contact;
  if (flags.length === 0 || endedAt === undefined || calledWhileClosed(floor, { startedAt, ...(entry === undefined ? {} : { entry }) })) return [];
  const tallies = new Map<ReadingKey, Tally>();
  for (const { rule, place, retractedAt } of flags) {
    const home = retractedAt === undefined ? homeOf(place, channel, reason, entry) : undefined;
    if (home) hurt(tallies, home, `flag.${rule}`, endedAt - startedAt);
  }
  return spreadOver(tallies, hourOf(startedAt));
}

function openTallies(contact: Contact, flags: readonly Flag[], lost: readonly LostTime[]): Map<ReadingKey, Tally> {
  const { channel, entry } = contact;
  const ms = sumOfLost(lost);
  const tallies = new Map<ReadingKey, Tally>();
  const reason = reasonOf(contact);
  for (const place of placesOf(contact, reason)) tallies.set(placeKey(place), { passed: 1, passedMs: ms });
  for (const { place, measure, ms: part } of lostPartsOf(contact, reason, lost)) {
    const tally = tallyAt(tallies, place);
    tally[measure] = (tally[measure] ?? 0) + part;
  }
  for (const { rule, place, retractedAt } of flags) {
    const home = retractedAt === undefined ? homeOf(place, channel, reason, entry) : undefined;
    if (home) hurt(tallies, home, `flag.${rule}`, ms);
  }
  if (reason === undefined || contact.prompts.every(({ answers }) => answers.resolved === undefined)) return tallies;
  const about: Place = { channel, kind: 'reason', name: reason };
  tallyAt(tallies, about).said = 1;
  if (contact.blocked !== undefined) hurt(tallies, about, `blocked.${contact.blocked}`, ms);
  return tallies;
}

/** Nobody was there: of all that may have gone wrong, only that is counted. */
function closedTallies({ channel, entry }: Contact, ms: Millis): Map<ReadingKey, Tally> {
  const tallies = new Map<ReadingKey, Tally>();
  if (ms > 0) tallyAt(tallies, everywhere(channel)).closedLostMs = ms;
  if (entry === undefined) return tallies;
  const place: Place = { channel, kind: 'entry', name: entry };
  Object.assign(tallyAt(tallies, place), { passed: 1, passedMs: ms });
  hurt(tallies, place, 'closed', ms);
  return tallies;
}

/** Each place once, however often the contact came by. */
function placesOf(contact: Contact, reason: string | undefined): Place[] {
  const { channel, entry } = contact;
  const named = (kind: PlaceKind, names: Iterable<string | undefined>): Place[] => [...new Set(names)].flatMap((name) => (name === undefined ? [] : [{ channel, kind, name }]));
  return [
    ...named('node', contact.menu.filter((visit) => visit.purpose === 'route' && !visit.afterAgent).map(({ node }) => node)),
    ...named('queue', [...contact.visits, ...contact.segments].map(({ queue }) => queue)),
    ...named('reason', [reason]), ...named('entry', [entry]),
  ];
}

/** The share of feedback among all that was heard is a rate of the floor. */
function contributionsOfFeedback({ feedback }: Contact): Contribution[] {
  return feedback.flatMap(({ at, topic: said }) => {
    const topic = said === undefined ? undefined : topicOf(said);
    const tallies = new Map<ReadingKey, Tally>();
    const floor: Place = { channel: FEEDBACK_CHANNEL, kind: 'floor', name: '' };
    tallyAt(tallies, floor).passed = 1;
    if (topic !== undefined) hurt(tallies, floor, `topic.${topic}`, 0);
    return spreadOver(tallies, hourOf(at));
  });
}

function hurt(tallies: Map<ReadingKey, Tally>, place: Place, trouble: Trouble, ms: Millis): void {
  const tally = tallyAt(tallies, place);
  tally[`hurt.${trouble}`] = 1;
  if (ms > 0) tally[`hurtMs.${trouble}`] = ms;
}

function tallyAt(tallies: Map<ReadingKey, Tally>, place: Place): Tally {
  const key = placeKey(place);
  const known = tallies.get(key);
  if (known) return known;
  const tally: Tally = {};
  tallies.set(key, tally);
  return tally;
}

function spreadOver(tallies: ReadonlyMap<ReadingKey, Tally>, at: Instant): Contribution[] {
  return [...tallies].map(([key, tally]) => ({ at, attribution: 'arrival' as const, key, tally }));
}

import type { CountedContact, CountedPage } from '../../contract/explained.js';
import { contributionsOfJourney } from '../../domain/contributions/journey.js';
import { contributionsOfRecord } from '../../domain/contributions/record.js';
import { countedIn } from '../../domain/explain/outcomes.js';
import { measuresOf } from '../../domain/measures-of.js';
import type { Attribution, Contribution, Measure, Metric, Reading } from '../../domain/metric.js';
import { hasOwnInstant } from '../../domain/own-instant.js';
import { placeIn } from '../../domain/place.js';
import type { Reader } from '../../domain/reader.js';
import { ok } from '../../domain/result.js';
import { DAY } from '../../domain/time.js';
import type { Instant, Millis } from '../../domain/time.js';
import type { ContactFilter } from '../../ports/history.js';
import type { Answer } from '../answer.js';
import { given, pageOfContacts, placeOfContact } from '../contacts.js';
import { cursorOf } from '../cursor.js';
import type { Place } from '../cursor.js';
import { contactOf, journeysOf, laneOfKnown } from '../known-contact.js';
import type { KnownContact, KnownJourney } from '../known-contact.js';
import type { CountedQuery } from '../parameters.js';
import type { ApiParts } from '../parts.js';
import { withinOf } from '../visible.js';
import type { Window } from './answer.js';
import type { Chosen } from './chosen.js';
import { countOne } from './count.js';
import type { Tally } from './count.js';
import { pendingOf, waitingOf } from './pending.js';
import type { Subject } from './subject.js';

/** Contacts that one page looks through at most, and those read at a time. */
const MOST_LOOKED = 2_000;
const CHUNK = 250;

/**
 * The contacts of a window that a number was counted from, each with what it gave: their parts add up to those of the number. Each
 * was counted by the settings that were in force then, and so it is here.
 */
export async function countedContacts(parts: ApiParts, id: string, query: CountedQuery, reader: Reader): Promise<Answer<CountedPage>> {
  const { counted: side, limit, cursor, ...asked } = query;
  const counted = await countOne(parts, id, asked, reader);
  if (!counted.ok) return counted;
  const [chosen] = counted.value.chosen as [Chosen];
  const now = parts.clock.now();
  const filter = filterOf(parts, chosen, counted.value.window, reader);
  const items: CountedContact[] = [];
  let after: Place | undefined = cursor;
  let looked = 0;
  while (looked < MOST_LOOKED) {
    const page = await pageOfContacts(parts, filter, { limit: CHUNK, ...(after === undefined ? {} : { after }) }, reader);
    const journeys = await journeysOf(parts, page.items.map(({ summary }) => summary.customer));
    for (const known of page.items) {
      looked += 1;
      after = placeOfContact(known);
      const journey = journeys.get(known.summary.customer ?? '');
      const reading = givenBy(parts, known, journey, chosen.subject, counted.value, now);
      if (reading === undefined) continue;
      const as = countedIn(chosen.metric, reading);
      if ((side !== undefined && as !== side) || (as === 'out' && !isOneOf(reading, chosen.subject))) continue;
      const { part, whole = 0 } = chosen.metric.parts(reading);
      items.push({ lane: laneOfKnown(parts, known, journey, now), counted: as, part, whole });
      if (items.length === limit) return ok({ items, next: cursorOf(after), looked });
    }
    if (page.next === null) return ok({ items, next: null, looked });
  }
  return ok({ items, next: after === undefined ? null : cursorOf(after), looked });
}

/** What a contact counts may come to pass long after its start: a promise is counted when it is due. */
function lookBack(metric: Metric): Millis {
  const isLate = (measure: Measure): boolean => /^(promises|survey\.|callBack)/.test(measure);
  return measuresOf((reading) => metric.value(reading)).some(isLate) ? 35 * DAY : DAY;
}

function filterOf({ state }: ApiParts, { metric, subject: { kind, channel, names } }: Chosen, { from, to }: Window, reader: Reader): ContactFilter {
  const [only] = names.length === 1 ? names : [];
  const place = kind === 'place' ? placeIn(`${channel}/place/${only ?? ''}`) : undefined;
  return given({
    from: from - lookBack(metric), to, channel, within: withinOf(reader, state.floor),
    queue: kind === 'queue' ? only : undefined, agent: kind === 'agent' ? only : undefined, entry: kind === 'entry' ? only : place?.kind === 'entry' ? place.name : undefined,
  });
}

/** What one contact gave to the sums of a subject; undefined where it has nothing to do with it. */
function givenBy({ state }: ApiParts, known: KnownContact, journey: KnownJourney | undefined, subject: Subject, { window, attribution, returns }: Tally, now: Instant): Reading | undefined {
  const contact = contactOf(known);
  const isIn = (at: Instant): boolean => window.from <= at && at < window.to;
  const counted = [...contributionsOfRecord({ contact, flags: known.flags }, state.floorOf(known.floorAt)), ...inJourney(journey, known.id, state.floor)]
    .filter((each) => subject.keys.includes(each.key) && isIn(each.at)).map((each) => inAttribution(each, attribution));
  const pending = attribution === 'arrival' ? pendingOf(subject, [{ contact }], state.floor, now).filter(({ at, isWaiting }) => isWaiting && isIn(at)) : [];
  if (counted.every((sums) => Object.keys(sums).length === 0) && pending.length === 0) return undefined;
  const sums = sumOf(counted);
  const asked = sums.callBacksWaiting === undefined ? undefined : contact.callback?.requestedAt;
  return {
    sums, directAnswers: state.floor.directAnswers, returning: returns, windowMs: Math.max(0, Math.min(window.to, now) - window.from),
    waiting: { ...waitingOf(pending, now), ...(asked !== undefined && { oldestCallbackMs: Math.max(0, now - asked) }) },
  };
}

/** Whether it is one of what a subject is made of, and so can be left out of its number: surveys and flags stand under the same keys. */
function isOneOf({ sums, waiting }: Reading, { kind }: Subject): boolean {
  const measures: readonly Measure[] = kind === 'queue' || kind === 'total' ? ['offered', 'segments'] : kind === 'agent' ? ['segments'] : ['contacts', 'closed', 'promises'];
  return waiting.now > 0 || measures.some((measure) => (sums[measure] ?? 0) > 0);
}

function inJourney(journey: KnownJourney | undefined, contact: string, floor: ApiParts['state']['floor']): Contribution[] {
  return journey === undefined ? [] : contributionsOfJourney(journey, journey.flags, floor, ({ id }) => id === contact);
}

/** What counts at an instant of its own is told under `arrival` alone, and counts under each. */
function inAttribution({ attribution, tally }: Contribution, asked: Attribution): Reading['sums'] {
  if (attribution === asked && asked === 'arrival') return tally;
  if (attribution !== asked && attribution !== 'arrival') return {};
  return Object.fromEntries(Object.entries(tally).filter(([measure]) => hasOwnInstant(measure as Measure) === (attribution !== asked)));
}

function sumOf(tallies: readonly Reading['sums'][]): Reading['sums'] {
  const sums: Partial<Record<Measure, number>> = {};
  for (const tally of tallies) for (const [measure, value] of Object.entries(tally) as [Measure, number][]) sums[measure] = (sums[measure] ?? 0) + value;
  return sums;
}

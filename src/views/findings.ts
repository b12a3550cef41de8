import type { FindingLine, FindingOwner, TroubleNumbers } from '../contract/findings.js';
import type { ShareOf } from '../contract/surveys.js';
import type { Finding, Subject } from '../domain/finding.js';
import { acknowledgeBy, isOverdue } from '../domain/finding.js';
import { nameOf } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { wilson } from '../domain/interval.js';
import { acknowledgeWithinOf, ownerIn } from '../domain/owner.js';
import { lostMs } from '../domain/rate.js';
import type { Rate } from '../domain/rate.js';
import type { Reader } from '../domain/reader.js';
import { MINUTE } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { isEverything, scopeOf, seesQueue } from './scope.js';
import { placeName, titleOf } from './trouble-words.js';
import type { Titles } from './trouble-words.js';

/** Fewer contacts say nothing (METRICS.md). */
const LEAST = 10;

export function shareView({ hurt, of }: Rate): ShareOf {
  const interval = of < LEAST ? undefined : wilson(hurt, of);
  return { value: interval === undefined ? null : hurt / of, low: interval?.low ?? null, high: interval?.high ?? null, count: hurt, of };
}

export function numbersOf(rate: Rate, owner: string | undefined, floor: Floor): TroubleNumbers {
  const minute = ownerIn(floor, owner)?.minute;
  const lostMinutes = Math.round(lostMs(rate) / MINUTE);
  return {
    share: shareView(rate), unhelpedMinutes: Math.round(rate.hurtMs / MINUTE), lostMinutes,
    ...(minute === undefined ? {} : { cost: { amount: Math.round(lostMinutes * minute.costs), currency: minute.currency } }),
  };
}

export function ownerView(owner: string | undefined, floor: Floor): FindingOwner | null {
  if (owner === undefined) return null;
  const person = ownerIn(floor, owner)?.person;
  return { id: owner, name: nameOf(floor.owners, owner), ...(person === undefined ? {} : { person: person.title === undefined ? person.name : `${person.name}, ${person.title}` }) };
}

export function placeView({ place }: Subject, floor: Floor): FindingLine['place'] {
  return { kind: place.kind, id: place.name, name: placeName(place, floor) };
}

/** `rate`: since it opened. */
export function findingLine(finding: Finding, rate: Rate, floor: Floor, titles: Titles, now: Instant): FindingLine {
  const { id, subject, owner, state, round, openedAt, sighting, closed } = finding;
  const within = acknowledgeWithinOf(floor, owner);
  return {
    id, title: titleOf(subject, owner, floor, titles), trouble: subject.trouble, place: placeView(subject, floor), owner: ownerView(owner, floor), state, round, openedAt, since: sighting.from,
    ...numbersOf(rate, owner, floor), usual: shareView(sighting.usual), acknowledgeBy: acknowledgeBy(finding, within), overdue: isOverdue(finding, within, now),
    ...(closed === undefined ? {} : { closedAt: closed.at }),
  };
}

/** An owner sees their function's and no other; a supervisor of some queues those that point to one of them. */
export function seesFinding(reader: Reader, { subject: { place }, owner }: { readonly subject: Subject; readonly owner?: string | undefined }, floor: Floor): boolean {
  if (reader.role === 'owner') return owner !== undefined && owner === reader.actsFor;
  const scope = scopeOf(reader);
  return isEverything(scope) || (place.kind === 'queue' && seesQueue(scope, floor, place.name));
}

/** What is done about it is for its owner to say, and for who administers all of it. */
export function settlesFinding(reader: Reader, finding: Pick<Finding, 'owner'>): boolean {
  return reader.role === 'admin' || (reader.role === 'owner' && finding.owner !== undefined && finding.owner === reader.actsFor);
}

import type { MinutesLine, MinutesPeriod, MinutesSums, MinutesView } from '../contract/minutes.js';
import type { Floor } from '../domain/floor.js';
import { nameOf } from '../domain/floor.js';
import { count } from '../domain/metric.js';
import type { LostMeasure, ReadingKey, Sums } from '../domain/metric.js';
import { ownerIn, ownerOfPlace } from '../domain/owner.js';
import { everywhere, placeIn, placeKey } from '../domain/place.js';
import type { Place } from '../domain/place.js';
import { MINUTE } from '../domain/time.js';
import { ownerView } from './findings.js';
import { placeName } from './trouble-words.js';

type SumsByPlace = ReadonlyMap<ReadingKey, Sums>;

/** What was counted of the window, and in the same hours of the weeks before; undefined of a week of which not all was heard. */
export interface MinutesCounted {
  readonly channel: string;
  readonly period: MinutesPeriod;
  readonly window: MinutesView['window'];
  readonly now: SumsByPlace;
  readonly weeks: readonly (SumsByPlace | undefined)[];
  /** Of findings that stand open: where. */
  readonly open: readonly { readonly id: string; readonly place: Place }[];
}

const measures: readonly LostMeasure[] = ['menuLostMs', 'waitLostMs', 'holdLostMs', 'betweenLostMs', 'repeatLostMs'];
const lostIn = (sums: Sums): number => measures.reduce((sum, measure) => sum + count(sums, measure), 0);

/** `sees`: which places the reader may see. Who does not see all of them is told the sum of those that they see. */
export function minutesViewOf(counted: MinutesCounted, floor: Floor, sees: (place: Place) => boolean = () => true): MinutesView {
  const { channel, period, window, now } = counted;
  const all = placesIn(counted).filter(sees);
  const whole = everywhere(channel);
  const of = (isOf: (place: Place) => boolean): readonly Place[] => all.filter(isOf);
  const places = of(({ kind, name }) => kind === 'node' || kind === 'queue' || (kind === 'unknown' && name === 'place'));
  const total = sees(whole) ? sumsOf([whole], counted) : sumsOf(places, counted);
  const lines = (chosen: readonly Place[]): MinutesLine[] => chosen.map((place) => lineOf(place, counted, total.ms, floor)).toSorted(byMost);
  return {
    channel, period, window, total,
    closedMs: sees(whole) ? count(now.get(placeKey(whole)) ?? {}, 'closedLostMs') : 0, unknownContacts: sees(whole) ? count(now.get(placeKey(whole)) ?? {}, 'lostUnknown') : 0,
    places: lines(places),
    reasons: lines(of(({ kind, name }) => kind === 'reason' || (kind === 'unknown' && name === 'reason'))),
    entries: lines(of(({ kind, name }) => kind === 'entry' || (kind === 'unknown' && name === 'entry'))),
    owners: ownerLines(places, counted, total.ms, floor),
  };
}

/** Wherever anything was lost in the window. */
function placesIn({ now, channel }: MinutesCounted): readonly Place[] {
  return [...now].flatMap(([key, sums]) => {
    const place = placeIn(key);
    return place !== undefined && place.channel === channel && lostIn(sums) > 0 ? [place] : [];
  });
}

function sumsOf(places: readonly Place[], { now, weeks }: Pick<MinutesCounted, 'now' | 'weeks'>): MinutesSums {
  const sum = (of: (sums: Sums) => number, sums: SumsByPlace): number => places.reduce((total, place) => total + of(sums.get(placeKey(place)) ?? {}), 0);
  const part = (measure: LostMeasure): number => sum((sums) => count(sums, measure), now);
  const ms = sum(lostIn, now);
  const before = weeks.map((week) => (week === undefined ? null : sum(lostIn, week)));
  return {
    ms, menuMs: part('menuLostMs'), waitMs: part('waitLostMs'), holdMs: part('holdLostMs'), betweenMs: part('betweenLostMs'), repeatMs: part('repeatLostMs'),
    weeks: before, trend: trendOf(ms, before.filter((each) => each !== null)),
  };
}

/** Undefined of nothing: where nothing was lost before, no share tells how much more it is. */
function trendOf(ms: number, before: readonly number[]): number | null {
  const mean = before.reduce((sum, each) => sum + each, 0) / before.length;
  return mean > 0 ? ms / mean - 1 : null;
}

function lineOf(place: Place, counted: MinutesCounted, whole: number, floor: Floor): MinutesLine {
  const sums = sumsOf([place], counted);
  const contacts = count(counted.now.get(placeKey(place)) ?? {}, 'passed');
  const owner = ownerOfPlace(place, floor);
  const kind = place.kind === 'floor' ? 'unknown' : place.kind;
  return {
    ...sums, kind, id: place.name, name: kind === 'unknown' ? unknown[place.name] ?? 'Not known' : placeName(place, floor), of: [`${place.kind}:${place.name}`],
    share: whole > 0 ? sums.ms / whole : null, contacts: kind === 'unknown' ? null : contacts, meanMs: kind === 'unknown' || contacts === 0 ? null : sums.ms / contacts,
    owner: ownerView(owner, floor), ...costOf(sums.ms, owner, floor),
    findings: counted.open.filter(({ place: at }) => placeKey(at) === placeKey(place)).map(({ id }) => id),
  };
}

const unknown: Readonly<Record<string, string>> = { place: 'Nobody knows where', reason: 'Nobody knows about what', entry: 'No number' };

/** Whoever owns the node or queue as the settings are now: so what changes hands does so with all that was counted. */
function ownerLines(places: readonly Place[], counted: MinutesCounted, whole: number, floor: Floor): MinutesLine[] {
  const owned = new Map<string, Place[]>();
  for (const place of places) {
    const mark = place.kind === 'unknown' ? '?' : `!${ownerOfPlace(place, floor) ?? ''}`;
    owned.set(mark, [...owned.get(mark) ?? [], place]);
  }
  return [...owned].map(([mark, own]): MinutesLine => {
    const sums = sumsOf(own, counted);
    const owner = mark === '?' || mark === '!' ? undefined : mark.slice(1);
    return {
      ...sums, kind: mark === '?' ? 'unknown' : 'owner', id: owner ?? '', name: mark === '?' ? 'Nobody knows where' : owner === undefined ? 'Nobody owns it yet' : nameOf(floor.owners, owner),
      of: own.map(({ kind, name }) => `${kind}:${name}`), share: whole > 0 ? sums.ms / whole : null, contacts: null, meanMs: null,
      owner: ownerView(owner, floor), ...costOf(sums.ms, owner, floor), findings: [],
    };
  }).toSorted(byMost);
}

function costOf(ms: number, owner: string | undefined, floor: Floor): Pick<MinutesLine, 'cost'> {
  const minute = ownerIn(floor, owner)?.minute;
  return minute === undefined ? {} : { cost: { amount: Math.round((ms / MINUTE) * minute.costs), currency: minute.currency } };
}

/** What is not known stands last, however much it is: nobody can mend it. */
function byMost(a: MinutesLine, b: MinutesLine): number {
  return Number(a.kind === 'unknown') - Number(b.kind === 'unknown') || b.ms - a.ms || a.name.localeCompare(b.name);
}

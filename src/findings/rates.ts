import type { Subject } from '../domain/finding.js';
import { count } from '../domain/metric.js';
import type { Measure, ReadingKey, Sums } from '../domain/metric.js';
import { hourOf, placeIn, placeKey } from '../domain/place.js';
import { noRate, rateIn } from '../domain/rate.js';
import type { Rate } from '../domain/rate.js';
import { HOUR } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { hoursOf } from '../domain/weeks.js';
import { kindOf, troubleIn } from '../domain/trouble.js';
import type { PlaceReadings } from '../ports/findings.js';
import type { LiveState } from '../ports/live-state.js';

export type SumsByPlace = ReadonlyMap<ReadingKey, Sums>;
type State = Pick<LiveState, 'unsaved' | 'betweenSaves'>;

/** A rate of one hour. */
export interface HourRate {
  readonly hour: Instant;
  readonly rate: Rate;
}

/** Rates by place: what is stored, and what is counted but not stored yet. */
export class Rates {
  constructor(private readonly stored: PlaceReadings, private readonly state: State) {}

  /** Every place's sums over those hours. */
  sums(hours: readonly Instant[]): Promise<SumsByPlace> {
    const wanted = new Set(hours);
    const { unsaved } = this.state;
    return this.state.betweenSaves(async () => {
      const found = new Map([...await this.stored.sums(hours)].map(([key, sums]) => [key, { ...sums }]));
      for (const key of unsaved.keys('arrival')) {
        if (placeIn(key) === undefined) continue;
        for (const [at, sums] of unsaved.cellsOf('arrival', key, Math.min(...hours), Math.max(...hours) + HOUR)) if (wanted.has(hourOf(at))) add(found, key, sums);
      }
      return found;
    });
  }

  /** One trouble at one place, hour by hour; hours without any contact are left out. */
  async series(subject: Subject, hours: readonly Instant[]): Promise<readonly HourRate[]> {
    if (hours.length === 0) return [];
    if (kindOf(subject.trouble) === 'topic') return this.shareOfAll(subject, hours);
    const key = placeKey(subject.place);
    const wanted = new Set(hours);
    const { unsaved } = this.state;
    return this.state.betweenSaves(async () => {
      const found = new Map<Instant, Partial<Record<Measure, number>>>();
      for (const { hour, sums } of await this.stored.series([key], hours)) add(found, hour, sums);
      for (const [at, sums] of unsaved.cellsOf('arrival', key, Math.min(...hours), Math.max(...hours) + HOUR)) if (wanted.has(hourOf(at))) add(found, hourOf(at), sums);
      return [...found].toSorted(([a], [b]) => a - b).map(([hour, sums]) => ({ hour, rate: rateIn(sums, subject.trouble, 0) }));
    });
  }

  /** What was heard outside is a share of all that was heard, so that all places are asked: by the day, not to ask for each hour. */
  private async shareOfAll(subject: Subject, hours: readonly Instant[]): Promise<readonly HourRate[]> {
    const found: HourRate[] = [];
    for (let from = 0; from < hours.length; from += 24) {
      const some = hours.slice(from, from + 24);
      found.push({ hour: some[0] as Instant, rate: rateAt(await this.sums(some), subject) });
    }
    return found;
  }

  async over(subject: Subject, hours: readonly Instant[]): Promise<Rate> {
    return totalOf(await this.series(subject, hours));
  }

  /** From the hour that holds `from` to now. */
  since(subject: Subject, from: Instant, now: Instant): Promise<Rate> {
    return this.over(subject, hoursOf(from, now + 1));
  }
}

export function totalOf(rates: readonly { readonly rate: Rate }[]): Rate {
  return rates.reduce<Rate>((sum, { rate }) => ({ hurt: sum.hurt + rate.hurt, of: sum.of + rate.of, hurtMs: sum.hurtMs + rate.hurtMs, ofMs: sum.ofMs + rate.ofMs }), noRate);
}

/** Every trouble that was met somewhere. */
export function troublesIn(places: SumsByPlace): { readonly subject: Subject; readonly rate: Rate }[] {
  const heard = heardIn(places);
  return [...places].flatMap(([key, sums]) => {
    const place = placeIn(key);
    if (place === undefined) return [];
    return Object.keys(sums).flatMap((measure) => {
      const trouble = measure.startsWith('hurt.') ? troubleIn(measure.slice('hurt.'.length)) : undefined;
      return trouble === undefined ? [] : [{ subject: { place, trouble }, rate: rateIn(sums, trouble, heard) }];
    });
  });
}

export function rateAt(places: SumsByPlace, { place, trouble }: Subject): Rate {
  return rateIn(places.get(placeKey(place)) ?? {}, trouble, heardIn(places));
}

/** Each contact is about one thing; each feedback is one. */
function heardIn(places: SumsByPlace): number {
  let heard = 0;
  for (const [key, sums] of places) {
    const kind = placeIn(key)?.kind;
    if (kind === 'reason' || kind === 'floor') heard += count(sums, 'passed');
  }
  return heard;
}

function add<Key>(found: Map<Key, Partial<Record<Measure, number>>>, key: Key, sums: Sums): void {
  const known = found.get(key) ?? {};
  found.set(key, known);
  for (const [measure, value] of Object.entries(sums) as [Measure, number][]) known[measure] = (known[measure] ?? 0) + value;
}

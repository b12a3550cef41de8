import type { MinutesPeriod, MinutesView } from '../contract/minutes.js';
import { ownerOfPlace } from '../domain/owner.js';
import { hourOf } from '../domain/place.js';
import type { Place } from '../domain/place.js';
import type { Reader } from '../domain/reader.js';
import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import { DAY, HOUR, MINUTE } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import { hoursOf, WEEKS, weeksBefore } from '../domain/weeks.js';
import { minutesViewOf } from '../views/minutes.js';
import type { MinutesCounted } from '../views/minutes.js';
import { isEverything, scopeOf, seesQueue } from '../views/scope.js';
import type { Findings } from './findings.js';
import type { Rates, SumsByPlace } from './rates.js';
import type { FindingRefusal } from './reading.js';
import { readMinutesAsked } from './requests.js';

const spans: Readonly<Record<MinutesPeriod, Millis>> = { day: DAY, week: 7 * DAY };
/** Five weeks of a large center are asked for once in a while, not by each reader. */
const LASTS: Millis = 5 * MINUTE;

type Counted = Omit<MinutesCounted, 'open'>;

/** Customer-minutes lost by place, kept for a while: counting them reads all places of five weeks. */
export class Minutes {
  private readonly kept = new Map<string, { readonly at: Instant; readonly counted: Promise<Counted> }>();

  constructor(private readonly rates: Pick<Rates, 'sums'>) {}

  counted(channel: string, period: MinutesPeriod, now: Instant, zone: string): Promise<Counted> {
    const name = `${channel} ${period}`;
    const known = this.kept.get(name);
    if (known !== undefined && now - known.at <= LASTS) return known.counted;
    const counted = countMinutes(this.rates, channel, period, now, zone);
    // Whoever asks for channels that nobody has heard of fills no memory.
    if (this.kept.size > 20) this.kept.clear();
    this.kept.set(name, { at: now, counted });
    counted.catch(() => this.kept.delete(name));
    return counted;
  }
}

/** The hours up to this one, and the same of the weeks before. */
async function countMinutes(rates: Pick<Rates, 'sums'>, channel: string, period: MinutesPeriod, now: Instant, zone: string): Promise<Counted> {
  const to = hourOf(now) + HOUR;
  const window = { from: to - spans[period], to };
  const hours = hoursOf(window.from, window.to);
  const sums: SumsByPlace[] = [];
  // One after the other: each is some 50,000 rows of a large center.
  for (let week = 0; week <= WEEKS + 1; week += 1) sums.push(await rates.sums(week === 0 ? hours : hours.map((hour) => weeksBefore(hour, week, zone))));
  const isHeard = (week: number): boolean => [...sums[week]?.keys() ?? []].some((key) => key.startsWith(`${channel}/`));
  // The first week of which anything was heard may have been heard in part only: a week counts when one before it was heard.
  const isWhole = (week: number): boolean => isHeard(week) && sums.some((_, other) => other > week && isHeard(other));
  return { channel, period, window, now: sums[0] as SumsByPlace, weeks: Array.from({ length: WEEKS }, (_, before) => (isWhole(before + 1) ? sums[before + 1] : undefined)) };
}

export async function showMinutes(findings: Findings, query: Readonly<Record<string, unknown>>, reader: Reader): Promise<Result<MinutesView, FindingRefusal>> {
  const asked = readMinutesAsked(query);
  if (!asked.ok) return refused({ status: 400, what: 'The minutes cannot be asked for so.', do: asked.reason });
  const { channel, period } = asked.value;
  const { floor, ledger, parts } = findings;
  const counted = await findings.minutes.counted(channel, period, parts.clock.now(), floor.zone);
  const open = ledger.all.filter(({ state }) => state !== 'closed').map(({ id, subject: { place } }) => ({ id, place }));
  return ok(minutesViewOf({ ...counted, open }, floor, (place) => seesMinutes(reader, place, findings)));
}

/** An owner sees what is theirs, a supervisor of some queues those. */
function seesMinutes(reader: Reader, place: Place, { floor }: Findings): boolean {
  if (reader.role === 'owner') return reader.actsFor !== undefined && ownerOfPlace(place, floor) === reader.actsFor;
  const scope = scopeOf(reader);
  return isEverything(scope) || (place.kind === 'queue' && seesQueue(scope, floor, place.name));
}

import { Allowance } from '../../access/allowance.js';
import { isOpen } from '../../domain/calendar.js';
import { nameOf } from '../../domain/floor.js';
import { mapOf } from '../../domain/menu-map.js';
import { countsIn } from '../../domain/percentiles.js';
import { hourOf } from '../../domain/place.js';
import { stepPrefix, wayKey } from '../../domain/step-key.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../domain/time.js';
import type { Instant } from '../../domain/time.js';
import { publicTimes, publicWay } from '../../domain/way-to-a-person.js';
import { WEEKS, weeksBefore } from '../../domain/weeks.js';
import { wallClock } from '../../domain/zone.js';
import { stepCountsOf } from '../menus.js';
import type { ApiParts } from '../parts.js';
import { readQuarters } from '../readings/quarters.js';
import { nowhere, reachPage, STYLE_HASH } from './page.js';

/** It tells of weeks: a minute more or less is nothing. */
const LASTS = 5 * MINUTE;
/** Of all together: the page is kept ready, so each answer costs little, and behind a proxy everybody has the same address. */
const MOST_A_MINUTE = 1_500;

/** What goes out: always the same for everybody. */
export interface PublicAnswer {
  readonly status: 200 | 404 | 429 | 503;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Pages of others that may show it in a frame. */
  readonly isFramed: boolean;
}

/** The public page of those numbers for which the settings switch it on; kept ready, so that no visitor makes the database work. */
export class ReachPages {
  private readonly kept = new Map<string, { readonly at: Instant; readonly page: Promise<string> }>();
  private readonly allowance: Allowance;

  constructor(private readonly parts: ApiParts) {
    this.allowance = new Allowance(MOST_A_MINUTE, parts.clock);
  }

  async answer(entry: string): Promise<PublicAnswer> {
    const { state: { floor }, street, clock } = this.parts;
    const now = clock.now();
    const wait = this.allowance.take('everybody');
    if (wait > 0) return plain(429, 'Too many ask at once. Come back in a moment.', { 'retry-after': String(Math.ceil(wait / SECOND)) });
    const settings = Object.hasOwn(floor.entries, entry) ? floor.entries[entry] : undefined;
    if (settings?.public !== 'on') return { status: 404, headers: headersOf([]), body: nowhere, isFramed: false };
    if (street.state.is !== 'live') return plain(503, 'The numbers are being loaded. Come back in a moment.', { 'retry-after': '10' });
    const embedIn = settings.embedIn ?? [];
    return { status: 200, headers: { ...headersOf(embedIn), 'cache-control': 'public, max-age=60' }, body: await this.page(entry, now), isFramed: embedIn.length > 0 };
  }

  /** By what the settings call it now: a page of a name that is gone is none. */
  private page(entry: string, now: Instant): Promise<string> {
    const known = this.kept.get(entry);
    if (known !== undefined && now - known.at <= LASTS && hourOf(known.at) === hourOf(now)) return known.page;
    const page = pageOf(this.parts, entry, now);
    for (const other of this.kept.keys()) if (this.parts.state.floor.entries[other]?.public !== 'on') this.kept.delete(other);
    this.kept.set(entry, { at: now, page });
    page.catch(() => this.kept.delete(entry));
    return page;
  }
}

async function pageOf(parts: ApiParts, entry: string, now: Instant): Promise<string> {
  const { floor } = parts.state;
  const hour = hourOf(now);
  const window = { from: hour - WEEKS * 7 * DAY, to: hour };
  const counts = await stepCountsOf(parts, stepPrefix('voice', entry), window);
  const [ways] = await readQuarters(parts, [[wayKey('voice', entry)]], 'arrival', window);
  const toHuman = (from: Instant, to: Instant): Map<number, number> => countsIn(ways?.sums({ from, to }) ?? {}, 'toHuman');
  const hours = Array.from({ length: WEEKS }, (_, week) => weeksBefore(hour, week + 1, floor.zone));
  const thisHour = countsIn(hours.map((from) => ways?.sums({ from, to: from + HOUR }) ?? {}), 'toHuman');
  const calendar = floor.entries[entry]?.calendar;
  return reachPage({
    number: entry, name: nameOf(floor.entries, entry), isOpen: calendar === undefined ? undefined : isOpen(floor, calendar, now),
    way: publicWay(mapOf(counts), counts), usual: publicTimes(toHuman(window.from, window.to)), now: publicTimes(thisHour), hour: hourText(hour, floor.zone),
  });
}

const days = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'];

function hourText(hour: Instant, zone: string): string {
  const [from, to] = [wallClock(zone, hour), wallClock(zone, hour + HOUR)];
  const time = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return `${days[from.weekday] ?? ''} from ${time(from.minute)} to ${time(to.minute)}`;
}

/** Nothing may run in it, and only those named may frame it. */
function headersOf(embedIn: readonly string[]): Record<string, string> {
  const frames = embedIn.length === 0 ? "'none'" : embedIn.join(' ');
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors ${frames}`,
  };
}

function plain(status: 429 | 503, body: string, headers: Readonly<Record<string, string>>): PublicAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body, isFramed: false };
}

import type { EarshotEvent } from '../domain/event.js';
import type { Floor } from '../domain/floor.js';
import { isOpen } from '../domain/calendar.js';
import { hourOf } from '../domain/place.js';
import { hearingOf, LATELY } from '../domain/source/hearing.js';
import type { Hearing } from '../domain/source/hearing.js';
import type { SourceLine } from '../domain/source/trouble.js';
import { KEPT_HOURS, usualOf } from '../domain/source/usual.js';
import type { Hours, Usual } from '../domain/source/usual.js';
import { HOUR, MINUTE, SECOND } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { SourceGap, SourceRecord } from '../ports/source-records.js';
import { Feeds } from './feeds.js';
import { Lately } from './lately.js';

const MOST_GAPS = 50;
const MOST_USUAL = 60;
/** An import that says nothing for so long is over: what comes then is another one. */
const IMPORT_OVER: Millis = 10 * MINUTE;
/** Whether a quiet source is missed is asked no more often: its hours are looked up for it. */
const ASK_AGAIN: Millis = 10 * SECOND;

/** What is known of one source: counted where its events come in, and remembered over restarts. */
export class HeardSource {
  lastAt: Instant | undefined;
  occurredAt: Instant | undefined;
  accepted = 0;
  refusedCount = 0;
  line: SourceLine | undefined;
  gaps: readonly SourceGap[] = [];
  readonly lately = new Lately();
  readonly feeds = new Feeds();
  private readonly counts = new Map<Instant, number>();
  /** Hours of the past as the import that runs now tells them. */
  private past = new Map<Instant, number>();
  private pastAt: Instant = 0;
  private unsaved = new Set<Instant>();
  private unsavedGaps: SourceGap[] = [];
  private isChanged = false;
  private usual: { readonly zone: string; readonly byHour: Map<Instant, Usual | undefined> } = { zone: '', byHour: new Map() };
  private told: { readonly hearing: Hearing; readonly until: Instant; readonly floor: Floor } | undefined;

  /** `knownAt`: since when this server has listened to it. */
  constructor(readonly source: string, private firstAt: Instant, readonly knownAt: Instant) {}

  static from(record: SourceRecord, now: Instant): HeardSource {
    const heard = new HeardSource(record.source, record.firstAt, now);
    heard.lastAt = record.lastAt ?? undefined;
    heard.occurredAt = record.occurredAt ?? undefined;
    heard.gaps = record.gaps.slice(-MOST_GAPS);
    for (const [hour, events] of record.hours) heard.counts.set(hour, events);
    heard.feeds.restore(record.feeds);
    return heard;
  }

  get hours(): Hours {
    return { counts: this.counts, since: hourOf(this.firstAt) };
  }

  hear(event: EarshotEvent, at: Instant): void {
    this.accepted += 1;
    this.alive(at);
    if (event.type === 'source.gap') return this.missed({ from: event.data.from ?? event.time, to: event.data.to ?? event.time });
    this.occurredAt = event.time;
    this.lately.heard(event.time, at);
    this.count(this.counts, hourOf(at), 1);
  }

  /** It said something, of which no event was made. */
  alive(at: Instant): void {
    this.lastAt = Math.max(this.lastAt ?? at, at);
    this.firstAt = Math.min(this.firstAt, at);
    this.told = undefined;
    this.isChanged = true;
  }

  /** An hour is what any one import tells of it, and not the sum of two: the same file may come again, or tell what was heard live. */
  recall(event: EarshotEvent, at: Instant): void {
    this.accepted += 1;
    const hour = hourOf(event.time);
    if (hour < hourOf(at) - KEPT_HOURS * HOUR || hour > at) return;
    if (at - this.pastAt > IMPORT_OVER) this.past = new Map();
    this.pastAt = at;
    this.firstAt = Math.min(this.firstAt, event.time);
    this.usual.byHour.clear();
    const told = (this.past.get(hour) ?? 0) + 1;
    this.past.set(hour, told);
    if (told > (this.counts.get(hour) ?? 0)) this.count(this.counts, hour, told - (this.counts.get(hour) ?? 0));
  }

  refuse(count: number, at: Instant): void {
    this.refusedCount += count;
    this.lately.refused(count, at);
  }

  turn(line: SourceLine): void {
    // A try that fails does not make the line younger.
    const since = this.line?.isUp === line.isUp ? this.line.since : line.since;
    this.line = { ...line, since };
    this.told = undefined;
  }

  hearing(at: Instant, floor: Floor): Hearing {
    const { told } = this;
    if (told !== undefined && at < told.until && told.floor === floor) return told.hearing;
    const { silentAfterMs: after, calendar } = floor.sources[this.source] ?? {};
    const hearing = hearingOf({
      lastAt: this.lastAt, hours: this.hours, usualAt: (hour) => this.usualAt(hour, floor.zone), downSince: this.line?.isUp === false ? this.line.since : undefined,
      firm: after === undefined ? undefined : { after, isOpen: isOpen(floor, calendar, at) },
    }, at);
    const ends = hearing.is === 'heard' ? (this.lastAt ?? at) + (after ?? LATELY) + 1 : at + Math.min(ASK_AGAIN, after ?? ASK_AGAIN);
    this.told = { hearing, until: ends, floor };
    return hearing;
  }

  /** What is usual in the hour. Looked up once: of hours of weeks before nothing changes but by an import. */
  usualAt(at: Instant, zone: string): Usual | undefined {
    const hour = hourOf(at);
    if (this.usual.zone !== zone || this.usual.byHour.size > MOST_USUAL) this.usual = { zone, byHour: new Map() };
    const { byHour } = this.usual;
    if (!byHour.has(hour)) byHour.set(hour, usualOf(this.hours, hour, zone));
    return byHour.get(hour);
  }

  /** What has to be saved; nothing where that is nothing. Said once: `unsavedAgain` where it could not be. */
  changes(): SourceRecord | undefined {
    const feeds = this.feeds.changed();
    if (!this.isChanged && this.unsaved.size === 0 && !feeds) return undefined;
    const hours = [...this.unsaved].map((hour) => [hour, this.counts.get(hour) ?? 0] as const);
    const gaps = this.unsavedGaps;
    [this.unsaved, this.unsavedGaps, this.isChanged] = [new Set(), [], false];
    return { source: this.source, firstAt: this.firstAt, lastAt: this.lastAt ?? null, occurredAt: this.occurredAt ?? null, feeds: this.feeds.kept(), hours, gaps };
  }

  unsavedAgain({ hours, gaps }: SourceRecord): void {
    for (const [hour] of hours) this.unsaved.add(hour);
    this.unsavedGaps = [...gaps, ...this.unsavedGaps];
    this.isChanged = true;
  }

  private missed(gap: SourceGap): void {
    if (this.gaps.some(({ from, to }) => from === gap.from && to === gap.to)) return;
    this.gaps = [...this.gaps, gap].toSorted((a, b) => a.to - b.to).slice(-MOST_GAPS);
    this.unsavedGaps.push(gap);
  }

  private count(counts: Map<Instant, number>, hour: Instant, more: number): void {
    counts.set(hour, (counts.get(hour) ?? 0) + more);
    this.unsaved.add(hour);
    if (counts.size > KEPT_HOURS) counts.delete(Math.min(...counts.keys()));
  }
}

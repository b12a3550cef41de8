import type { SourceRow } from '../contract/board.js';
import type { SourceHealth } from '../contract/sources.js';
import type { EarshotEvent } from '../domain/event.js';
import { nameOf, unnamedFloor } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import type { SourceLine } from '../domain/source/trouble.js';
import type { Instant } from '../domain/time.js';
import type { SourceRecord } from '../ports/source-records.js';
import { tellers } from './feeds.js';
import { HeardSource } from './heard-source.js';
import { healthOf, rowOf } from './source-health.js';

/** A sender that names a source for each call must not fill the memory and the board: those heard of longest ago go. */
const MOST = 200;

/** What Earshot itself notes is heard from nowhere. */
const OWN = 'earshot/';

/** Sources that are not heard and should be: what hangs on them is old. */
export interface Missing {
  readonly since: Instant;
  readonly names: readonly string[];
}

/** What is heard from each source: counted where events come in, read by the board. */
export class Sources {
  private readonly known = new Map<string, HeardSource>();
  private forgotten: string[] = [];

  constructor(private readonly floor: () => Floor = () => unnamedFloor) {}

  /** What was remembered over the restart. */
  restore(records: readonly SourceRecord[], now: Instant): void {
    for (const record of records) if (!this.known.has(record.source)) this.known.set(record.source, HeardSource.from(record, now));
  }

  /** Durable now. `history`: of the past, an import; it is not heard, and tells what is usual. */
  heard(events: readonly EarshotEvent[], at: Instant, { history = false } = {}): void {
    let current: HeardSource | undefined;
    for (const event of events) {
      if (event.source.startsWith(OWN)) continue;
      if (current?.source !== event.source) current = this.of(event.source, at);
      if (history) current.recall(event, at);
      else current.hear(event, at);
    }
  }

  /** A line said something, whether or not an event was made of it. */
  alive(source: string, at: Instant): void {
    this.of(source, at).alive(at);
  }

  refused(source: string, count: number, at: Instant): void {
    this.of(source, at).refuse(count, at);
  }

  /** One source that is known by another name now: else the old name would stay silent for ever. */
  rename(from: string, to: string, at: Instant): void {
    const old = this.known.get(from);
    if (old === undefined || from === to) return;
    this.known.delete(from);
    const named = this.of(to, at);
    if (old.line !== undefined) named.turn(old.line);
    if (old.lastAt !== undefined) named.alive(old.lastAt);
  }

  /** The line to it stands, or is down since then. */
  line(source: string, line: SourceLine): void {
    this.of(source, line.since).turn(line);
  }

  /** A queue whose events come from there, and that calls do. */
  tells(source: string, queues: readonly string[], isCall: boolean, at: Instant): void {
    const feeds = this.known.get(source)?.feeds;
    for (const queue of queues) feeds?.tells(queue, at);
    if (isCall) feeds?.tellsOfCalls(at);
  }

  rows(at: Instant): SourceRow[] {
    return this.listed().map((heard) => rowOf(heard, at, this.floor()));
  }

  health(at: Instant): SourceHealth[] {
    return this.listed().map((heard) => healthOf(heard, at, this.floor()));
  }

  /** Those that are not heard and should be, by name, with since when. */
  away(at: Instant): ReadonlyMap<string, Instant> {
    const away = new Map<string, Instant>();
    for (const heard of this.known.values()) {
      const { is, since } = heard.hearing(at, this.floor());
      if (is === 'silent' || is === 'gap') away.set(heard.source, since);
    }
    return away;
  }

  /** Which of those away tell of one of these queues; of null: of any call. */
  missing(away: ReadonlyMap<string, Instant>, queues: readonly string[] | null): Missing | undefined {
    if (away.size === 0) return undefined;
    const all = [...this.known.values()];
    const newest = Math.max(...all.map(({ feeds }) => feeds.lastCallAt));
    const hangOn = queues === null ? all.filter(({ feeds }) => feeds.hasCalls(newest)) : new Set(queues.flatMap((queue) => tellers(all, queue)));
    const sources = [...hangOn].flatMap(({ source }) => (away.has(source) ? [source] : [])).toSorted();
    if (sources.length === 0) return undefined;
    return { since: Math.min(...sources.map((source) => away.get(source) ?? Infinity)), names: sources.map((source) => nameOf(this.floor().sources, source)) };
  }

  /** A source that sends no more, and whose silence means nothing; false of a line, and of one that is not known. */
  forget(source: string): boolean {
    const heard = this.known.get(source);
    if (heard === undefined || heard.line !== undefined) return false;
    this.forgotten.push(source);
    return this.known.delete(source);
  }

  /** What has to be saved since it was asked for last. */
  changes(): { readonly records: readonly SourceRecord[]; readonly forgotten: readonly string[] } {
    return { records: [...this.known.values()].flatMap((heard) => heard.changes() ?? []), forgotten: this.forgotten.splice(0) };
  }

  /** It could not be saved: it comes with the next. */
  unsaved({ records, forgotten }: ReturnType<Sources['changes']>): void {
    for (const record of records) this.known.get(record.source)?.unsavedAgain(record);
    this.forgotten.push(...forgotten);
  }

  private listed(): HeardSource[] {
    return [...this.known.values()].toSorted((a, b) => (a.source < b.source ? -1 : 1));
  }

  private of(source: string, at: Instant): HeardSource {
    const known = this.known.get(source) ?? new HeardSource(source, at, at);
    // Last in the map is who was heard of last.
    this.known.delete(source);
    this.known.set(source, known);
    if (this.known.size > MOST) this.dropOldest();
    return known;
  }

  private dropOldest(): void {
    for (const [source, { line }] of this.known) if (line === undefined) return void this.known.delete(source);
  }
}

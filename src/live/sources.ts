import type { SourceRow } from '../contract/board.js';
import { MINUTE } from '../domain/time.js';
import type { Instant } from '../domain/time.js';

/** A source that was heard of and then not for this long is silent. */
const SILENT = 5 * MINUTE;

/** A sender that names a source for each call must not fill the memory and the board: those heard of longest ago go. */
const MOST = 200;

interface Heard {
  lastEventAt: Instant;
  accepted: number;
  refused: number;
  gapSince: Instant | undefined;
}

/** What is heard from each source: counted where events come in, read by the board. */
export class Sources {
  private readonly heard = new Map<string, Heard>();

  accepted(source: string, count: number, at: Instant): void {
    const known = this.of(source);
    known.accepted += count;
    known.lastEventAt = Math.max(known.lastEventAt, at);
  }

  refused(source: string, count: number): void {
    this.of(source).refused += count;
  }

  /** One source that is known by another name now: else the old name would stay silent for ever. */
  rename(from: string, to: string): void {
    const known = this.heard.get(from);
    if (!known || from === to) return;
    this.heard.delete(from);
    if (!this.heard.has(to)) this.heard.set(to, known);
  }

  /** The connection was lost since then; undefined: it is back. */
  gap(source: string, since: Instant | undefined): void {
    this.of(source).gapSince = since;
  }

  rows(at: Instant): SourceRow[] {
    return [...this.heard].map(([source, { lastEventAt, accepted, refused, gapSince }]): SourceRow => {
      if (gapSince !== undefined) return { source, lastEventAt, accepted, refused, state: 'gap', since: gapSince };
      const silent = at - lastEventAt > SILENT;
      return { source, lastEventAt, accepted, refused, state: silent ? 'silent' : 'heard', since: lastEventAt };
    }).toSorted((a, b) => (a.source < b.source ? -1 : 1));
  }

  /** Since when nothing can be known for sure: all sources are away. */
  staleSince(at: Instant): Instant | undefined {
    const rows = this.rows(at);
    if (rows.length === 0 || rows.some((row) => row.state === 'heard')) return undefined;
    return Math.max(...rows.map((row) => row.since));
  }

  private of(source: string): Heard {
    const known = this.heard.get(source) ?? { lastEventAt: 0, accepted: 0, refused: 0, gapSince: undefined };
    // Last in the map is who was heard of last.
    this.heard.delete(source);
    this.heard.set(source, known);
    if (this.heard.size > MOST) this.heard.delete(this.heard.keys().next().value as string);
    return known;
  }
}

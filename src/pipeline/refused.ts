import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import { MOST_KEPT } from '../ports/adapter.js';
import { masked } from '../domain/mask.js';
import type { Adapter, Left, Refusals } from '../ports/adapter.js';
import type { Clock } from '../ports/clock.js';
import type { Pseudonyms } from '../ports/privacy.js';
import type { NewRefused, RefusedItems } from '../ports/refused.js';
import { DEEPEST, scrubbed } from './scrub.js';

/** Waiting for the database: past it what comes is counted and not kept. */
const MOST_WAITING = 5_000;
/** Characters of one thing; what is longer keeps its reason only. */
const LONGEST = 32_768;

/** Told of every refusal, kept or not. */
export interface RefusedCounts {
  refused(source: string, count: number, reason: string): void;
  unused(source: string, count: number): void;
  /** The database took none of them. */
  lost(count: number, why: string): void;
}

export interface RefusedParts {
  readonly items: RefusedItems;
  readonly clock: Clock;
  readonly pseudonyms: Pseudonyms;
  readonly counts: RefusedCounts;
}

/** The dead-letter list: what every adapter refused, without what may not be kept, and the way back in. */
export class RefusedList implements Refusals {
  private readonly adapters = new Map<string, Adapter>();
  private waiting: NewRefused[] = [];
  private writing: Promise<void> | undefined;

  constructor(private readonly parts: RefusedParts) {}

  /** Who can read again what it refused. */
  add(adapter: Adapter): void {
    this.adapters.set(adapter.name, adapter);
  }

  async refused(source: string, adapter: string, left: readonly Left[]): Promise<void> {
    const { counts, pseudonyms } = this.parts;
    const first = left[0];
    if (first === undefined) return;
    counts.refused(source, left.length, first.reason);
    if (this.waiting.length >= MOST_WAITING) return counts.lost(left.length, 'more is refused than can be written');
    for (const { reason, sent } of left.slice(0, MOST_KEPT)) {
      this.waiting.push({ source, adapter, reason: told(reason), sent: isLong(sent) ? null : textOf(scrubbed(sent, pseudonyms)) });
    }
    if (left.length > MOST_KEPT) counts.lost(left.length - MOST_KEPT, `of one post ${MOST_KEPT} are kept`);
    await (this.writing ??= this.write());
  }

  unused(source: string, names: readonly string[]): void {
    this.parts.counts.unused(source, names.length);
  }

  /** Reads one again; what is taken now leaves the list. */
  async retry(id: string): Promise<Result<{ readonly events: number }>> {
    const { items, clock } = this.parts;
    const item = await items.find(id);
    if (item === undefined) return refused('It is not in the list any more. Read the list anew.');
    const adapter = this.adapters.get(item.adapter);
    if (adapter === undefined || item.sent === null) return refused('Nothing of it was kept, so it cannot be read again. Have the source send it again.');
    const taken = await adapter.retry(item.source, JSON.parse(item.sent), item.firstAt);
    if (taken.ok) {
      await items.remove(id);
      return ok({ events: taken.value });
    }
    await items.note(id, told(taken.reason), clock.now());
    return taken;
  }

  /** What is refused while a write runs goes out with the next. */
  private async write(): Promise<void> {
    while (this.waiting.length > 0) {
      const now = this.waiting.splice(0);
      try {
        await this.parts.items.put(now, this.parts.clock.now());
      } catch (error) {
        this.parts.counts.lost(now.length, (error as Error).message);
      }
    }
    this.writing = undefined;
  }
}

/** It may quote what was sent. */
function told(reason: string): string {
  return String(masked(reason.slice(0, 2_000)));
}

function textOf(sent: unknown): string | null {
  const text = JSON.stringify(sent ?? null) ?? 'null';
  return text.length > LONGEST || text === 'null' ? null : text;
}

/** Whether it would be longer than what is kept, as far as it is looked into: known before it is copied to be scrubbed. */
function isLong(sent: unknown): boolean {
  let length = 0;
  const walk = (value: unknown, depth: number): boolean => {
    length += typeof value === 'string' ? value.length + 2 : 1;
    if (length > LONGEST) return true;
    if (typeof value !== 'object' || value === null || depth >= DEEPEST) return false;
    for (const name of Object.keys(value)) {
      length += Array.isArray(value) ? 0 : name.length;
      if (walk((value as Readonly<Record<string, unknown>>)[name], depth + 1)) return true;
    }
    return false;
  };
  return walk(sent, 0);
}

import { DAY, MINUTE } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { SourceFeeds } from '../ports/source-records.js';

/** A queue that is told of by somebody else since then has moved there. */
const MOVED = DAY;
const MOST_QUEUES = 500;
/** When it was told of is kept to within this, so that not every call is a change to be saved. */
const COARSE = 10 * MINUTE;

/** What one source tells of: what is old when it falls silent. */
export class Feeds {
  private readonly queues = new Map<string, Instant>();
  private voiceAt: Instant | null = null;
  private isChanged = false;

  tells(queue: string, at: Instant): void {
    if (at - (this.queues.get(queue) ?? 0) < COARSE) return;
    this.queues.delete(queue);
    this.queues.set(queue, at);
    if (this.queues.size > MOST_QUEUES) this.queues.delete(this.queues.keys().next().value as string);
    this.isChanged = true;
  }

  tellsOfCalls(at: Instant): void {
    if (this.voiceAt !== null && at - this.voiceAt < COARSE) return;
    this.voiceAt = at;
    this.isChanged = true;
  }

  at(queue: string): Instant | undefined {
    return this.queues.get(queue);
  }

  get names(): readonly string[] {
    return [...this.queues.keys()];
  }

  /** Whether calls hang on it, by when any source last told of one. */
  hasCalls(newest: Instant): boolean {
    return this.voiceAt !== null && this.voiceAt > newest - MOVED;
  }

  get lastCallAt(): Instant {
    return this.voiceAt ?? 0;
  }

  changed(): boolean {
    const was = this.isChanged;
    this.isChanged = false;
    return was;
  }

  kept(): SourceFeeds {
    return { queues: [...this.queues], voiceAt: this.voiceAt };
  }

  restore({ queues, voiceAt }: SourceFeeds): void {
    for (const [queue, at] of queues) this.queues.set(queue, at);
    this.voiceAt = voiceAt;
  }
}

/** Those that tell of a queue, without who did before it moved. */
export function tellers<Source extends { readonly feeds: Feeds }>(sources: Iterable<Source>, queue: string): Source[] {
  const all = [...sources].flatMap((source) => {
    const at = source.feeds.at(queue);
    return at === undefined ? [] : [{ source, at }];
  });
  const newest = Math.max(...all.map(({ at }) => at));
  return all.filter(({ at }) => at > newest - MOVED).map(({ source }) => source);
}

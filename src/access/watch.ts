import { isDeepStrictEqual } from 'node:util';
import { SECOND, type Millis } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import type { Credentials } from '../ports/credentials.js';
import { holderOf, type ReaderHolder } from './doorkeeper.js';
import { refusals, type Refusal } from './refusal.js';

/** With the doorkeeper's memory it has to stay under the promised 5 s. */
const BEAT: Millis = 2 * SECOND;

interface Watched {
  readonly holder: ReaderHolder;
  readonly onGone: (refusal: Refusal) => void;
}

/** Looks after open sockets: whoever's session ends, is revoked or changes its rights is told within 5 s. One query a beat for all of them. */
export class SessionWatch {
  private readonly watched = new Set<Watched>();
  private timer: NodeJS.Timeout | undefined;
  private sweeping = false;

  constructor(private readonly credentials: Credentials, private readonly clock: Clock) {}

  /** Calls `onGone` once at most. Returns what ends the watch. */
  watch(holder: ReaderHolder, onGone: (refusal: Refusal) => void): () => void {
    const one: Watched = { holder, onGone };
    this.watched.add(one);
    this.timer ??= setInterval(() => void this.beat(), BEAT).unref();
    return () => this.leave(one);
  }

  /** What a beat does. */
  async sweep(): Promise<void> {
    const ids = [...new Set([...this.watched].map(one => one.holder.credential))];
    const found = new Map((await this.credentials.find(ids)).map(each => [each.credential.id, each]));
    const now = this.clock.now();
    for (const one of [...this.watched]) {
      const known = found.get(one.holder.credential);
      const held = known === undefined ? { ok: false as const, reason: refusals.sessionOver } : holderOf(known, now);
      if (!held.ok) this.tell(one, held.reason);
      else if (held.value.is !== 'reader' || !isDeepStrictEqual(held.value.reader, one.holder.reader)) this.tell(one, refusals.rightsChanged);
    }
  }

  private async beat(): Promise<void> {
    if (this.sweeping) return;
    this.sweeping = true;
    try {
      await this.sweep();
    } catch {
      // While the database is away nobody can be revoked either: boards stay open, the next beat asks again. Nothing that
      // a look at sessions runs into may end the server.
    } finally {
      this.sweeping = false;
    }
  }

  private tell(one: Watched, refusal: Refusal): void {
    if (this.watched.has(one)) one.onGone(refusal);
    this.leave(one);
  }

  private leave(one: Watched): void {
    this.watched.delete(one);
    if (this.watched.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

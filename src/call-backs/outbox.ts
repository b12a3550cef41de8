import type { Floor } from '../domain/floor.js';
import { asking, isOpen, notCalled, notReached, over, placed } from '../domain/placed-call.js';
import type { PlacedCall } from '../domain/placed-call.js';
import { MINUTE, SECOND } from '../domain/time.js';
import type { Millis } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import type { CallStore, KeptCall } from '../ports/call-backs.js';
import type { CallOrder, Dialler, Placed } from '../ports/dialler.js';
import { change } from './change.js';

export interface OutboxParts {
  readonly store: CallStore;
  readonly clock: Clock;
  readonly floor: () => Floor;
  readonly dialler: (call: PlacedCall) => Dialler | undefined;
  readonly orderOf: (call: PlacedCall) => Promise<CallOrder | undefined>;
  readonly note: (sentence: string) => void;
}

/** A click that could not go out by then is none any more: an agent's phone that rings later would surprise its agent. */
const STALE: Millis = MINUTE;
/** For so long the platform is looked at for what it may have got. */
const LOOK_UP: Millis = 30 * SECOND;
/** Beyond two phones that ring: nothing will be heard any more. */
const SILENCE: Millis = MINUTE;

/**
 * Asks for each call at most once, whatever dies when: it is marked as `asking`, durably, before the platform is asked. What is
 * found marked after a restart is looked up and never asked for again; where nobody can tell, the line says so.
 */
export class Outbox {
  private readonly going = new Map<string, Promise<void>>();

  constructor(private readonly parts: OutboxParts) {}

  /** One look at everything that is not settled. */
  async work(underway: readonly KeptCall[]): Promise<void> {
    for (const kept of underway) {
      const { stage, id, untold } = kept.call;
      if (this.going.has(id)) continue;
      // That the number is used stands in the log before it is.
      if (stage === 'due' && !untold.some(({ is }) => is === 'number-used')) this.begin(kept);
      else if (stage === 'due') continue;
      else if (stage === 'asking') await this.lookUp(kept.call);
      else if (isOpen(kept.call)) await this.giveUpSilent(kept.call);
    }
  }

  /** What was begun has come to its answer. */
  async settled(): Promise<void> {
    await Promise.all(this.going.values());
  }

  /** One slow platform keeps nobody else waiting. */
  private begin(kept: KeptCall): void {
    const { id } = kept.call;
    const asked = this.ask(kept)
      .catch((error: Error) => this.parts.note(`What became of a call-back could not be written down, and is looked up: ${error.message}`))
      .finally(() => this.going.delete(id));
    this.going.set(id, asked);
  }

  private async ask(kept: KeptCall): Promise<void> {
    const { store, clock, note, dialler: diallerOf, orderOf } = this.parts;
    const { call } = kept;
    const now = clock.now();
    const dialler = diallerOf(call);
    const order = now - call.madeAt > STALE ? undefined : await orderOf(call);
    if (dialler === undefined || order === undefined) {
      await change(store, call.id, (each) => (each.stage === 'due' ? notCalled(each, now, 'stopped') : each));
      return note('A call-back was not placed: its time was over, its number is gone, or its way is not set up any more.');
    }
    const next = asking(call, now);
    // Someone took it back meanwhile.
    if (next === undefined || !await store.save(kept, next)) return;
    await this.takeDown(call.id, await dialler.place(order));
  }

  private async takeDown(id: string, answer: Placed): Promise<void> {
    const { store, clock, note } = this.parts;
    const now = clock.now();
    switch (answer.is) {
      case 'taken':
        await change(store, id, (each) => placed(each, now, answer));
        return;
      case 'refused':
        note(`A call-back was refused: ${answer.reason}`);
        await change(store, id, (each) => notCalled(each, now, 'refused'));
        return;
      case 'unclear':
        note(`It is not known whether a call-back was placed, and it is not asked for again: ${answer.reason}`);
    }
  }

  private async lookUp(call: PlacedCall): Promise<void> {
    const { store, clock, dialler: diallerOf, orderOf } = this.parts;
    const since = call.askedAt ?? call.madeAt;
    const [dialler, order] = [diallerOf(call), await orderOf(call)];
    const found = dialler === undefined || order === undefined ? { is: 'not-there' as const } : await dialler.find(order, since);
    const now = clock.now();
    if (found.is === 'taken') await change(store, call.id, (each) => placed(each, now, found));
    else if (now - since >= LOOK_UP) await change(store, call.id, (each) => (each.stage === 'asking' ? notCalled(each, now, 'unknown') : each));
  }

  /** It was placed, and then nothing was heard for longer than two phones ring. */
  private async giveUpSilent(call: PlacedCall): Promise<void> {
    const { store, clock, floor } = this.parts;
    const now = clock.now();
    if (now - (call.askedAt ?? call.madeAt) < 2 * floor().callbacks.ringMs + SILENCE) return;
    await change(store, call.id, (each) => {
      if (each.stage === 'dialling') return over(notReached(each, now, 'no-answer'), now);
      return notCalled(each, now, 'unknown');
    });
  }
}

import { MINUTE, SECOND } from '../domain/time.js';
import type { Millis } from '../domain/time.js';
import type { Chance } from '../ports/chance.js';
import type { Clock } from '../ports/clock.js';
import type { FindingStore, Handed, Letter } from '../ports/findings.js';
import { FRESH } from './letters.js';

export interface OutboxParts {
  readonly store: Pick<FindingStore, 'due' | 'claim' | 'settle'>;
  readonly clock: Clock;
  readonly chance: Pick<Chance, 'share'>;
  readonly note: (sentence: string) => void;
  /** Writes the letter as things stand now and hands it over; undefined where there is nothing to tell any more. */
  readonly hand: (letter: Letter) => Promise<Handed | undefined>;
}

const A_ROUND = 20;
/** From one attempt to the next: a receiver that restarts, one that is away for a while, one that is away over night. */
const PAUSES: readonly Millis[] = [10 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE];

/**
 * Sends each letter once at the most, whatever dies when: it is marked as `sending`, durably, before anyone is asked; only what
 * surely did not arrive is marked back. What is found marked after a restart nobody sends again.
 */
export class Outbox {
  constructor(private readonly parts: OutboxParts) {}

  async send(): Promise<void> {
    const { store, clock } = this.parts;
    for (const letter of await store.due(clock.now(), A_ROUND)) {
      const now = clock.now();
      if (now - letter.madeAt > FRESH) {
        await store.settle({ ...letter, state: 'stale', why: letter.why ?? 'it could not go out within a day' });
      } else if (await store.claim(letter, now)) {
        await this.hand({ ...letter, state: 'sending', tries: letter.tries + 1, sentAt: now });
      }
    }
  }

  private async hand(letter: Letter): Promise<void> {
    const { hand, store } = this.parts;
    const handed = await hand(letter).catch((error: Error): Handed => ({ is: 'unclear', reason: error.message }));
    await store.settle(this.settled(letter, handed));
  }

  private settled(letter: Letter, handed: Handed | undefined): Letter {
    const { note, clock, chance } = this.parts;
    if (handed === undefined) return { ...letter, state: 'stale', why: 'there was nothing left to tell' };
    const what = `a letter of ${letter.owner} by ${letter.via} (${letter.cause})`;
    switch (handed.is) {
      case 'taken':
        return { ...letter, state: 'sent' };
      case 'refused':
        note(`Gave up ${what}: ${handed.reason}. Check where its findings are sent.`);
        return { ...letter, state: 'failed', why: handed.reason };
      case 'unclear':
        note(`It is not known whether ${what} arrived, and it is not sent again: ${handed.reason}.`);
        return { ...letter, state: 'unknown', why: handed.reason };
      case 'busy': {
        const pause = PAUSES[Math.min(letter.tries, PAUSES.length) - 1] ?? MINUTE;
        if (letter.tries === 1) note(`Could not deliver ${what}, and tries again: ${handed.reason}.`);
        const { sentAt: _, ...rest } = letter;
        return { ...rest, state: 'due', dueAt: clock.now() + Math.max(handed.retryAfterMs ?? 0, Math.round(pause * (1 + chance.share() / 4))), why: handed.reason };
      }
    }
  }
}

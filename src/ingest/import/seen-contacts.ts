import { createHash } from 'node:crypto';
import type { RowOutcome } from './row.js';

/** How many contacts back a returning id is noticed: about 100 bytes each. */
const REMEMBERED = 500_000;

interface Sighting {
  readonly line: number;
  readonly content: number;
}

/**
 * Two rows with one contact id would become one contact, and one of them would vanish without a word. The very same row
 * again is harmless and only counted; another row under the same id is refused.
 */
export class SeenContacts {
  readonly #sightings = new Map<number, Sighting>();

  check(record: readonly string[], line: number, outcome: RowOutcome): RowOutcome {
    const contact = outcome.kind === 'events' ? outcome.events[0]?.subject : undefined;
    if (contact === undefined) return outcome;
    const key = hash(contact);
    const content = hash(record.join('\u0000'));
    const before = this.#sightings.get(key);
    if (!before) {
      this.#remember(key, { line, content });
      return outcome;
    }
    if (before.content === content) return { kind: 'repeated' };
    return {
      kind: 'refused',
      reason: `Line ${line}: the contact id "${contact}" stood on line ${before.line} already, on another call. `
        + 'Add columns to contact.id.columns until it is unique (a date or a line often does it), or set contact.id.row.',
    };
  }

  #remember(key: number, sighting: Sighting): void {
    if (this.#sightings.size >= REMEMBERED) {
      const [oldest] = this.#sightings.keys();
      if (oldest !== undefined) this.#sightings.delete(oldest);
    }
    this.#sightings.set(key, sighting);
  }
}

/** 48 bits: among half a million ids a false match is a one-in-a-thousand event per file, and shows as a refusal. */
function hash(text: string): number {
  return createHash('md5').update(text).digest().readUIntBE(0, 6);
}

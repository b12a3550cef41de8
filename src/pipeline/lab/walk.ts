import type { Contact } from '../../domain/contact.js';
import type { EarshotEvent } from '../../domain/event.js';
import { beginContact, evolveContact, foldContact, inferEnd } from '../../domain/fold/fold.js';
import type { Instant } from '../../domain/time.js';
import { lookedForAt } from '../fold-contacts.js';

/**
 * A stored contact as it stood at each instant: its events one after another as if each had been heard when it happened,
 * folded as the street folds them. Of what came late only the events' own times are stored.
 */
export class Walk {
  private place = 0;
  /** Given up: it takes its end back when something is heard after all. */
  isLost = false;
  private known: Contact | undefined;

  /** In the total order, one at least: as a row keeps them. */
  constructor(private readonly events: readonly EarshotEvent[]) {}

  /** Throws before the first event is taken. */
  get contact(): Contact {
    if (this.known === undefined) throw new Error('The contact has not begun.');
    return this.known;
  }

  get hasBegun(): boolean {
    return this.known !== undefined;
  }

  /** When something is heard next; never: Infinity. */
  get nextAt(): Instant {
    return this.events[this.place]?.time ?? Infinity;
  }

  /** When it is given up, if nothing is heard before. */
  get lostAt(): Instant {
    return this.known === undefined || this.known.endedAt !== undefined ? Infinity : lookedForAt(this.known, this.known.lastAt);
  }

  /** Folds what is heard next, all of that instant; whether any of it is of a type that `concerns`. */
  take(concerns: (type: string) => boolean): boolean {
    const at = this.nextAt;
    let isConcerned = false;
    for (let event = this.events[this.place]; event !== undefined && event.time === at; event = this.events[this.place]) {
      this.place += 1;
      isConcerned ||= concerns(event.type);
      if (this.known === undefined) this.known = beginContact(event);
      else if (!this.isLost) this.known = evolveContact(this.known, event);
    }
    if (!this.isLost) return isConcerned;
    this.isLost = false;
    this.known = foldContact(this.events.slice(0, this.place));
    return isConcerned;
  }

  /** Nothing was heard for too long. */
  lose(): void {
    this.known = inferEnd(this.contact);
    this.isLost = true;
  }
}

import type { Contact } from '../../domain/contact.js';
import type { EarshotEvent } from '../../domain/event.js';
import type { Flag } from '../../domain/flag.js';
import type { Instant } from '../../domain/time.js';
import { AskedOfContact } from './variant.js';
import type { Variant } from './variant.js';
import { Walk } from './walk.js';

export interface ReplayedContact {
  readonly contact: Contact;
  /** What each variant had raised by then, what it took back among it. */
  readonly flags: readonly (readonly Flag[])[];
}

/** Tells a contact again, event by event, up to an instant: each variant is asked when something is heard and when it asked to be woken. All are of one rule. */
export function replayContact(events: readonly EarshotEvent[], variants: readonly Variant[], until: Instant): ReplayedContact {
  const walk = new Walk(events);
  const asked = variants.map((variant) => new AskedOfContact(variant));
  const concerns = variants[0]?.concerns ?? never;
  for (;;) {
    let wakeAt = walk.lostAt;
    for (const each of asked) if (each.wakeAt < wakeAt) wakeAt = each.wakeAt;
    const heardAt = walk.nextAt;
    // What has been stored was heard, whatever its sender's clock says.
    if (heardAt === Infinity && wakeAt > until) break;
    if (heardAt <= wakeAt) {
      if (walk.isLost) for (const each of asked) each.forget();
      const isConcerned = walk.take(concerns);
      for (const each of asked) each.ask(walk.contact, isConcerned, heardAt);
    } else {
      wake(walk, asked, wakeAt);
    }
  }
  return { contact: walk.contact, flags: asked.map(({ flags }) => flags) };
}

function wake(walk: Walk, asked: readonly AskedOfContact[], at: Instant): void {
  if (walk.lostAt <= at) {
    walk.lose();
    for (const each of asked) each.forget();
  }
  for (const each of asked) each.ask(walk.contact, false, at);
}

function never(): boolean {
  return false;
}

import type { Contact } from '../../domain/contact.js';
import type { Detector } from '../../domain/detector.js';
import type { Flag } from '../../domain/flag.js';
import type { Floor } from '../../domain/floor.js';
import type { Instant } from '../../domain/time.js';
import { rulesOf } from '../catalogue.js';
import type { Rules } from '../catalogue.js';
import { detectInContact } from '../detect.js';

/** One rule under settings of its own. */
export interface Variant {
  /** That one alone. */
  readonly rules: Rules;
  readonly floor: Floor;
  /** Whether an event of that type may change what the rule says of its contact. */
  readonly concerns: (type: string) => boolean;
}

export function variantOf(rule: Detector, floor: Floor): Variant {
  return { rules: rulesOf([rule]), floor, concerns: concernsOf(rule) };
}

/** Asked for at each event: looking through a set of some ten costs a fifth of looking through a list of strings. */
function concernsOf(rule: Detector): Variant['concerns'] {
  if (rule.of !== 'contact') return () => true;
  const types = new Set<string>(rule.on);
  return (type) => types.has(type);
}

const nothing: readonly never[] = [];

/** What one variant says of one contact as time goes by: asked when the street would ask. */
export class AskedOfContact {
  flags: readonly Flag[] = nothing;
  wakeAt: Instant = Infinity;
  private dueAt: Instant = Infinity;
  private isFresh = true;

  constructor(private readonly variant: Variant) {}

  /** Everything may have changed: the contact is asked about, whatever is heard. */
  forget(): void {
    this.isFresh = true;
  }

  /** `isConcerned`: something was heard that may change the answer. */
  ask(contact: Contact, isConcerned: boolean, now: Instant): void {
    const { rules, floor } = this.variant;
    // What was heard concerns the rule in one of some five cases, and nobody waits for what it said before.
    if (!this.isFresh && now < this.dueAt && !isConcerned) return;
    // Of a single rule that is asked, there is nothing that stands from before.
    const { flags, askAgainAt } = detectInContact(rules, contact, this.flags, floor, now);
    this.isFresh = false;
    this.flags = flags;
    this.dueAt = askAgainAt ?? Infinity;
    // An instant that has passed needs no asking: the rule has just been asked.
    this.wakeAt = askAgainAt !== undefined && askAgainAt > now ? askAgainAt : Infinity;
  }
}

import type { Contact } from '../../domain/contact.js';
import type { Detector } from '../../domain/detector.js';
import type { Flag } from '../../domain/flag.js';
import type { Floor } from '../../domain/floor.js';
import type { Instant } from '../../domain/time.js';
import { rulesOf, rulesOn } from '../catalogue.js';
import type { Rules } from '../catalogue.js';
import { detectInContact } from '../detect.js';
import type { Question } from '../detect.js';

/** One rule under settings of its own. */
export interface Variant {
  readonly rules: Rules;
  readonly floor: Floor;
}

export function variantOf(rule: Detector, floor: Floor): Variant {
  return { rules: rulesOf([rule]), floor };
}

const nothing: readonly never[] = [];

/** What one variant says of one contact as time goes by: asked as the street asks. */
export class AskedOfContact {
  flags: readonly Flag[] = nothing;
  wakeAt: Instant = Infinity;
  private questions: readonly Question[] = nothing;
  private dueAt: Instant = Infinity;
  private isFresh = true;

  constructor(private readonly variant: Variant) {}

  /** Everything may have changed: the whole contact is asked about. */
  forget(): void {
    this.isFresh = true;
  }

  ask(contact: Contact, heard: readonly string[], now: Instant): void {
    const { rules, floor } = this.variant;
    // What was heard concerns the rule in one of some five cases, and nobody waits for what it said before.
    if (!this.isFresh && now < this.dueAt && !heard.some((type) => rulesOn(rules, type).length > 0)) return;
    const verdict = detectInContact(rules, contact, this.flags, floor, now, this.isFresh ? undefined : { heard, questions: this.questions });
    this.isFresh = false;
    this.flags = verdict.flags;
    this.questions = verdict.questions;
    this.dueAt = verdict.askAgainAt ?? Infinity;
    // An instant that has passed needs no asking: the rule has just been asked.
    this.wakeAt = verdict.askAgainAt !== undefined && verdict.askAgainAt > now ? verdict.askAgainAt : Infinity;
  }
}

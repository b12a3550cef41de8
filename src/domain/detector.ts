import type { Cohort, CohortKind } from './cohort.js';
import type { Contact } from './contact.js';
import type { EventType } from './event.js';
import type { FlagClass, Raised } from './flag.js';
import type { Floor } from './floor.js';
import type { Journey } from './journey.js';
import type { Instant } from './time.js';

/** What a rule can be tuned with: each option with its type, default and meaning. Durations are in seconds. */
export interface OptionSpec {
  readonly default: number | boolean | string;
  readonly says: string;
  readonly min?: number;
  readonly max?: number;
}
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;
/** An option's value has the type of its default. */
export type OptionsOf<Specs extends OptionSpecs> = { readonly [K in keyof Specs]: Widened<Specs[K]['default']> };
type Widened<T> = T extends number ? number : T extends boolean ? boolean : string;

/** What a rule answers: what it sees now, and for absence the instant at which to ask again. */
export interface Answer {
  readonly raised: readonly Raised[];
  readonly askAgainAt?: Instant;
}
export interface JourneyAnswer {
  readonly raised: readonly (Raised & { readonly contact: string })[];
  readonly askAgainAt?: Instant;
}

/** What a rule may look at besides its contact or journey. It has no memory and no clock of its own. */
export interface Asking<Specs extends OptionSpecs = OptionSpecs> {
  readonly now: Instant;
  readonly floor: Floor;
  /** The options in force, those of the queue where the floor's settings differ for it. */
  readonly options: (queue?: string) => OptionsOf<Specs>;
}

interface Rule<Specs extends OptionSpecs> {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly class: FlagClass;
  /** The rule in one line, as the catalogue prints it. */
  readonly rule: string;
  /** What someone can do about it now. */
  readonly action: string;
  readonly options: Specs;
}

/** Asks about one contact. */
export interface ContactDetector<Specs extends OptionSpecs = OptionSpecs> extends Rule<Specs> {
  readonly of: 'contact';
  /** The event types that can change its answer. */
  readonly on: readonly EventType[];
  ask(contact: Contact, asking: Asking<Specs>): Answer;
}

/** Asks about one customer's contacts together. */
export interface JourneyDetector<Specs extends OptionSpecs = OptionSpecs> extends Rule<Specs> {
  readonly of: 'journey';
  ask(journey: Journey, asking: Asking<Specs>): JourneyAnswer;
}

/** Asks about those who have a queue, a menu node, a reason, a version of a flow or an offer in common. */
export interface CohortDetector<Specs extends OptionSpecs = OptionSpecs> extends Rule<Specs> {
  readonly of: 'cohort';
  /** The kinds of cohorts that it asks about. */
  readonly kinds: readonly CohortKind[];
  /** What of a cohort, and so from what it is replayed. `readings`: who passed and what was usual; `moments`: who waits in a queue, is at work for it, and how many arrived with which outcome. */
  readonly looksAt: 'readings' | 'moments';
  /**
   * A flag without `until` is over when it is no longer raised: what was so was so. One whose `until` lies ahead is retracted
   * then: the same window says something else by now.
   */
  ask(cohort: Cohort, asking: Asking<Specs>): Answer;
}

export type Detector = ContactDetector | JourneyDetector | CohortDetector;

export const quiet: Answer = { raised: [] };

/** Keeps the options' types while the rule is written down; erases them for the catalogue. */
export function contactDetector<const Specs extends OptionSpecs>(rule: Omit<ContactDetector<Specs>, 'of'>): ContactDetector {
  return { ...rule, of: 'contact' } as unknown as ContactDetector;
}

export function journeyDetector<const Specs extends OptionSpecs>(rule: Omit<JourneyDetector<Specs>, 'of'>): JourneyDetector {
  return { ...rule, of: 'journey' } as unknown as JourneyDetector;
}

export function cohortDetector<const Specs extends OptionSpecs>(rule: Omit<CohortDetector<Specs>, 'of'>): CohortDetector {
  return { ...rule, of: 'cohort' } as unknown as CohortDetector;
}

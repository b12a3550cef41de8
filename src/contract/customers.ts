import type { NamedId } from './board.js';
import type { FlagCard, JourneyItem, PromiseView } from './contact.js';

/** Customers at a glance. Instants are milliseconds since 1970. */

export const glanceViews = ['need', 'well'] as const;
/** Who needs someone now, or who is doing well. */
export type GlanceView = (typeof glanceViews)[number];

/** GET /api/v1/customers: one customer of whom something is to be told. */
export interface CustomerLine {
  readonly customer: string;
  /** "caller a7f3": never a number. */
  readonly label: string;
  /** The points of the grounds, faded to now: what the list is ordered by. */
  readonly score: number;
  /** The heaviest first: the whole of why this customer is here. */
  readonly grounds: readonly GroundLine[];
  /** Contacts in the last seven days, as far as is known here. */
  readonly contacts: number;
  /** Is on a contact now. */
  readonly here: boolean;
  /** When the last contact began. */
  readonly lastAt: number;
  readonly reason?: NamedId;
  readonly queue?: NamedId;
  readonly owner?: NamedId;
}

export interface GroundLine {
  readonly kind: string;
  /** "third call about bill in 6 days" */
  readonly says: string;
  readonly at: number;
  /** As it weighs now. */
  readonly points: number;
  /** The contact that shows it. */
  readonly contact: string;
}

/** GET /api/v1/customers/:key: the whole journey of one customer. */
export interface CustomerPage {
  readonly customer: string;
  readonly label: string;
  readonly need: Told;
  readonly well: Told;
  /** Oldest first. */
  readonly contacts: readonly JourneyContact[];
  /** Contacts that the reader may not see are counted and no more. */
  readonly hidden: number;
}

export interface Told {
  readonly score: number;
  readonly grounds: readonly GroundLine[];
}

/** One contact of the journey, with what was said of it. */
export interface JourneyContact extends JourneyItem {
  readonly queues: readonly NamedId[];
  readonly agents: readonly NamedId[];
  /** The contact's own flags and the journey's, retracted ones too. */
  readonly cards: readonly FlagCard[];
  readonly promises: readonly PromiseView[];
  readonly prompts: readonly AgentSaid[];
  readonly surveys: readonly CustomerSaid[];
  readonly resolution: Resolution;
  readonly calledBack?: { readonly attempts: number; readonly reachedAt?: number };
}

/** What an agent answered, or did not. */
export interface AgentSaid {
  readonly agent: NamedId;
  readonly at: number;
  readonly state: 'open' | 'answered' | 'partly' | 'expired';
  readonly says: readonly string[];
}

/** What the customer was asked, and answered. */
export interface CustomerSaid {
  readonly name: string;
  readonly sentAt?: number;
  readonly state: 'sent' | 'answered' | 'expired';
  readonly says: readonly string[];
}

/**
 * Whether the matter was resolved, and how that is known: the customer said so, else the agent; else it is inferred from
 * whether they came back within seven days; else it is not known (yet).
 */
export type Resolution =
  | { readonly is: 'stated'; readonly by: 'customer' | 'agent'; readonly resolved: 'yes' | 'partly' | 'no'; readonly against?: 'yes' | 'partly' | 'no' }
  | { readonly is: 'inferred'; readonly resolved: 'yes' | 'no'; readonly says: string }
  | { readonly is: 'unknown'; readonly says: string };

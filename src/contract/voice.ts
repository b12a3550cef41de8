/** What agents and customers make of the same contacts, what was expected, and what answers say of everyone. Instants are milliseconds since 1970, shares 0 to 1; null: too few to say. */
import type { ShareOf } from './surveys.js';

/** Within how long a new contact means that it was not solved, and for which reason. */
export interface ReturnsView {
  readonly within: string;
  readonly scope: 'any' | 'same';
}

export interface WindowView {
  readonly from: number;
  /** Not in it. */
  readonly to: number;
}

/** A difference of two shares, −1 to 1, with its 95 % interval. */
export interface DifferenceOf {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** The share that agents call resolved, that which customers show, and what lies between. */
export interface TwoShares {
  readonly agents: ShareOf;
  readonly customers: ShareOf;
  /** Agents' share minus customers'. */
  readonly gap: DifferenceOf;
}

/** Contacts by what their agent says and what their customer shows: four cells, and what follows from them. */
export interface PerceptionCells extends TwoShares {
  readonly bothYes: number;
  readonly agentOnly: number;
  readonly customerOnly: number;
  readonly bothNo: number;
  /** Of all of them, whose customers said it themselves. */
  readonly said: number;
  /** The same of those alone, without whoever is only known not to have come back. null: fewer than thirty said so. */
  readonly asSaid: TwoShares | null;
}

export interface Perceived {
  readonly n: number;
  /** null: fewer than thirty contacts. */
  readonly table: PerceptionCells | null;
}

/** The contacts of one window: those whose customers can come back no more, and all as they stand now. */
export interface PerceivedSoFar {
  readonly settled: Perceived;
  readonly standing: Perceived;
}

export interface PerceptionLine extends PerceivedSoFar {
  readonly id: string;
  readonly name: string;
}

/** GET /api/v1/perception */
export interface PerceptionView {
  readonly channel: string;
  readonly window: WindowView;
  readonly returns: ReturnsView;
  /** What ended before is settled. */
  readonly settledBefore: number;
  /** Contacts of the window that are over, by how it is known how they ended. */
  readonly resolution: { readonly stated: number; readonly inferred: number; readonly unknown: number };
  readonly whole: PerceivedSoFar;
  readonly by: 'queue' | 'reason' | 'team';
  readonly items: readonly PerceptionLine[];
}

/** GET /api/v1/perception/people: for each person themselves, and for the supervisor of their team. */
export interface PersonLine extends PerceptionLine {
  readonly team: string | null;
}

/** What is, held against what is expected. */
export interface BeliefFound {
  readonly is: ShareOf;
  /** The interval holds what is expected, or lies wholly below or above it. */
  readonly verdict: 'as-expected' | 'below' | 'above' | 'too-few';
  /** It may still change: customers can come back. */
  readonly provisional: boolean;
}

/** GET /api/v1/beliefs/owners, PATCH /api/v1/beliefs/owners/:owner: what an owning function expects of the whole center. */
export interface OwnerBeliefs {
  readonly owner: string;
  readonly name: string;
  /** All that may be expected. */
  readonly lines: readonly OwnBelief[];
}

export interface OwnBelief {
  readonly what: string;
  readonly title: string;
  readonly metric: string;
  /** A share, 0 to 1; null: nothing is expected, and what is stands nowhere yet. */
  readonly expected: number | null;
  readonly found: BeliefFound | null;
}

/** GET /api/v1/beliefs: what is expected beside what is. */
export interface BeliefLine extends BeliefFound {
  /** Absent: of the whole center. */
  readonly queue?: string;
  /** The function that expects it; absent: the settings, whoever wrote them. */
  readonly owner?: string;
  /** The queue's name, or "The whole center", with who says so where that is a function. */
  readonly of: string;
  readonly what: string;
  readonly title: string;
  readonly metric: string;
  readonly expected: number;
}

export interface StratumLine {
  /** Absent: no queue was reached, or none that is named. */
  readonly queue?: string;
  readonly name: string;
  /** Whether an alert stands on the contact. */
  readonly letDown: boolean;
  readonly contacts: number;
  readonly asked: number;
  readonly said: number;
  /** null: fewer than ten answers. */
  readonly good: number | null;
}

/** GET /api/v1/strata: one question, weighed by queue and by whether the caller was let down. */
export interface WeighedLine {
  readonly question: string;
  readonly says: string;
  readonly contacts: number;
  readonly asked: number;
  /** As answered. */
  readonly answered: ShareOf;
  /** As all would have answered, if the silent of a stratum are like those of it who spoke. */
  readonly weighted: DifferenceOf;
  /** So many answers, drawn evenly, would say as much. */
  readonly effective: number;
  /** The share of contacts whose stratum has five answers at the least. Under a half nothing is weighted. */
  readonly covered: number;
  /** Whatever the silent and those of strata never asked would have said. */
  readonly bounds: { readonly low: number; readonly high: number } | null;
  readonly strata: readonly StratumLine[];
}

import type { NamedId } from './board.js';

/** GET /api/v1/menus: the numbers on which callers meet a menu. Times are milliseconds, shares 0 to 1; null: nothing to say. */
export interface MenuLine {
  readonly entry: NamedId;
  /** Callers who came into a menu there. */
  readonly calls: number;
  readonly callersNow: number;
  readonly toQueue: Spread;
  readonly toHuman: Spread;
}

export interface Spread {
  readonly n: number;
  readonly median: number | null;
  readonly p90: number | null;
}

/** GET /api/v1/menus/:entry: the menu as its callers walked it. */
export interface MenuView extends MenuLine {
  readonly window: { readonly from: number; readonly to: number };
  readonly places: readonly MenuPlaceView[];
  readonly edges: readonly MenuEdgeView[];
  /** Keys pressed before the first queue or agent. */
  readonly keys: Spread;
  /** Null where traffic is too thin, or no way leads to a person. */
  readonly shortest: { readonly places: readonly string[]; readonly keys: readonly string[]; readonly ms: number } | null;
  /** How many times longer than the shortest way the callers' own ways took. */
  readonly detour: { readonly median: number; readonly p90: number } | null;
  readonly versions: readonly MenuVersion[];
}

export interface MenuPlaceView {
  /** `start`, `node:billing`, `queue:support`, `agent`, `done`, `closed`, `hung-up`, `sent-away`, `over` */
  readonly id: string;
  readonly name: string;
  readonly kind: 'start' | 'node' | 'queue' | 'agent' | 'end';
  readonly owner?: NamedId;
  readonly visits: number;
  readonly now: number;
  readonly hungUp: number;
  /** Of those who left it, the share that hung up there, and that had been there before. */
  readonly hungUpShare: number | null;
  readonly againShare: number | null;
  readonly noInput: number;
  readonly noMatch: number;
  /** Visits in which a person was asked for (0, *, #, "agent") where none is offered. */
  readonly zeroOuts: number;
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
  /** Of a node: calls that ended in it without queue or agent. Null where none did. */
  readonly contained: MenuContained | null;
}

export interface MenuContained {
  readonly n: number;
  /** Of so many it can be told whether they were: with a success, or by whether the customer came back or said no. */
  readonly known: number;
  readonly truly: number;
  /** Some may still come back. */
  readonly provisional: boolean;
}

export interface MenuEdgeView {
  readonly from: string;
  readonly to: string;
  readonly passes: number;
  /** Of those who left `from`. */
  readonly share: number;
  readonly key: string | null;
  readonly medianMs: number | null;
}

/** One version of a flow beside the others: what a change of the menu has done. */
export interface MenuVersion {
  readonly flow: string | null;
  readonly version: string | null;
  readonly calls: number;
  readonly hungUpShare: number | null;
  readonly againShare: number | null;
  /** Of visits, how many asked for a person where none is offered. */
  readonly zeroOutShare: number | null;
  /** Of the calls, how many came to a queue or an agent from the menu. */
  readonly reachedShare: number | null;
  /** From the start of its calls to the first agent. */
  readonly toHuman: Spread;
  /** The version before it with enough calls, and what differs by more than chance; null: there is none. */
  readonly before: { readonly version: string | null; readonly changes: readonly MenuVersionChange[] } | null;
}

/** GET /api/v1/menus/worse: numbers whose newest version of the menu was worse than the one before, over the last seven days. */
export interface WorseMenu {
  readonly entry: NamedId;
  readonly flow: string | null;
  readonly version: string | null;
  readonly before: string | null;
  readonly changes: readonly MenuVersionChange[];
}

export interface MenuVersionChange {
  /** Hung up in the menu; came back to a node; reached a queue or an agent; asked for a person where none is offered: shares of calls or visits. The median time to an agent: milliseconds. */
  readonly what: 'hung-up' | 'again' | 'reached' | 'zero-out' | 'to-human';
  readonly from: number;
  readonly to: number;
  readonly is: 'worse' | 'better';
}

/** GET /api/v1/menus/:entry/scorecard: the gethuman standard for telephone service, v1.0, as the number's calls show it. */
export interface Scorecard {
  readonly entry: NamedId;
  readonly window: { readonly from: number; readonly to: number };
  readonly lines: readonly ScorecardLine[];
  /** The weeks before the window's end, the oldest first, as far as they had calls. */
  readonly weeks: readonly ScorecardWeek[];
}

/** `ask`: neither events nor settings tell. */
export type Verdict = 'pass' | 'fail' | 'ask';

export interface ScorecardLine {
  readonly point: string;
  readonly title: string;
  readonly verdict: Verdict;
  /** What tells: calls, what the number's owner declares in the settings, or nothing. */
  readonly by: 'events' | 'settings' | 'nothing';
  readonly because: string;
  /** Calls that show it, the newest first: of a point that is passed such as keep it, of one that is failed such as break it. */
  readonly calls: readonly string[];
}

export interface ScorecardWeek {
  readonly from: number;
  readonly to: number;
  readonly calls: number;
  /** By point, in the order of the lines. */
  readonly verdicts: readonly Verdict[];
}

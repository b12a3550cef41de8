import type { NamedId } from './board.js';

/** GET /api/v1/menus/:entry/intended: what the author of a number's menu meant, beside what its callers do. */
export interface IntendedView {
  readonly entry: NamedId;
  readonly window: { readonly from: number; readonly to: number };
  /** Null: nobody said what was meant, or it was taken out. */
  readonly current: IntendedLine | null;
  readonly compared: IntendedCompared | null;
}

/** One version: who said what was meant, when, and from which kind of file. */
export interface IntendedLine {
  readonly version: number;
  readonly at: number;
  readonly by: string;
  /** `twilio-studio`, `freeswitch`, `voice-menu`, `earshot`; null: it was taken out. */
  readonly format: string | null;
  readonly name: string | null;
  readonly nodes: number;
}

/** GET /api/v1/menus/:entry/intended/versions/:version, for administrators. */
export interface IntendedVersionView extends IntendedLine {
  /** The file as it came. */
  readonly source: string;
}

/** A place as on the map: `node:billing`, `queue:*` (any queue), `end`, `elsewhere`. */
export interface IntendedAt {
  readonly id: string;
  readonly name: string;
}

export interface IntendedCompared {
  /** Of the ways that were meant, so many were taken. */
  readonly ways: number;
  readonly taken: number;
  readonly unforeseen: readonly IntendedUnforeseen[];
  readonly unknown: readonly { readonly place: IntendedAt; readonly visits: number; readonly calls: readonly string[] }[];
  readonly untaken: readonly IntendedUntaken[];
  readonly unreached: readonly IntendedAt[];
  readonly deadKeys: readonly IntendedDeadKey[];
  readonly renamed: readonly { readonly observed: IntendedAt; readonly intended: IntendedAt }[];
}

export interface IntendedUnforeseen {
  readonly from: IntendedAt;
  readonly to: IntendedAt;
  readonly passes: number;
  /** `way`: none was meant there. `key`: one was, by another key. */
  readonly is: 'way' | 'key';
  readonly key: string | null;
  /** Up to five of the newest that show it. */
  readonly calls: readonly string[];
}

export interface IntendedUntaken {
  readonly from: IntendedAt;
  readonly to: IntendedAt;
  readonly key: string | null;
  readonly on: string | null;
  /** How often callers left its beginning some other way. */
  readonly visits: number;
}

export interface IntendedDeadKey {
  readonly node: IntendedAt;
  readonly key: string;
  readonly times: number;
  /** The author offers it there. */
  readonly offered: boolean;
  readonly calls: readonly string[];
}

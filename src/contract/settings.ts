/** GET /api/v1/settings: the floor's settings as people write them. */
export interface SettingsView {
  /** YAML with its comments. */
  readonly text: string;
  /** The same, parsed; null where the text cannot be read. */
  readonly document: Readonly<Record<string, unknown>> | null;
  /** Which text this is: a change says on which it is based. */
  readonly revision: string;
  readonly from: SettingsOrigin;
  /** The version in force, and whose it is. */
  readonly version: SettingsVersion;
  /** Why nothing can be changed from here; null: it can. */
  readonly cannotWrite: string | null;
  /** What is wrong with the text; while there is anything, the version in force is an older one. */
  readonly problems: readonly SettingsProblem[];
}

/** A file that the server was started with, or the server's own log. */
export type SettingsOrigin = { readonly is: 'file'; readonly path: string } | { readonly is: 'log' };

export interface SettingsVersion {
  /** The position of its entry in the log: they ascend, with gaps. */
  readonly version: number;
  readonly at: number;
  /** Who changed it on the board, the path of the file, or `defaults`. */
  readonly by: string;
}

/** One of GET /api/v1/settings/versions, newest first. */
export interface SettingsVersionLine extends SettingsVersion {
  readonly inForce: boolean;
  /** Against the version before; at most 50 are listed. */
  readonly changed: readonly SettingsDifference[];
  readonly changes: number;
}

/** GET /api/v1/settings/versions/:version */
export interface SettingsVersionView extends SettingsVersion {
  readonly text: string;
  /** What going back to it would change now. */
  readonly changed: readonly SettingsDifference[];
}

/** One place, before and after, as they are written; null: nothing stands there. */
export interface SettingsDifference {
  readonly path: readonly string[];
  readonly before: string | null;
  readonly after: string | null;
}

export interface SettingsProblem {
  /** The keys that lead to it; empty for the whole. */
  readonly path: readonly string[];
  /** In the text that was checked, from 1; null where nothing of it stands there. */
  readonly line: number | null;
  readonly says: string;
}

/** A place and what should stand there; null takes it out. */
export interface SettingsChange {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** PUT /api/v1/settings, or POST /api/v1/settings/check without `base`. */
export interface SettingsText {
  readonly base: string;
  readonly text: string;
}

/** PATCH /api/v1/settings, or POST /api/v1/settings/check without `base`. */
export interface SettingsChanges {
  readonly base: string;
  readonly changes: readonly SettingsChange[];
}

/** POST /api/v1/settings/check: nothing is changed by it. */
export interface SettingsChecked {
  readonly text: string;
  readonly problems: readonly SettingsProblem[];
  readonly changed: readonly SettingsDifference[];
}

/** What came of a change: the settings as they are now, and what is different. */
export interface SettingsSaved {
  readonly settings: SettingsView;
  readonly changed: readonly SettingsDifference[];
}

/** GET /api/v1/settings/unnamed: what was heard of and has no name, what is heard most first. */
export interface UnnamedView {
  readonly entries: readonly HeardId[];
  readonly nodes: readonly HeardId[];
  readonly queues: readonly HeardId[];
  readonly agents: readonly HeardId[];
  /** Among how many contacts was looked. */
  readonly contacts: number;
}

export interface HeardId {
  readonly id: string;
  /** In how many of the contacts. */
  readonly times: number;
  readonly lastAt: number;
}

import type { SettingsChange, SettingsChecked, SettingsProblem, SettingsSaved, SettingsVersionLine, SettingsVersionView, SettingsView } from '../contract/settings.js';
import type { Result } from '../domain/result.js';
import type { Instant, Millis } from '../domain/time.js';

/** The settings as they stand in the log. */
export interface SettingsEntry {
  readonly position: number;
  readonly at: Instant;
  readonly by: string;
  readonly settings: unknown;
  /** As it was written, with numbers hashed; entries of older versions have none. */
  readonly text?: string;
}

export interface SettingsEntries {
  /** Newest first, only those before a position where one is given. */
  newest(limit: number, before?: number): Promise<readonly SettingsEntry[]>;
}

export type SettingsEdit =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'changes'; readonly changes: readonly SettingsChange[] }
  /** Back to an earlier one, as a new one. */
  | { readonly is: 'version'; readonly version: number };

/** Why settings were not changed. */
export interface SettingsRefusal {
  readonly is: 'stale' | 'mistakes' | 'not-writable' | 'not-here' | 'away';
  readonly what: string;
  readonly do: string;
  readonly problems?: readonly SettingsProblem[];
  readonly retryAfterMs?: Millis;
}

/** Where the floor's settings are read, checked and changed. */
export interface FloorDesk {
  read(): Promise<Result<SettingsView, SettingsRefusal>>;
  /** What an edit would change and what is wrong with it; changes nothing. */
  check(edit: SettingsEdit): Promise<Result<SettingsChecked, SettingsRefusal>>;
  /** Durable, and in the log under this name, before it is answered. */
  save(edit: SettingsEdit, base: string, by: string): Promise<Result<SettingsSaved, SettingsRefusal>>;
  versions(limit: number, before?: number): Promise<readonly SettingsVersionLine[]>;
  version(version: number): Promise<Result<SettingsVersionView, SettingsRefusal>>;
}

import type { IntendedMenu } from '../domain/intended-menu.js';
import type { Result } from '../domain/result.js';
import type { Instant } from '../domain/time.js';

/** One version of what was meant with a number's menu. */
export interface IntendedVersion {
  /** From 1, by number. */
  readonly version: number;
  readonly at: Instant;
  readonly by: string;
  /** Null: it was taken out. */
  readonly meant: { readonly format: string; readonly menu: IntendedMenu } | null;
}

/** What authors meant with the menus of numbers; `entry` is empty for calls whose number nobody told. Every method throws when the database does not answer. */
export interface IntendedMenus {
  newest(entry: string): Promise<IntendedVersion | undefined>;
  /** Newest first. */
  versions(entry: string, limit: number): Promise<readonly IntendedVersion[]>;
  /** With the file as it came. */
  version(entry: string, version: number): Promise<(IntendedVersion & { readonly source: string }) | undefined>;
  /** Durable before it answers. The number of the new version. */
  add(entry: string, meant: IntendedVersion['meant'], source: string, by: string): Promise<number>;
}

/** Reads a file by what it looks like; what is wrong is told all together. */
export type ReadIntended = (text: string) => Result<NonNullable<IntendedVersion['meant']>, readonly string[]>;

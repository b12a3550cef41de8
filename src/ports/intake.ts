import type { EarshotEvent } from '../domain/event.js';

/** What the one door answers. It answers `taken` only when the events are durable. */
export type IntakeAnswer =
  | { readonly taken: true; readonly position: number }
  /** `busy`: more arrives than can be written or folded; `log`: the log cannot be written. */
  | { readonly taken: false; readonly cause: 'busy' | 'log'; readonly retryAfterMs: number; readonly reason: string };

export interface Intake {
  /**
   * Hands events over for good. Raw caller numbers in `from`, `to`, `number` become keyed hashes in here.
   * `history` marks an import: exempt from the lateness horizon.
   */
  accept(events: readonly EarshotEvent[], options?: { readonly history?: boolean }): Promise<IntakeAnswer>;
}

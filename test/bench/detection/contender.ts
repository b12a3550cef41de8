import type { EarshotEvent } from '../../../src/domain/event.js';
import type { Instant } from '../../../src/domain/time.js';

/** Who folds the stream and asks the ten rules. */
export interface Contender {
  /** How many flags it has raised on its way, some of which it took back. */
  readonly told: number;
  /** What arrived at once: folded, and the rules asked about every contact that it changed. */
  take(events: readonly EarshotEvent[], now: Instant): void | Promise<void>;
  /** The flags that stand now: "contact rule subject". */
  flags(now: Instant): Set<string>;
}

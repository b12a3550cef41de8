import type { RecoveryLine, Snapshot } from '../contract/board.js';
import type { GlanceView } from '../contract/customers.js';
import type { Ground } from '../domain/glance/ground.js';
import type { Sighting } from '../domain/glance/sighting.js';
import type { Reader } from '../domain/reader.js';

/** The live board as other edges may ask it. */
export interface BoardView {
  /** Everything the reader's scope shows now. */
  snapshotFor(reader: Reader): Snapshot;
  /** Who is to be called back, oldest first, within the reader's scope. */
  recoveryFor(reader: Reader): readonly RecoveryLine[];
  /** Customers at a glance, the heaviest first, within the reader's scope. */
  customersFor(reader: Reader, ask: GlanceAsk): readonly GlancedCustomer[];
}

/** Only customers with a ground of this queue, reason or owner. */
export interface GlanceAsk {
  readonly view: GlanceView;
  readonly queue?: string;
  readonly reason?: string;
  readonly owner?: string;
}

export interface GlancedCustomer {
  readonly customer: string;
  readonly score: number;
  /** The heaviest first. */
  readonly grounds: readonly Ground[];
  /** Those that the reader may see, oldest first: asked for where the line is shown. */
  sightings(): readonly Sighting[];
}

import type { RecoveryLine, Snapshot } from '../contract/board.js';
import type { Reader } from '../domain/reader.js';

/** The live board as other edges may ask it. */
export interface BoardView {
  /** Everything the reader's scope shows now. */
  snapshotFor(reader: Reader): Snapshot;
  /** Who is to be called back, oldest first, within the reader's scope. */
  recoveryFor(reader: Reader): readonly RecoveryLine[];
}

import { detectors } from '../../detectors/index.js';
import type { Floor } from '../../domain/floor.js';
import type { LabResult } from '../../domain/lab/result.js';
import type { Instant } from '../../domain/time.js';
import { replayStored } from '../../pipeline/lab/replay-stored.js';
import type { LabRequest } from '../../ports/rule-lab.js';
import type { Connection } from '../../store/connection.js';
import { openPgStoredContacts } from '../../store/pg-stored-contacts.js';

/** All that a thread has to know. */
export interface LabJob {
  readonly connection: Connection;
  readonly request: LabRequest;
  readonly floor: Floor;
  readonly now: Instant;
}

export type LabMessage =
  | { readonly is: 'progress'; readonly done: number; readonly of: number }
  | { readonly is: 'done'; readonly result: LabResult }
  | { readonly is: 'failed'; readonly why: string };

/** Replays on the thread that calls, with a database session of its own; it tells, and never throws. */
export async function doLabJob({ connection, request, floor, now }: LabJob, tell: (message: LabMessage) => void): Promise<void> {
  const stored = openPgStoredContacts(connection);
  try {
    const result = await replayStored(stored, { request, rules: detectors, floor, now, onProgress: (done, of) => tell({ is: 'progress', done, of }) });
    tell({ is: 'done', result });
  } catch (error) {
    tell({ is: 'failed', why: (error as Error).message });
  } finally {
    await stored.close().catch(() => undefined);
  }
}

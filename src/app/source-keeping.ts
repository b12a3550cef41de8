import { SECOND } from '../domain/time.js';
import type { Sources } from '../live/sources.js';
import type { Clock } from '../ports/clock.js';
import type { SourceRecords } from '../ports/source-records.js';
import type { Told } from './machine.js';
import type { Stoppable } from './edges.js';

/** What is lost with the process is half a minute of counts: of what is usual in an hour that changes nothing. */
const EVERY = 30 * SECOND;

export interface Kept {
  readonly sources: Sources;
  readonly records: SourceRecords;
  readonly clock: Clock;
}

/** Keeps what is known of the sources over restarts: a PBX that died while the server was down is missed as any other. */
export class SourceKeeping implements Stoppable {
  private saving: Promise<void> | undefined;
  private readonly timer: NodeJS.Timeout;

  private constructor(private readonly kept: Kept, private readonly told: Pick<Told, 'note'>) {
    this.timer = setInterval(() => void this.save(), EVERY);
  }

  static async of(kept: Kept, told: Pick<Told, 'note'>): Promise<SourceKeeping> {
    const { sources, records, clock } = kept;
    const now = clock.now();
    // Without it the server is as good as on its first day: nothing is usual yet.
    await records.load(now).then((found) => sources.restore(found, now), (error: Error) => told.note(`What was known of the sources could not be read: ${error.message}`));
    return new SourceKeeping(kept, told);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.saving;
    await this.save();
  }

  private save(): Promise<void> {
    this.saving ??= this.write().finally(() => (this.saving = undefined));
    return this.saving;
  }

  private async write(): Promise<void> {
    const { sources, records, clock } = this.kept;
    const changes = sources.changes();
    try {
      for (const source of changes.forgotten) await records.forget(source);
      await records.save(changes.records, clock.now());
    } catch (error) {
      sources.unsaved(changes);
      this.told.note(`What is known of the sources could not be kept, and will be with the next: ${(error as Error).message}`);
    }
  }
}

/** What is traced: a post, its entry on the way to disk, what an entry touches brought to memory, its fold, and a drawing of the board. */
export type Work = 'ingest' | 'append' | 'recall' | 'fold' | 'frame';

/** What a piece of work came to: counts and kinds alone. There is no place in it for an id, a number or a name of anyone. */
export interface Came {
  /** The log's: what carries the same one belongs together. Of several entries the first one's. */
  readonly position?: number;
  readonly entries?: number;
  readonly events?: number;
  readonly refused?: number;
  /** The address as it is written in the code, `/ingest/webhook/:name`: never as it was asked for. */
  readonly route?: string;
  readonly status?: number;
  readonly rooms?: number;
  /** Of the frames, each counted once, however many read it. */
  readonly bytes?: number;
  readonly hasFailed?: boolean;
}

/** Told of work as it happens, for a collector of traces. An abstract class: Nest finds it by its name. */
export abstract class Traces {
  /** Work begins. What comes back is called when it has ended. */
  abstract begin(work: Work): (came: Came) => void;
}

const unheard = (): void => undefined;

/** Nobody collects any. */
export const noTraces: Traces = { begin: () => unheard };

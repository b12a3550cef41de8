/**
 * Where an edge stood in what it reads, over restarts: how far in a file, when a line was last heard. A place that is
 * lost costs reading again, never an event: what is read twice is the same event.
 */
export interface Places {
  /** undefined where none was kept, or where none can be read now. */
  read(name: string): Promise<unknown>;
  write(name: string, place: unknown): Promise<void>;
}

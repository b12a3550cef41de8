import type { NamedId, SourceRow } from './board.js';

/** GET /api/v1/sources: the board's row of one source, and all that is measured of it. Durations are milliseconds. */
export interface SourceHealth extends SourceRow {
  /** When what was heard last had happened, by the source's own clock; null where nothing was heard live. */
  readonly occurredAt: number | null;
  /** How much later than they happened its events of the last ten minutes were heard; null where none were. */
  readonly lag: { readonly medianMs: number; readonly p99Ms: number; readonly events: number } | null;
  /** How far its clock is behind this server's, by the events that come soonest; negative: ahead. null: too few were heard. */
  readonly skewMs: number | null;
  readonly rate: SourceRate;
  /** Why things were refused, the most frequent first; only for administrators. */
  readonly refusals: readonly RefusedFor[];
  /** When nothing was heard of it, as it was declared, newest first. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
  /** The line to a platform that is called; null of who sends by itself. */
  readonly line: { readonly platform: string; readonly place: string; readonly isUp: boolean; readonly since: number; readonly retryAt: number | null } | null;
  /** The one thing to see to first; null: all is well. */
  readonly trouble: { readonly is: 'down' | 'silent' | 'clock' | 'refused' | 'late' | 'few' | 'many'; readonly says: string; readonly do: string } | null;
  /** Queues that are told of from here: what is old when it falls silent. */
  readonly queues: readonly NamedId[];
}

export interface SourceRate {
  /** Events a minute over the last ten. */
  readonly perMinute: number;
  /** In this hour of the week, or of the day while the weeks are not known; `of`: so many of them. null: not known yet. */
  readonly usual: { readonly perMinute: number; readonly by: 'weeks' | 'days'; readonly of: number } | null;
}

export interface RefusedFor {
  /** With "#" for numbers, so that what differs by them alone is one reason. */
  readonly reason: string;
  /** How often, of what is kept. */
  readonly times: number;
  readonly lastAt: number;
}

/** GET /api/v1/refused: one thing that could not become an event. */
export interface RefusedLine {
  readonly id: string;
  readonly source: string;
  readonly adapter: string;
  readonly reason: string;
  /** What was sent, without numbers and without what a caller typed; null where nothing of it is kept. */
  readonly sent: unknown;
  /** When it came, for the first time. */
  readonly firstAt: number;
  /** When it was last tried: it came again, or was read again. */
  readonly lastAt: number;
  /** How often the very same came. */
  readonly times: number;
}

/** POST /api/v1/refused/:id/retry, and POST /api/v1/refused/retry for all of a source. */
export interface RetryAnswer {
  /** Things that became events and left the list. */
  readonly taken: number;
  /** Things that were refused again. */
  readonly refused: number;
  /** Why the first of these was. */
  readonly reason: string | null;
}

/** POST /api/v1/sources/try: a mapping of `webhooks:` and a sample of what its source posts, both as text. */
export interface TriedMapping {
  readonly mapping: string;
  readonly sample: string;
}

export interface MappingTrial {
  /** What is wrong with the mapping, or the sample's form; then nothing was read. */
  readonly problems: readonly string[];
  /** The line of the mapping on which each problem stands, counted from 1; null where it is about the whole, or the sample. */
  readonly problemLines: readonly (number | null)[];
  readonly events: readonly TriedEvent[];
  /** Things in the sample that would be refused, by their index. */
  readonly refused: readonly { readonly index: number; readonly reason: string }[];
  /** How many the mapping ignores. */
  readonly unused: number;
}

export interface TriedEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly at: number;
  readonly sequence: number | null;
  readonly data: unknown;
  /** Which of the sample's things it was made of, counted from 0. */
  readonly index: number;
  /** Where each of its fields comes from. */
  readonly origins: readonly FieldOrigin[];
}

/** `constant`: the mapping itself says it. `arrival`: when the post came. `whole`: made of all that stands in the post. */
export interface FieldOrigin {
  /** `subject`, `time`, `id`, `sequence`, or a field of the data: `data.queue`. */
  readonly field: string;
  readonly is: 'path' | 'constant' | 'arrival' | 'whole';
  /** Where in the thing its value was read; several are joined. */
  readonly paths: readonly string[];
}

/** POST /api/v1/recordings: have a source recorded, or all of them where none is named. */
export interface RecordingWanted {
  readonly source?: string;
  readonly minutes: number;
}

/** GET /api/v1/recordings. One runs at a time, in memory; POST /api/v1/recordings/take ends it and gives it, scrubbed, as lines of JSON. */
export type RecordingView =
  | { readonly is: 'none' }
  | {
    readonly is: 'running' | 'over';
    readonly source: string | null;
    readonly from: number;
    readonly until: number;
    /** Heard so far. */
    readonly things: number;
    /** Its bound is reached: nothing more is heard. */
    readonly full: boolean;
  };

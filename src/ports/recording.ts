import type { Instant } from '../domain/time.js';

/** One thing as a source sent it, before anything was made of it. */
export interface Heard {
  /** When it came, or was signed: what counts as its time where it names none. */
  readonly at: Instant;
  readonly source: string;
  /** How it came: "post", or the line's platform. Who plays it back knows how it is read. */
  readonly way: string;
  readonly sent: unknown;
}

/** Told of everything that is believed, before it is translated. */
export interface Tap {
  heard(thing: Heard): void;
}

/** What takes the place of what nobody may read. The same thing has the same stand-in within one recording, so that the fold still works. */
export interface StandIns {
  /** A telephone number, however it is written. An extension and a number of our own stay; a withheld one stays withheld. */
  number(text: string): string;
  /** A caller, a customer, an agent: whoever has a name. */
  person(text: string): string;
  /** Any other text, without numbers and addresses in it. */
  text(text: string): string;
  /** What was typed in a call: single menu keys stay, a few a call; of everything else its length. `at`: where keys come one by one. */
  typed(call: string, text: string, at?: Instant): string;
}

/** A thing without anything that may not leave; undefined where nothing of it may, or none of it is read. */
export type Scrub = (sent: unknown, standIns: StandIns) => unknown;

export type RecordingState =
  | { readonly is: 'none' }
  /** `things`: heard so far. `full`: its bound is reached, and nothing more is heard. */
  | { readonly is: 'running' | 'over'; readonly source: string | null; readonly from: Instant; readonly until: Instant; readonly things: number; readonly full: boolean };

/** One recording at a time. It is held in memory and leaves it scrubbed only: nothing of it is ever written by the server. */
export interface RecordingDesk {
  state(): RecordingState;
  /** False while another one runs. */
  begin(source: string | undefined, minutes: number): boolean;
  /** Ends it, and gives what was heard, a line of JSON each; undefined where there is none. */
  take(): string | undefined;
}

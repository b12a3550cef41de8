import type { Floor } from '../domain/floor.js';
import { MINUTE } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import type { Pseudonyms } from '../ports/privacy.js';
import type { Heard, RecordingDesk, RecordingState, Scrub, StandIns, Tap } from '../ports/recording.js';
import { scrubbedPost } from './scrub-post.js';
import type { Reading, RecordedPost } from './scrub-post.js';
import { standInsOf } from './stand-ins.js';
import { TypedKeys } from './typed-keys.js';

export interface RecorderParts {
  readonly clock: Clock;
  readonly pseudonyms: Pseudonyms;
  readonly floor: () => Pick<Floor, 'entries' | 'webhooks'>;
  /** How things of each line are scrubbed, by their way. */
  readonly lines: Readonly<Record<string, Scrub>>;
}

/** Characters that a recording may hold, and things: some minutes of a busy center. */
const MOST_CHARACTERS = 32 * 1_024 * 1_024;
const MOST_THINGS = 200_000;
/** What nobody fetches is forgotten. */
const KEPT = 10 * MINUTE;

interface Running {
  readonly source: string | undefined;
  readonly from: Instant;
  readonly until: Instant;
  readonly things: Heard[];
  characters: number;
}

/** Holds what sources send for some minutes, in memory only. It leaves scrubbed, as a whole: what was a lone key is known at the end. */
export class Recorder implements Tap, RecordingDesk {
  private running: Running | undefined;

  constructor(private readonly parts: RecorderParts) {}

  heard(thing: Heard): void {
    const { running } = this;
    if (running === undefined || thing.at > running.until || this.isFull(running)) return this.forgetOld();
    if (running.source !== undefined && running.source !== thing.source) return;
    running.characters += JSON.stringify(thing.sent).length;
    if (running.characters <= MOST_CHARACTERS) running.things.push(thing);
  }

  state(): RecordingState {
    this.forgetOld();
    const { running } = this;
    if (running === undefined) return { is: 'none' };
    const full = this.isFull(running);
    return {
      is: full || this.parts.clock.now() >= running.until ? 'over' : 'running', source: running.source ?? null, from: running.from, until: running.until, things: running.things.length, full,
    };
  }

  begin(source: string | undefined, minutes: number): boolean {
    if (this.state().is === 'running') return false;
    const from = this.parts.clock.now();
    this.running = { source, from, until: from + minutes * MINUTE, things: [], characters: 0 };
    return true;
  }

  /** What was heard so far may name who is not to be known any more. */
  forget(): void {
    if (this.running) this.running.things.length = 0;
  }

  take(): string | undefined {
    const { running } = this;
    this.running = undefined;
    if (running === undefined) return undefined;
    const { clock, pseudonyms, floor } = this.parts;
    const keys = new TypedKeys();
    const { entries, webhooks } = floor();
    const standIns = standInsOf({ pseudonyms, ours: Object.keys(entries), keys, around: running.from });
    const read = Object.fromEntries(Object.entries(webhooks).filter(([name]) => running.things.some(({ source }) => source === name)));
    const readings = new Map(Object.entries(read).map(([name, mapping]) => [name, readingOf(mapping)]));
    // Once to learn which keys were alone, once for good.
    for (const thing of running.things) this.scrubbed(thing, standIns, readings);
    keys.decide();
    const lines = running.things.flatMap((thing) => this.scrubbed(thing, standIns, readings) ?? []);
    const head = {
      earshot: 'recording', version: 1, from: running.from, until: Math.min(running.until, clock.now()), source: running.source ?? null,
      webhooks: Object.fromEntries(Object.entries(read).map(([name, mapping]) => [name, withoutProof(mapping, standIns)])),
    };
    return [head, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
  }

  private scrubbed(thing: Heard, standIns: StandIns, readings: ReadonlyMap<string, Reading>): Heard | undefined {
    const scrub = this.parts.lines[thing.way];
    const sent = scrub === undefined ? scrubbedPost(thing.sent as RecordedPost, standIns, isOfMapping(thing) ? readings.get(thing.source) ?? UNREAD : KNOWN) : scrub(thing.sent, standIns);
    return sent === undefined ? undefined : { ...thing, sent };
  }

  private isFull({ things, characters }: Running): boolean {
    return characters > MOST_CHARACTERS || things.length >= MOST_THINGS;
  }

  private forgetOld(): void {
    if (this.running !== undefined && this.parts.clock.now() > this.running.until + KEPT) this.running = undefined;
  }
}

/** A mapping says how posts are read; how their sender proves itself is nobody else's. Numbers in it get the stand-ins that the posts have. */
function withoutProof(mapping: unknown, standIns: StandIns): unknown {
  const { proof: _, ...rest } = mapping as Readonly<Record<string, unknown>>;
  return withStandIns(rest, standIns);
}

function withStandIns(value: unknown, standIns: StandIns): unknown {
  if (typeof value === 'string') return standIns.text(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => withStandIns(each, standIns));
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [standIns.text(name), withStandIns(held, standIns)]));
}

/** A platform whose posts have an adapter of their own: what its fields hold is known. */
const KNOWN: Reading = { vocabulary: new Set(), read: undefined };
/** Posts whose mapping is gone by now. */
const UNREAD: Reading = { vocabulary: new Set(), read: new Set() };

function isOfMapping({ sent }: Heard): boolean {
  return /^\/ingest\/(?:webhook\/|jambonz)/.test((sent as RecordedPost).path);
}

/** Which fields a mapping looks at: every name in its paths. */
function readingOf(mapping: unknown): Reading {
  const words = wordsIn(mapping);
  return { vocabulary: new Set(words), read: new Set(words.flatMap((word) => word.split(/[.[\]"$]+/)).filter((name) => name !== '')) };
}

/** Every text of a mapping that is no number to call: what it compares with, and what it makes of it. */
function wordsIn(mapping: unknown): string[] {
  if (typeof mapping === 'string') return /\d{7,}/.test(mapping) ? [] : [mapping];
  if (typeof mapping !== 'object' || mapping === null) return [];
  return Object.entries(mapping).flatMap(([name, value]) => [...(/\d{7,}/.test(name) ? [] : [name]), ...wordsIn(value)]);
}

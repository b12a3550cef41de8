import type { FeedFact, Frame, Snapshot } from '../../src/contract/board.js';
import { detectors } from '../../src/detectors/index.js';
import type { Floor } from '../../src/domain/floor.js';
import type { Reader } from '../../src/domain/reader.js';
import type { Instant } from '../../src/domain/time.js';
import { Board } from '../../src/live/board.js';
import type { Room } from '../../src/live/room.js';
import { Sources } from '../../src/live/sources.js';
import { metrics } from '../../src/metrics/index.js';
import { takeStep } from '../../src/pipeline/pipeline.js';
import type { LogEntry } from '../../src/ports/event-log.js';
import type { LiveStep } from '../../src/ports/live-state.js';
import { MemoryStore } from './memory-store.js';
import { StoryStreet } from './street.js';

/** A pipeline with the live board on it, moved by the story. */
export class LiveFloor extends StoryStreet {
  readonly sources = new Sources(() => this.memory.floor);
  readonly board: Board;
  now: Instant;
  private readonly listeners: ((step: LiveStep) => void)[] = [];
  private readonly said = new Map<string, { frames: Frame[]; facts: FeedFact[] }>();

  constructor(begin: Instant, floor: Floor) {
    super(new MemoryStore(), floor);
    this.now = begin;
    this.board = new Board({
      state: this.memory, sources: this.sources, clock: { now: () => this.now },
      street: { state: { is: 'live' }, lag: 0, onStep: (listener) => { this.listeners.push(listener); return () => undefined; } },
      metrics: new Map(metrics.map((metric) => [metric.id, metric])), rules: new Map(detectors.map((rule) => [rule.id, rule])),
    });
    this.board.connect({
      frame: (room, frame) => void this.of(room).frames.push(frame),
      fact: (room, fact) => void this.of(room).facts.push(fact),
    });
    this.board.begin([]);
  }

  override async fold(entry: LogEntry): Promise<void> {
    const step = await takeStep(this.given, entry, true);
    for (const listener of this.listeners) listener(step);
  }

  tickBoard(at: Instant): void {
    this.now = at;
    this.board.tick();
  }

  enter(reader: Reader, since?: number): { readonly room: Room; readonly snapshot: Snapshot } {
    const room = this.board.enter(reader, {});
    return { room, snapshot: this.board.snapshot(room, reader, since) };
  }

  /** What was said in a room since the last time it was asked for. */
  saidIn(room: Room): { readonly frames: readonly Frame[]; readonly facts: readonly FeedFact[] } {
    const said = this.of(room.name);
    this.said.delete(room.name);
    return said;
  }

  private of(room: string): { frames: Frame[]; facts: FeedFact[] } {
    const said = this.said.get(room) ?? { frames: [], facts: [] };
    this.said.set(room, said);
    return said;
  }
}

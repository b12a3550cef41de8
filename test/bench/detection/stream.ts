import type { EarshotEvent } from '../../../src/domain/event.js';
import { SECOND } from '../../../src/domain/time.js';
import type { Instant } from '../../../src/domain/time.js';
import { callStory } from './stories.js';
import type { Happening } from './stories.js';

/** What arrives at once: one entry of the log, and its stamp. */
export interface Arrival {
  readonly now: Instant;
  readonly events: readonly EarshotEvent[];
}

/** One event in twenty comes after the next ones of its contact, one in fifty comes twice. */
const DISPLACED = 0.05;
const TWICE = 0.02;
/** How long either is on its way: other events of the contact pass it. */
const DETOUR = 45 * SECOND;
const BEGIN = 1_790_000_000_000;

interface Line {
  readonly number: number;
  calls: number;
  story: Iterator<Happening>;
  subject: string;
}

/**
 * Calls on so many lines, each line always on a call: what is open stays as many as there are lines. Lines know nothing of
 * each other, so that a few lines' calls are the same whether they are alone or among many. Events per entry: about 1,000
 * with 100,000 lines, nearly all of different calls.
 */
export class Stream {
  private readonly due = new Map<number, (() => EarshotEvent | undefined)[]>();
  private turn = 0;
  private over = false;
  /** How long an entry collects: 100,000 lines with an event every 17 seconds. */
  private readonly step: number;

  constructor(lines: number) {
    this.step = Math.max(20, Math.round(17_000_000 / lines));
    for (let number = 0; number < lines; number += 1) this.begin({ number, calls: 0, story: [][Symbol.iterator](), subject: '' }, BEGIN);
  }

  /** The next so many events, in entries. */
  *take(events: number): Generator<Arrival> {
    for (let taken = 0; taken < events;) {
      const arrival = this.next();
      taken += arrival.events.length;
      if (arrival.events.length > 0) yield arrival;
    }
  }

  /** What is still on its way when nothing more happens. */
  *late(): Generator<Arrival> {
    this.over = true;
    while (this.due.size > 0) {
      const arrival = this.next();
      if (arrival.events.length > 0) yield arrival;
    }
  }

  private next(): Arrival {
    const due = this.due.get(this.turn) ?? [];
    this.due.delete(this.turn);
    this.turn += 1;
    const events = due.map((arrive) => arrive()).filter((event) => event !== undefined);
    // As the log is read: every event an object of its own, made by JSON.parse.
    return { now: BEGIN + this.turn * this.step, events: JSON.parse(JSON.stringify(events)) as EarshotEvent[] };
  }

  private begin(line: Line, at: Instant): void {
    line.calls += 1;
    line.subject = `call-${line.number}-${line.calls}`;
    line.story = callStory(line.number, line.calls);
    this.follow(line, at, 0);
  }

  private follow(line: Line, before: Instant, place: number): void {
    const { value: happening, done } = line.story.next();
    if (done === true) return this.begin(line, before + SECOND);
    const time = before + happening.after;
    const event = { id: `${line.subject}-${place}`, source: 'line', type: happening.type, time, subject: line.subject, data: happening.data } as EarshotEvent;
    const chance = happening.chance;
    const displaced = chance < DISPLACED;
    this.arriveAt(time, () => {
      if (this.over) return undefined;
      this.follow(line, time, place + 1);
      return displaced ? undefined : event;
    });
    if (displaced) this.arriveAt(time + DETOUR, () => event);
    else if (chance < DISPLACED + TWICE) this.arriveAt(time + DETOUR, () => ({ ...event }));
  }

  private arriveAt(at: Instant, arrive: () => EarshotEvent | undefined): void {
    const turn = Math.max(this.turn, Math.floor((at - BEGIN) / this.step));
    const others = this.due.get(turn);
    if (others) others.push(arrive);
    else this.due.set(turn, [arrive]);
  }
}

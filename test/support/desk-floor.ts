import type { DeskNow, PromptView } from '../../src/contract/desk.js';
import { Desk } from '../../src/desk/desk.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import type { Floor } from '../../src/domain/floor.js';
import type { Instant } from '../../src/domain/time.js';
import { takeStep } from '../../src/pipeline/pipeline.js';
import type { IntakeAnswer } from '../../src/ports/intake.js';
import type { LogEntry } from '../../src/ports/event-log.js';
import type { LiveStep, StreetState } from '../../src/ports/live-state.js';
import { MemoryStore } from './memory-store.js';
import { StoryStreet } from './street.js';

/** A pipeline with the agents' desks on it, moved by the story; what the desk says goes into the same log. */
export class DeskFloor extends StoryStreet {
  readonly said: { readonly agent: string; readonly now?: DeskNow; readonly prompt?: PromptView }[] = [];
  /** What the desk put into the log. */
  readonly written: EarshotEvent[] = [];
  /** Who has a desk open, besides those who entered. */
  readonly elsewhere = new Set<string>();
  /** The log is away. */
  refusing: Extract<IntakeAnswer, { readonly taken: false }> | undefined;
  state: StreetState = { is: 'live' };
  desk: Desk;
  private listeners: ((step: LiveStep) => void)[] = [];
  private readonly entered: string[] = [];
  private waiting: EarshotEvent[] = [];

  constructor(public now: Instant, floor: Floor) {
    super(new MemoryStore(), floor);
    this.desk = this.newDesk();
  }

  override async fold(entry: LogEntry): Promise<void> {
    const step = await takeStep(this.given, entry, true);
    for (const listener of this.listeners) listener(step);
  }

  /** A new process on what is in memory. */
  restart(): void {
    this.listeners = [];
    this.entered.length = 0;
    this.desk = this.newDesk();
    this.desk.begin();
  }

  enter(agent: string): ReturnType<Desk['enter']> {
    this.entered.push(agent);
    return this.desk.enter(agent);
  }

  leave(agent: string): void {
    this.entered.splice(this.entered.indexOf(agent), 1);
    this.desk.leave(agent);
  }

  /** Time passes: what the desk does in its tick is folded at once. */
  async pass(at: Instant): Promise<void> {
    this.now = at;
    this.desk.tick();
    await this.settle();
    this.desk.tick();
    await this.settle();
  }

  /** Folds what the desk wrote. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    const events = this.waiting.splice(0);
    if (events.length > 0) await this.arrive(this.now, events);
    await new Promise((resolve) => setImmediate(resolve));
  }

  promptsTo(agent: string): readonly PromptView[] {
    return this.said.flatMap((each) => (each.agent === agent && each.prompt ? [each.prompt] : []));
  }

  private newDesk(): Desk {
    const standing = (): StreetState => this.state;
    const desk = new Desk({
      state: this.memory, clock: { now: () => this.now },
      street: { get state() { return standing(); }, lag: 0, onStep: (listener) => (this.listeners.push(listener), () => undefined) },
      intake: { accept: async (events) => this.refusing ?? (this.written.push(...events), this.waiting.push(...events), { taken: true, position: 1 }) },
    });
    desk.connect({
      isPresent: (agent) => this.entered.includes(agent) || this.elsewhere.has(agent),
      now: (agent, now) => void this.said.push({ agent, now }),
      prompt: (agent, prompt) => void this.said.push({ agent, prompt }),
    });
    return desk;
  }
}

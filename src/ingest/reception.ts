import { ok, refused } from '../domain/result.js';
import { withoutSecrets } from '../domain/mask.js';
import type { Result } from '../domain/result.js';
import { MOST_KEPT } from '../ports/adapter.js';
import type { Left, Refusals, Translate, Translation } from '../ports/adapter.js';
import type { Intake, IntakeAnswer } from '../ports/intake.js';
import { acceptAgain } from './accept-again.js';

type NotTaken = Extract<IntakeAnswer, { taken: false }>;

/** What a post came to: some of its things may have been refused. */
export interface Received {
  readonly accepted: number;
  readonly left: readonly Left[];
}

/** Sources whose state is kept; a key names its source, so there are few. */
const MOST_SOURCES = 200;

/**
 * What stands between a source's pure translation and the one door: it keeps the state of each source, and moves it on only
 * when the events are durable, so that a post that was not taken can come again.
 */
export class Reception<State, Raw> {
  private readonly states = new Map<string, State>();

  constructor(
    private readonly adapter: { readonly name: string; readonly translate: Translate<State, Raw>; readonly start: (source: string) => State },
    private readonly intake: Intake, private readonly refusals: Refusals,
  ) {}

  /** `sentAt`: what was sent under an index that the translation refused. */
  async take(source: string, raw: Raw, sentAt: (index: number) => unknown, before: readonly Left[] = []): Promise<Result<Received, NotTaken>> {
    const { events, refused: refusedNow, unused = [], state } = this.translated(source, raw);
    const left = [...before, ...refusedNow.map((each, place) => ({ ...each, reason: withoutSecrets(each.reason), sent: place < MOST_KEPT ? sentAt(each.index) : null }))];
    const answer = await this.intake.accept(events);
    if (!answer.taken) return refused(answer);
    this.keep(source, state);
    if (unused.length > 0) this.refusals.unused(source, unused);
    if (left.length > 0) await this.refusals.refused(source, this.adapter.name, left);
    return ok({ accepted: events.length, left });
  }

  /** Once more, alone; what is refused again is not kept twice. */
  async retry(source: string, raw: Raw): Promise<Result<number>> {
    const { events, refused: refusedAgain, state } = this.translated(source, raw);
    if (refusedAgain[0] !== undefined) return refused(withoutSecrets(refusedAgain[0].reason));
    const taken = await acceptAgain(this.intake, events);
    if (taken.ok) this.keep(source, state);
    return taken;
  }

  private translated(source: string, raw: Raw): Translation<State> {
    return this.adapter.translate(this.states.get(source) ?? this.adapter.start(source), raw);
  }

  private keep(source: string, state: State): void {
    this.states.delete(source);
    this.states.set(source, state);
    if (this.states.size > MOST_SOURCES) this.states.delete(this.states.keys().next().value as string);
  }
}

import { journeyOf } from '../domain/alias.js';
import { isErasedName } from '../domain/erased.js';
import type { DeskNow, GivenAnswer, PromptView, Taken } from '../contract/desk.js';
import type { EarshotEvent } from '../domain/event.js';
import type { Floor } from '../domain/floor.js';
import { answersIn } from '../domain/prompt.js';
import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import { SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import type { Intake } from '../ports/intake.js';
import type { LiveContact, LiveState, LiveStep, LiveStreet } from '../ports/live-state.js';
import { named } from '../views/names.js';
import { DESK_SOURCE, eventsOfAnswer } from './answer.js';
import type { AnsweredHow } from './answer.js';
import { isShown, viewOf } from './card.js';
import type { Card, ShownCard } from './card.js';
import { Cards, isDue } from './cards.js';
import { guardFrom } from './guard.js';
import { onNow } from './on-now.js';
import { partsOf } from './part.js';
import { otherReasons } from './reasons.js';
import { Work } from './work.js';

/** What the desk is handed by the app. */
export interface DeskParts {
  readonly state: LiveState;
  readonly street: LiveStreet;
  readonly intake: Intake;
  readonly clock: Clock;
}

/** Carries what is said to an agent's desk, on however many tabs, out; the gateway and the webhook implement it. */
export interface DeskOutlet {
  /** Whether anything shows this agent a prompt now. */
  isPresent(agent: string): boolean;
  now(agent: string, now: DeskNow): void;
  /** `live`: it came to this just now, and is to be told to whoever has no screen here. */
  prompt(agent: string, prompt: PromptView, live: boolean): void;
}

export const TICK = SECOND / 4;
const taken: Taken = { ok: true };

/**
 * The agents' desks: a fold over the pipeline's steps. What was shown, answered and promised is in the log before anybody is
 * told of it, so two tabs, a lost connection and a restart change nothing; the ids name the cause, so a repeat is harmless.
 */
export class Desk {
  private readonly cards = new Cards();
  private readonly work = new Work();
  private readonly outlets: DeskOutlet[] = [];
  /** Prompts on their way into the log. */
  private readonly onTheWay = new Set<string>();
  /** How many tabs each agent has open. */
  private readonly present = new Map<string, number>();
  private wasLive = false;

  constructor(private readonly parts: DeskParts) {
    parts.street.onStep((step) => this.take(step));
  }

  connect(outlet: DeskOutlet): void {
    this.outlets.push(outlet);
  }

  /** What is open, from the memory: after a start, and again when the log is read to its end. */
  begin(): void {
    for (const held of this.parts.state.contacts.values()) this.heed(held, false);
  }

  /** Nobody is asked about contacts whose customer was erased. */
  forget(contacts: readonly string[]): void {
    this.cards.forgetContacts(contacts);
  }

  /** An agent opened a desk, on one more tab. */
  enter(agent: string): { readonly now: DeskNow; readonly prompts: readonly PromptView[] } {
    this.present.set(agent, (this.present.get(agent) ?? 0) + 1);
    const { state: { floor }, clock } = this.parts;
    const now = clock.now();
    const views = this.cards.of(agent).filter(isShown).map((card) => viewOf(card, floor));
    // Also what was answered elsewhere while this tab was away: it may still ask it.
    return { now: this.nowOf(agent), prompts: views.filter(({ state, expiresAt }) => state === 'open' || expiresAt > now) };
  }

  leave(agent: string): void {
    const tabs = (this.present.get(agent) ?? 1) - 1;
    if (tabs > 0) this.present.set(agent, tabs);
    else this.present.delete(agent);
  }

  /** Every 250 ms: asks what is due, lets expire what was not answered, and draws what changed. */
  tick(): void {
    const { street, clock } = this.parts;
    const now = clock.now();
    const isLive = street.state.is === 'live';
    if (isLive !== this.wasLive) this.turn(isLive);
    for (const agent of this.present.keys()) if (this.work.isToDraw(agent, now)) this.draw(agent);
    this.work.drawn();
    this.cards.forget(now);
    if (!isLive) return;
    this.ask(now);
    this.expire(now);
  }

  /** Newest first; `agent`: only theirs. */
  prompts(agent?: string): readonly { readonly card: Card; readonly view: PromptView }[] {
    const { floor } = this.parts.state;
    const cards = agent === undefined ? [...this.cards.all()] : this.cards.of(agent);
    return cards.filter(isShown).map((card) => ({ card, view: viewOf(card, floor) })).toSorted((a, b) => b.view.shownAt - a.view.shownAt);
  }

  cardOf(prompt: string): ShownCard | undefined {
    const card = this.cards.get(prompt);
    return card && isShown(card) ? card : undefined;
  }

  /** One answer of an agent to a prompt of theirs. It is durable when this says so. */
  async answer(agent: string, given: GivenAnswer, how: AnsweredHow = {}): Promise<Taken> {
    const card = this.cardOf(given.prompt);
    if (!card && this.parts.street.state.is !== 'live') return { ok: false, again: true, reason: 'Earshot has just been started, and reads what was asked before.' };
    if (card?.agent !== agent) return no('This question is not here any more, or was asked of someone else.');
    const events = eventsOfAnswer(card, given, how, this.parts.state.floor, this.parts.clock.now());
    return events.ok ? this.write(events.value) : no(events.reason);
  }

  /** Several answers at once. What comes back is the prompt with them, whether the log was folded meanwhile or not. */
  async answerTogether(agent: string, prompt: string, given: readonly Omit<GivenAnswer, 'prompt'>[], by?: string): Promise<Result<PromptView, Extract<Taken, { readonly ok: false }>>> {
    const together = answersIn(Object.fromEntries(given.map(({ question, choice }) => [question, choice])));
    for (const each of given) {
      const said = await this.answer(agent, { ...each, prompt }, by === undefined ? { together } : { together, by });
      if (!said.ok) return refused(said);
    }
    const card = this.cardOf(prompt);
    if (!card) return refused(no('This question is not here any more.'));
    return ok(viewOf({ ...card, prompt: { ...card.prompt, answers: { ...card.prompt.answers, ...together } } }, this.floor));
  }

  get floor(): Floor {
    return this.parts.state.floor;
  }

  /** The caller was asked whether it is solved. */
  async asked(agent: string, contact: string): Promise<Taken> {
    if (!this.work.of(agent).some(([id]) => id === contact)) return no('You are not on this contact now.');
    const closing = this.parts.state.contacts.get(contact)?.contact.closingAskedAt;
    if (closing !== undefined) return taken;
    return this.write([this.event('closing.asked', `${contact}~${agent}/closing`, contact, { agent })]);
  }

  /** A promise was kept, as the agent on that customer's contact says. */
  async kept(agent: string, contact: string, promise: string): Promise<Taken> {
    const shown = this.nowOf(agent).contacts.flatMap(({ promises }) => promises);
    if (!shown.some((each) => each.contact === contact && each.promise === promise)) return no('This promise is not open among those of your customer.');
    return this.write([this.event('promise.fulfilled', `${contact}/${promise}/kept`, contact, { promise, agent })]);
  }

  private take(step: LiveStep): void {
    for (const held of step.contacts) this.heed(held, step.live);
    this.work.takeJourneys(step);
  }

  private heed(held: LiveContact, live: boolean): void {
    const { clock } = this.parts;
    // Most of what is heard of has met no agent yet; of whom nobody knows any more nobody is asked.
    if (isErasedName(held.id) || (held.contact.segments.length === 0 && !this.work.isKnown(held.id))) return;
    const parts = partsOf(held.contact);
    this.work.take(held.id, parts);
    const changed = this.cards.take(held, parts.filter((part) => part.is === 'over'), clock.now());
    for (const card of changed) {
      this.onTheWay.delete(card.id);
      this.tellPrompt(card, live);
    }
  }

  private tellPrompt(card: ShownCard, live: boolean): void {
    const view = viewOf(card, this.floor);
    for (const outlet of this.outlets) outlet.prompt(card.agent, view, live);
  }

  /** What was in the memory all the while, no step has told of. */
  private turn(isLive: boolean): void {
    this.wasLive = isLive;
    this.work.touchAll();
    if (!isLive) return;
    this.begin();
    // A message that was on its way when the last process ended is sent again; who has it knows it by its id.
    for (const card of this.cards.opened()) this.tellPrompt(card, true);
  }

  private draw(agent: string): void {
    const now = this.nowOf(agent);
    for (const outlet of this.outlets) outlet.now(agent, now);
  }

  private nowOf(agent: string): DeskNow {
    const { state, street, clock } = this.parts;
    const at = clock.now();
    const contacts = this.work.of(agent).flatMap(([id, segment]) => {
      const held = state.contacts.get(id);
      if (!held) return [];
      const journey = journeyOf(state.journeys, held.summary.customer)?.journey;
      return [onNow(held.contact, segment, journey, state.floor, at)];
    });
    const guards = this.work.of(agent).map(([, segment]) => guardFrom(segment)).filter((from) => from > at);
    this.work.drawAgainAt(agent, guards.length > 0 ? Math.min(...guards) : undefined);
    return { at, live: street.state.is === 'live', agent: named(state.floor.agents, agent), contacts };
  }

  /** Only where something shows it: a question that nobody saw was not asked, and does not run out of time. */
  private ask(now: Instant): void {
    const isPresent = (agent: string): boolean => this.outlets.some((outlet) => outlet.isPresent(agent));
    for (const card of this.cards.unshown(now, isPresent)) {
      const reasons = otherReasons(card, this.parts.state, now);
      const data = { prompt: card.id, agent: card.agent, reasons, ...(card.reason === undefined ? {} : { reason: card.reason }) };
      this.send(card, this.event('prompt.shown', `${card.id}/shown`, card.contact, data));
    }
  }

  private expire(now: Instant): void {
    for (const card of this.cards.opened()) {
      if (isDue(card, now)) this.send(card, this.event('prompt.expired', `${card.id}/expired`, card.contact, { prompt: card.id, agent: card.agent }));
    }
  }

  /** What could not be written is tried again at the next tick; what was is on the way until the step that folds it. */
  private send(card: Card, event: EarshotEvent): void {
    if (this.onTheWay.has(card.id)) return;
    this.onTheWay.add(card.id);
    void this.write([event]).then((written) => {
      if (!written.ok) this.onTheWay.delete(card.id);
    });
  }

  private async write(events: readonly EarshotEvent[]): Promise<Taken> {
    const answer = await this.parts.intake.accept(events);
    return answer.taken ? taken : { ok: false, again: true, reason: `It could not be noted: ${answer.reason}. It is sent again.` };
  }

  private event(type: 'prompt.shown' | 'prompt.expired' | 'closing.asked' | 'promise.fulfilled', id: string, subject: string, data: object): EarshotEvent {
    return { id, source: DESK_SOURCE, type, time: this.parts.clock.now(), subject, data } as EarshotEvent;
  }
}

function no(reason: string): Extract<Taken, { readonly ok: false }> {
  return { ok: false, reason, again: false };
}

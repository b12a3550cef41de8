import type { Cohort } from '../../src/domain/cohort.js';
import type { Contact } from '../../src/domain/contact.js';
import type { Answer, CohortDetector, ContactDetector, Detector, JourneyDetector } from '../../src/domain/detector.js';
import type {
  AgentLeftBy, Channel, Direction, EarshotEvent, EndedBy, EventData, EventType, KnownEvent, MenuOption, NodePurpose, OfferEndReason, OutcomeResult, Parts, QueueLeftReason, Resolved, TransferKind,
} from '../../src/domain/event.js';
import type { Raised } from '../../src/domain/flag.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import type { Floor } from '../../src/domain/floor.js';
import { foldContact } from '../../src/domain/fold/fold.js';
import { summarise, withContact } from '../../src/domain/journey.js';
import type { Journey } from '../../src/domain/journey.js';
import { keep } from '../../src/domain/kept.js';
import type { Kept } from '../../src/domain/kept.js';
import { seconds } from '../../src/domain/time.js';
import type { Instant } from '../../src/domain/time.js';
import { optionsIn } from '../../src/pipeline/catalogue.js';

/** What happens at one instant of a story. */
export interface Happening<T extends EventType = EventType> {
  readonly type: T;
  readonly data: EventData[T] & Parts;
}

/** One contact's story, told in seconds from its beginning. Telling more of it leaves the shorter story as it was. */
export interface Story {
  readonly events: readonly EarshotEvent[];
  at(second: number, ...happenings: readonly Happening[]): Story;
}

export interface Caller {
  readonly id?: string;
  /** When second 0 is. */
  readonly begins?: Instant;
  readonly from?: string;
  readonly to?: string;
  readonly channel?: Channel;
  readonly direction?: Direction;
  readonly customer?: string;
}

/** Someone calls, at second 0. */
export function caller({ id = 'call', begins = 0, ...data }: Caller = {}): Story {
  return told(id, begins, []).at(0, { type: 'contact.started', data });
}

function told(id: string, begins: Instant, events: readonly EarshotEvent[]): Story {
  return {
    events,
    at: (second, ...happenings) => told(id, begins, [...events, ...happenings.map((happening, place) => ({
      ...happening, id: `${id}-${events.length + place + 1}`, source: 'story', subject: id, time: begins + seconds(second),
    }) as KnownEvent)]),
  };
}

export function enters(node: string, more: { options?: readonly MenuOption[]; human?: string; purpose?: NodePurpose; level?: number } = {}): Happening {
  return { type: 'ivr.node.entered', data: { node, ...more } };
}
export function presses(key: string, node?: string): Happening {
  return { type: 'ivr.input', data: { kind: 'key', key, ...(node === undefined ? {} : { node }) } };
}
export function says(key: string): Happening {
  return { type: 'ivr.input', data: { kind: 'speech', key } };
}
export function types(slot: string, length: number): Happening {
  return { type: 'ivr.input', data: { kind: 'slot', slot, length } };
}
export function staysSilent(): Happening {
  return { type: 'ivr.no-input', data: {} };
}
export function isNotUnderstood(): Happening {
  return { type: 'ivr.no-match', data: {} };
}
export function comesOut(name: string, result: OutcomeResult = 'success'): Happening {
  return { type: 'ivr.outcome', data: { name, result } };
}
export function queues(queue: string, more: { visit?: string; resumed?: boolean; originalEnteredAt?: Instant } = {}): Happening {
  return { type: 'queue.entered', data: { queue, ...more } };
}
export function leavesQueue(queue: string, reason: QueueLeftReason, more: { visit?: string; waitMs?: number } = {}): Happening {
  return { type: 'queue.left', data: { queue, reason, ...more } };
}
export function rings(agent: string): Happening {
  return { type: 'agent.offered', data: { agent } };
}
export function stopsRinging(agent: string, reason: OfferEndReason = 'timeout'): Happening {
  return { type: 'agent.offer.ended', data: { agent, reason } };
}
export function reaches(agent: string, queue?: string): Happening {
  return { type: 'agent.connected', data: { agent, ...(queue === undefined ? {} : { queue }) } };
}
export function isHeldBy(agent: string): Happening {
  return { type: 'hold.started', data: { agent } };
}
export function isBackWith(agent: string): Happening {
  return { type: 'hold.ended', data: { agent } };
}
export function isTransferred(kind: TransferKind = 'blind', toQueue?: string): Happening {
  return { type: 'transfer.completed', data: { kind, ...(toQueue === undefined ? {} : { toQueue }) } };
}
export function partsFrom(agent: string, by?: AgentLeftBy): Happening {
  return { type: 'agent.left', data: { agent, ...(by === undefined ? {} : { by }) } };
}
export function wrapsUp(agent: string): Happening {
  return { type: 'wrapup.started', data: { agent } };
}
export function isWrappedUp(agent: string, more: { resolved?: Resolved; reason?: string; disposition?: string } = {}): Happening {
  return { type: 'wrapup.ended', data: { agent, ...more } };
}
export function asksForCallback(due?: Instant): Happening {
  return { type: 'callback.requested', data: due === undefined ? {} : { due } };
}
export function isTried(): Happening {
  return { type: 'callback.attempted', data: {} };
}
export function isCalledBack(): Happening {
  return { type: 'callback.reached', data: {} };
}
export function wantsNoCallback(): Happening {
  return { type: 'callback.cancelled', data: {} };
}
export function isAskedForMore(agent: string): Happening {
  return { type: 'closing.asked', data: { agent } };
}
export function hearsNothingFor(seconds: number): Happening {
  return { type: 'speech.silence', data: { seconds } };
}
export function sounds(score: number): Happening {
  return { type: 'speech.sentiment', data: { score } };
}
export function givesReason(reason: string): Happening {
  return { type: 'contact.reason', data: { reason } };
}
export function isAsked(agent: string): Happening {
  return { type: 'prompt.shown', data: { agent } };
}
export function answersPrompt(agent: string, answers: Readonly<Record<string, string>>): Happening {
  return { type: 'prompt.answered', data: { agent, answers } };
}
export function isPromised(promise: string, due?: Instant): Happening {
  return { type: 'promise.made', data: { promise, ...(due === undefined ? {} : { due }) } };
}
export function getsPromised(promise: string): Happening {
  return { type: 'promise.fulfilled', data: { promise } };
}
export function ends(by?: EndedBy, cause?: string): Happening {
  return { type: 'contact.ended', data: { ...(by === undefined ? {} : { by }), ...(cause === undefined ? {} : { cause }) } };
}
export function hangsUp(): Happening {
  return ends('customer');
}

/** Keeps events in the order in which they arrive. */
export function kept(events: readonly EarshotEvent[]): Kept {
  const all: Kept = { events: [], truncated: false };
  for (const event of events) keep(all, event);
  return all;
}

/** What the events add up to, whatever order they arrive in. */
export function contactOf(told: Story | readonly EarshotEvent[]): Contact {
  return foldContact(kept('events' in told ? told.events : told).events);
}

export interface Seen {
  /** In seconds of the story; else the last event's instant. */
  readonly now?: number;
  readonly floor?: Partial<Floor>;
}

export type Told = Raised & { readonly rule: string };

/** What the rules say of a story. */
export function flagsOf(story: Story | readonly EarshotEvent[], rules: readonly Detector[], seen: Seen = {}): readonly Told[] {
  return rules.flatMap((rule) => answerOf(story, rule, seen).raised.map((raised) => ({ rule: rule.id, ...raised })));
}

/** When a rule wants to be asked again. */
export function asksAgainAt(story: Story, rule: Detector, seen: Seen = {}): Instant | undefined {
  return answerOf(story, rule, seen).askAgainAt;
}

export function answerOf(story: Story | readonly EarshotEvent[], rule: Detector, { now, floor }: Seen = {}): Answer {
  const contact = contactOf(story);
  return contactRule(rule).ask(contact, asking(rule, now === undefined ? contact.lastAt : seconds(now), floor));
}

/** What the rules say of one customer's stories together. */
export function flagsOfJourney(stories: readonly Story[], rules: readonly Detector[], { floor }: Seen = {}): readonly (Told & { readonly contact: string })[] {
  const whole: Floor = { ...unnamedFloor, ...floor };
  const contacts = stories.map(contactOf);
  const now = Math.max(...contacts.map((contact) => contact.lastAt));
  const customer = contacts.find((contact) => contact.customer !== undefined)?.customer ?? 'anonymous';
  const journey = contacts.reduce<Journey>((all, contact) => withContact(all, summarise(contact, whole)), { customer, contacts: [] });
  return rules.flatMap((rule) => journeyRule(rule).ask(journey, asking(rule, now, floor)).raised.map((raised) => ({ rule: rule.id, ...raised })));
}

/** A cohort as a story tells of it: nobody waits, nothing was counted. */
export function cohortOf(told: Partial<Cohort> & Pick<Cohort, 'kind' | 'name'>): Cohort {
  return { id: `${told.kind} voice/${told.name}`, channel: 'voice', waiting: [], arrived: () => ({}), passed: () => ({}), usual: () => [], ...told };
}

/** What a rule says of a cohort, at an instant. */
export function answerOfCohort(cohort: Cohort, rule: Detector, now: Instant, floor?: Partial<Floor>): Answer {
  return cohortRule(rule).ask(cohort, asking(rule, now, floor));
}

function asking(rule: Detector, now: Instant, named: Partial<Floor> | undefined) {
  const floor: Floor = { ...unnamedFloor, ...named };
  return { now, floor, options: optionsIn(rule, floor) };
}

function contactRule(rule: Detector): ContactDetector {
  if (rule.of !== 'contact') throw new Error(`${rule.id} asks about journeys: use flagsOfJourney.`);
  return rule;
}

function journeyRule(rule: Detector): JourneyDetector {
  if (rule.of !== 'journey') throw new Error(`${rule.id} asks about one contact: use flagsOf.`);
  return rule;
}

function cohortRule(rule: Detector): CohortDetector {
  if (rule.of !== 'cohort') throw new Error(`${rule.id} asks about contacts: use flagsOf.`);
  return rule;
}

import { Engine } from 'json-rules-engine';
import type { NestedCondition } from 'json-rules-engine';
import type { EarshotEvent } from '../../../src/domain/event.js';
import type { Instant } from '../../../src/domain/time.js';
import type { Contender } from './contender.js';
import { tell } from './plain-call.js';
import type { PlainCall, Told } from './plain-call.js';
import { holdShare, isEarlier, longestHoldMs, menuStayMs, mostEntries, plainRules, pleasIn, quickestSix, stretchesOf, transfersIn, waitedMs } from './plain-rules.js';

/** As json-rules-engine is used: what is known of the call are the facts, the rules are JSON, and the engine runs at each event. */
export class InJsonRules implements Contender {
  told = 0;
  private readonly engine = engineOf();
  private readonly calls = new Map<string, Told>();
  private readonly journeys = new Map<string, Map<string, PlainCall>>();
  private readonly standing = new Map<string, readonly string[]>();

  async take(events: readonly EarshotEvent[], now: Instant): Promise<void> {
    for (const event of events) {
      const before = this.calls.get(event.subject);
      const told = tell(before, event);
      if (told === before) continue;
      this.calls.set(event.subject, told);
      await this.ask(told.call, now);
      // An end that comes late concerns the customer's other calls too.
      if (event.type === 'contact.ended') for (const other of this.journeyOf(told.call).values()) if (other.id !== event.subject) await this.ask(other, now);
    }
  }

  flags(now: Instant): Set<string> {
    const all = [...this.calls.values()].flatMap(({ call }) => {
      const byTime = Object.entries(plainRules).flatMap(([rule, subjects]) => subjects(call, now).map((subject) => `${rule} ${subject}`));
      const others = (this.standing.get(call.id) ?? []).filter((flag) => flag.startsWith('repeat-contact'));
      return [...byTime, ...others].map((flag) => `${call.id} ${flag}`);
    });
    return new Set(all);
  }

  private async ask(call: PlainCall, now: Instant): Promise<void> {
    const journey = this.journeyOf(call);
    journey.set(call.id, call);
    const { events } = await this.engine.run(factsOf(call, [...journey.values()], now));
    const flags = events.flatMap(({ type }) => (plainRules[type]?.(call, now) ?? ['contact']).map((subject) => `${type} ${subject}`));
    this.told += Math.max(0, flags.length - (this.standing.get(call.id)?.length ?? 0));
    this.standing.set(call.id, flags);
  }

  private journeyOf(call: PlainCall): Map<string, PlainCall> {
    const name = call.customer ?? call.id;
    let journey = this.journeys.get(name);
    if (!journey) this.journeys.set(name, journey = new Map());
    return journey;
  }
}

function factsOf(call: PlainCall, journey: readonly PlainCall[], now: Instant): Record<string, unknown> {
  const stretches = stretchesOf(call);
  return {
    menuStayMs: menuStayMs(call),
    abandonedMs: Math.max(0, ...call.visits.filter((visit) => visit.reason === 'abandoned').map((visit) => waitedMs(visit, now))),
    waitedMs: Math.max(0, ...call.visits.map((visit) => waitedMs(visit, now))),
    reasons: call.visits.map((visit) => visit.reason ?? 'waiting'),
    holds: Math.max(0, ...call.parts.map((part) => part.holds.length)),
    heldMs: Math.max(0, ...call.parts.map((part) => longestHoldMs(part, call, now))),
    holdShare: Math.max(0, ...call.parts.map(holdShare)),
    entries: Math.max(0, ...stretches.map(mostEntries)),
    sixNodesMs: Math.min(Number.MAX_SAFE_INTEGER, ...stretches.map((stretch) => quickestSix(stretch, call))),
    transfers: transfersIn(call),
    ended: call.endedAt !== undefined,
    resolved: call.resolved ?? 'unknown',
    pleas: pleasIn(call),
    earlier: journey.filter((other) => isEarlier(other, call)).length,
  };
}

function engineOf(): Engine {
  const is = (fact: string, operator: string, value: unknown): NestedCondition => ({ fact, operator, value });
  const engine = new Engine([], { allowUndefinedFacts: true });
  const when = (type: string, ...all: NestedCondition[]): void => void engine.addRule({ conditions: { all }, event: { type } });
  const whenAny = (type: string, ...any: NestedCondition[]): void => void engine.addRule({ conditions: { any }, event: { type } });
  when('abandoned-in-menu', is('menuStayMs', 'greaterThanInclusive', 10_000));
  when('abandoned-in-queue', is('abandonedMs', 'greaterThan', 5_000));
  whenAny('long-hold', is('holds', 'greaterThanInclusive', 3), is('heldMs', 'greaterThan', 120_000), is('holdShare', 'greaterThan', 0.25));
  when('long-wait', is('waitedMs', 'greaterThan', 120_000));
  whenAny('menu-maze', is('entries', 'greaterThanInclusive', 3), is('sixNodesMs', 'lessThanInclusive', 180_000));
  when('passed-around', is('transfers', 'greaterThanInclusive', 2));
  when('repeat-contact', is('earlier', 'greaterThanInclusive', 1));
  whenAny('turned-away', ...['timeout', 'empty', 'full', 'unavailable'].map((reason) => is('reasons', 'contains', reason)));
  when('unresolved', is('ended', 'equal', true), is('resolved', 'in', ['no', 'partly']));
  when('zero-out', is('pleas', 'greaterThan', 0));
  return engine;
}

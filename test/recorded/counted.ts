import { agentOf, foldAgentDay, offlineSince } from '../../src/domain/agent.js';
import { contributionsOfAgentDay } from '../../src/domain/contributions/agent-day.js';
import { contributionsOf } from '../../src/domain/contributions/contact.js';
import { isAgentEvent, isSourceEvent } from '../../src/domain/event.js';
import type { EarshotEvent } from '../../src/domain/event.js';
import { unnamedFloor } from '../../src/domain/floor.js';
import type { Floor } from '../../src/domain/floor.js';
import { foldContact } from '../../src/domain/fold/fold.js';
import type { Contribution, Measure, Metric, Reading, Sums } from '../../src/domain/metric.js';
import { hasOwnInstant } from '../../src/domain/own-instant.js';
import { compareEvents } from '../../src/domain/order.js';
import { percentilesOf } from '../../src/domain/percentiles.js';
import type { Percentiles } from '../../src/domain/percentiles.js';
import { metrics } from '../../src/metrics/index.js';
import { settle } from '../support/settled.js';

const catalogue = new Map(metrics.map((metric) => [metric.id, metric]));

/** What recorded events come to, counted by the fold and the catalogue alone: no server, no database. */
export class Counted {
  private readonly sums = new Map<string, Partial<Record<Measure, number>>>();

  constructor(events: readonly EarshotEvent[], private readonly floor: Floor = unnamedFloor) {
    const told = settle(events).toSorted(compareEvents);
    const ofContacts = told.filter((event) => !isAgentEvent(event) && !isSourceEvent(event));
    for (const [, mine] of grouped(ofContacts, ({ subject }) => subject)) this.add(contributionsOf(foldContact(mine), floor));
    const [first, last] = [told[0]?.time ?? 0, told.at(-1)?.time ?? 0];
    for (const [agent, mine] of grouped(told, agentOf)) this.add(contributionsOfAgentDay(foldAgentDay(agent, '', first, last, offlineSince(first), mine), true));
  }

  value(metric: string, ...keys: readonly string[]): number | null {
    return metricOf(metric).value(this.reading(keys));
  }

  percentiles(metric: string, ...keys: readonly string[]): Percentiles | null {
    return percentilesOf(this.reading(keys), metricOf(metric).spread ?? []);
  }

  values(ids: readonly string[], ...keys: readonly string[]): Record<string, number | null> {
    return Object.fromEntries(ids.map((id) => [id, this.value(id, ...keys)]));
  }

  private reading(keys: readonly string[]): Reading {
    const sums: Partial<Record<Measure, number>> = {};
    for (const key of keys) addTo(sums, this.sums.get(key) ?? {});
    return { sums, waiting: { now: 0, pastThreshold: 0 }, directAnswers: this.floor.directAnswers };
  }

  private add(contributions: readonly Contribution[]): void {
    for (const { attribution, key, tally } of contributions) {
      if (attribution !== 'arrival') continue;
      const sums = this.sums.get(key) ?? {};
      addTo(sums, tally);
      this.sums.set(key, sums);
    }
  }
}

/** Under each attribution the sums of everything there is: over a whole recording they say the same, but for what has one instant. */
export function sumsByAttribution(events: readonly EarshotEvent[], floor: Floor = unnamedFloor): Readonly<Record<string, Sums>> {
  const all: Record<string, Partial<Record<Measure, number>>> = { arrival: {}, completion: {}, disconnect: {} };
  for (const [, mine] of grouped(settle(events).toSorted(compareEvents).filter((event) => !isAgentEvent(event) && !isSourceEvent(event)), ({ subject }) => subject)) {
    for (const { attribution, key, tally } of contributionsOf(foldContact(mine), floor)) {
      if (/^voice\/(total|contacts|queue)/.test(key)) addTo(all[attribution] ?? {}, Object.fromEntries(Object.entries(tally).filter(([measure]) => !hasOwnInstant(measure as Measure))));
    }
  }
  return all;
}

function metricOf(id: string): Metric {
  const metric = catalogue.get(id);
  if (!metric) throw new Error(`There is no metric "${id}".`);
  return metric;
}

function addTo(sums: Partial<Record<Measure, number>>, tally: Sums): void {
  for (const [measure, value] of Object.entries(tally) as [Measure, number][]) sums[measure] = (sums[measure] ?? 0) + value;
}

function grouped(events: readonly EarshotEvent[], by: (event: EarshotEvent) => string | undefined): ReadonlyMap<string, readonly EarshotEvent[]> {
  const groups = new Map<string, EarshotEvent[]>();
  for (const event of events) {
    const name = by(event);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group) group.push(event);
    else groups.set(name, [event]);
  }
  return groups;
}

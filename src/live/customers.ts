import { personIn } from '../domain/alias.js';
import { groundsOfWell } from '../domain/glance/doing-well.js';
import { GLANCE, LEAST, scoreOf } from '../domain/glance/ground.js';
import type { Ground } from '../domain/glance/ground.js';
import { groundsOfNeed } from '../domain/glance/need.js';
import { sightingFromJourney, sightingOf } from '../domain/glance/sighting.js';
import type { Sighting } from '../domain/glance/sighting.js';
import type { Journey } from '../domain/journey.js';
import type { Flag } from '../domain/flag.js';
import type { Instant } from '../domain/time.js';
import type { GlanceAsk, GlancedCustomer } from '../ports/board-view.js';
import type { LiveContact, LiveState, LiveStep } from '../ports/live-state.js';
import type { Sight } from './sight.js';

/** Customers of whom anything is remembered; past it those of the least weight go first. */
const MOST_CUSTOMERS = 3_000;
/** So many may be above the bound before they are weighed against each other. */
const SLACK = 500;
/** Of one customer this many contacts are remembered: the newest. */
const MOST_CONTACTS = 30;
/** Looked at in one tick: an import touches a hundred thousand at once. */
const A_TICK = 400;

interface Remembered {
  readonly sightings: ReadonlyMap<string, Sighting>;
  readonly need: readonly Ground[];
  readonly well: readonly Ground[];
}

/**
 * Customers at a glance: those of the last seven days of whom there is something to tell, however many are stored. What the
 * pipeline touches is noted, and looked at once at a later tick. All grounds fade alike, so an order stays until something happens.
 */
export class Customers {
  private readonly remembered = new Map<string, Remembered>();
  private readonly touched = new Set<string>();

  constructor(private readonly state: LiveState) {}

  get size(): number {
    return this.remembered.size;
  }

  take(step: LiveStep): void {
    for (const held of step.contacts) if (this.isTelling(held, step.now)) this.touched.add(this.personOf(held));
    for (const { journey } of step.journeys) if (this.remembered.has(journey.customer)) this.touched.add(journey.customer);
  }

  forget(customer: string): void {
    this.remembered.delete(customer);
    this.touched.delete(customer);
  }

  /** After a start: who is in memory. */
  begin(now: Instant): void {
    for (const held of this.state.contacts.values()) if (this.isTelling(held, now)) this.touched.add(this.personOf(held));
  }

  /** What rows tell of a customer whom nothing has touched since the start. */
  remember(journey: Journey, journeyFlags: readonly Flag[], told: ReadonlyMap<string, Sighting>, now: Instant): void {
    if (this.remembered.has(journey.customer) || this.touched.has(journey.customer)) return;
    this.put(journey.customer, sightingsOf(journey, journeyFlags, told, this.state.contacts, now), now);
  }

  tick(now: Instant): void {
    let left = A_TICK;
    for (const customer of this.touched) {
      if (left <= 0) return;
      left -= 1;
      this.touched.delete(customer);
      this.look(customer, now);
    }
  }

  /** Those of whom the reader may see enough to be listed, the heaviest first. */
  listed(sight: Sight, { view, queue, reason, owner }: GlanceAsk, now: Instant): readonly GlancedCustomer[] {
    const { floor } = this.state;
    const listed: GlancedCustomer[] = [];
    for (const [customer, { sightings, need, well }] of this.remembered) {
      // Who needs someone is not doing well, whoever may see why.
      if (view === 'well' && scoreOf(need, now) >= LEAST.need) continue;
      const grounds = (view === 'need' ? need : well).filter((ground) => sees(sight, ground.queue));
      if (grounds.length === 0 || !grounds.some((ground) => isAsked(ground, sightings))) continue;
      const score = scoreOf(grounds, now);
      if (score >= LEAST[view]) listed.push({ customer, score, grounds, sightings: () => [...sightings.values()].filter(({ queues }) => sight.isEverything || queues.some((each) => sees(sight, each))) });
    }
    return listed.toSorted((a, b) => b.score - a.score || (a.customer < b.customer ? -1 : 1));

    function isAsked(ground: Ground, sightings: ReadonlyMap<string, Sighting>): boolean {
      return (queue === undefined || ground.queue === queue)
        && (owner === undefined || (ground.queue !== undefined && floor.queues[ground.queue]?.owner === owner))
        && (reason === undefined || sightings.get(ground.contact)?.summary.reason === reason);
    }
  }

  /** Most contacts go well and say nothing: they cost a look here and no more. */
  private isTelling({ contact, summary, flags }: LiveContact, now: Instant): boolean {
    const { startedAt, loss, resolved, promises } = summary;
    if (summary.customer === undefined || startedAt <= now - GLANCE) return false;
    const customer = personIn(this.state.journeys, summary.customer);
    if (this.remembered.has(customer)) return true;
    return loss !== undefined || (promises?.length ?? 0) > 0 || resolved === 'no' || resolved === 'partly'
      || contact.surveys.some(({ answers }) => answers.length > 0) || flags.some(({ retractedAt, severity }) => retractedAt === undefined && severity !== 'note')
      || (this.state.journeys.get(customer)?.journey.contacts.length ?? 0) > 1;
  }

  private personOf({ summary }: LiveContact): string {
    return personIn(this.state.journeys, summary.customer ?? '');
  }

  private look(customer: string, now: Instant): void {
    const held = this.state.journeys.get(customer);
    if (!held) return;
    const known = this.remembered.get(customer)?.sightings ?? new Map<string, Sighting>();
    this.put(customer, sightingsOf(held.journey, held.flags, known, this.state.contacts, now), now);
  }

  private put(customer: string, sightings: ReadonlyMap<string, Sighting>, now: Instant): void {
    const told = [...sightings.values()];
    const need = groundsOfNeed(told, now);
    const well = groundsOfWell(told, now);
    const isLeftAlone = this.state.floor.listedOut.includes(customer);
    if (isLeftAlone || (scoreOf(need, now) < LEAST.need && scoreOf(well, now) < LEAST.well)) this.remembered.delete(customer);
    else this.remembered.set(customer, { sightings, need, well });
    if (this.remembered.size > MOST_CUSTOMERS + SLACK) this.forgetLightest(now);
  }

  private forgetLightest(now: Instant): void {
    const weighed = [...this.remembered].map(([customer, { need, well }]) => [customer, Math.max(scoreOf(need, now), scoreOf(well, now))] as const);
    for (const [customer] of weighed.toSorted(([, a], [, b]) => a - b).slice(0, weighed.length - MOST_CUSTOMERS)) this.remembered.delete(customer);
  }
}

/** What belongs to no queue is for those who see everything. */
function sees(sight: Sight, queue: string | undefined): boolean {
  return sight.isEverything || (queue !== undefined && sight.seesQueue(queue));
}

/** What is in memory is the newest word of a contact, then what was remembered of it, then what its customer's journey knows. */
function sightingsOf(journey: Journey, flags: readonly Flag[], known: ReadonlyMap<string, Sighting>, held: LiveState['contacts'], now: Instant): Map<string, Sighting> {
  const recent = journey.contacts.filter(({ startedAt }) => startedAt > now - GLANCE).slice(-MOST_CONTACTS);
  return new Map(recent.map((summary) => {
    const live = held.get(summary.id);
    if (live) return [summary.id, sightingOf(live.summary, live.contact, [...live.flags, ...flags])];
    const before = known.get(summary.id);
    return [summary.id, before ? { ...before, summary } : sightingFromJourney(summary, flags)];
  }));
}

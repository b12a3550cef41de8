import { changesOf } from '../domain/contributions/changes.js';
import type { Floor } from '../domain/floor.js';
import { unnamedFloor } from '../domain/floor.js';
import type { Contribution } from '../domain/metric.js';
import { HOUR, MINUTE, QUARTER } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { Pending } from './pending.js';
import { addToEach, isRecent, Readings } from './readings.js';
import { Seal } from './sealed.js';
import type { AgentRecord, CohortRecord, ContactRecord, JourneyRecord } from './records.js';
import { Staff } from './staff.js';
import { Wakes } from './wakes.js';
import type { Wake } from './wakes.js';

/** How far back the board's minute-by-minute readings go. */
export const RECENT = HOUR;

interface Counted {
  counted: readonly Contribution[];
  stored: readonly Contribution[];
  readonly id?: string;
  readonly journey?: { readonly customer: string };
  readonly agent?: string;
}

/** By which a record is found: the contact, the customer or the agent. */
function keyOf({ id, journey, agent }: Counted): string {
  return id ?? journey?.customer ?? agent ?? '';
}

/**
 * The pipeline's state: everything that is open or was touched lately. All of it can be folded from the log again.
 * Only the pipeline's steps write to it; the edges read it between steps.
 */
export class Memory {
  readonly contacts = new Map<string, ContactRecord>();
  readonly journeys = new Map<string, JourneyRecord>();
  readonly agents = new Map<string, AgentRecord>();
  readonly cohorts = new Map<string, CohortRecord>();
  readonly staff = new Staff();
  readonly wakes = new Wakes();
  /** What of it is to be saved, and forgotten. */
  readonly pending = new Pending();
  /** By minute, over the last hour: "the last 30 minutes". */
  readonly recent = new Readings(MINUTE);
  /** By quarter-hour, over the last days: "today" and the trends. */
  readonly daily = new Readings(QUARTER);
  /** What is counted but not yet in the stored readings: added to them when history is read. */
  readonly unsaved = new Readings(QUARTER);
  private readonly byQuarter = [this.daily, this.unsaved];
  private readonly all = [this.recent, ...this.byQuarter];
  /** Which readings are the record, whatever the log is folded to again. */
  readonly seal = new Seal();
  /** The position and stamp of the last entry folded. */
  position = 0;
  now: Instant = 0;
  floor: Floor = unnamedFloor;
  /** The position of the settings entry in force; 0 before the first. */
  floorAt = 0;
  /** Of when the cohorts are that were restored: entries up to there asked them before the start, and ask them no more. */
  cohortsAsOf: { readonly position: number; readonly at: Instant } = { position: 0, at: 0 };
  private readonly queues = new Map<string, CohortRecord[]>();
  private readonly floors = new Map<number, Floor>([[0, unnamedFloor]]);
  /** Live events older than the lateness bound: accepted, counted, not folded. */
  tooLate = 0;
  private saving: Promise<unknown> = Promise.resolve();

  /** One after another: what a save moves from here into rows is never seen in both, or in neither. */
  betweenSaves<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.saving.then(work);
    this.saving = done.catch(() => undefined);
    return done;
  }
  /** Events and contacts that could not be folded: mistakes of ours, each told in the log. */
  unfoldable = 0;

  /** Whether the record that asked for it still waits for it. */
  isAwaited({ kind, id, at }: Wake): boolean {
    if (kind === 'agent') return this.agents.get(id)?.days.some((day) => day.wakeAt === at) === true;
    if (kind === 'cohort') return this.cohorts.get(id)?.wakeAt === at;
    return (kind === 'contact' ? this.contacts.get(id) : this.journeys.get(id))?.wakeAt === at;
  }

  addCohort(record: CohortRecord): void {
    this.cohorts.set(record.id, record);
    if (record.kind !== 'queue') return;
    const known = this.queues.get(record.name);
    if (known) known.push(record);
    else this.queues.set(record.name, [record]);
  }

  /** One a channel. */
  cohortsOfQueue(queue: string): readonly CohortRecord[] {
    return this.queues.get(queue) ?? [];
  }

  changeFloor(position: number, floor: Floor): void {
    this.floors.set(position, floor);
    this.floor = floor;
    this.floorAt = position;
  }

  /** Before the log is read from there again: later settings are known, but not in force yet. */
  returnTo(position: number): void {
    const inForce = Math.max(...[...this.floors.keys()].filter((at) => at > 0 && at <= position));
    const floor = this.floors.get(inForce);
    if (!floor) return;
    this.floor = floor;
    this.floorAt = inForce;
  }

  /** The settings under which something was counted. */
  floorOf(position: number): Floor {
    return this.floors.get(position) ?? this.floor;
  }

  /** Takes a record's old contributions out and puts its new ones in. */
  count(record: Counted, contributions: readonly Contribution[]): void {
    const { changes, counted } = changesOf(record.counted, contributions);
    if (changes.length > 0) this.put(this.seal.open(keyOf(record), changes), 1);
    record.counted = counted;
    this.keepSealed(record);
  }

  /**
   * The same for a list in the order of time whose end changed: what lies before the instant is not looked at, and the list is
   * changed in place. Only for what no row holds: a save keeps the lists it was handed.
   */
  countFrom(record: Counted, at: Instant, contributions: readonly Contribution[]): void {
    const counted = (record.counted === record.stored ? [...record.counted] : record.counted) as Contribution[];
    let from = counted.length;
    while (from > 0 && (counted[from - 1] as Contribution).at >= at) from -= 1;
    const key = keyOf(record);
    this.put(this.seal.open(key, counted.slice(from)), -1);
    this.put(this.seal.open(key, contributions), 1);
    counted.length = from;
    for (const each of contributions) counted.push(each);
    record.counted = counted;
    this.keepSealed(record);
  }

  add(contributions: readonly Contribution[]): void {
    this.put(contributions, 1);
  }

  /** Sealed readings hold it as if its row did: a save adds nothing to them. */
  private keepSealed(record: Counted): void {
    const { seal } = this;
    if (!seal.isFoldedAgain || !seal.holds(keyOf(record))) return;
    if (record.stored.length > 0 || record.counted.some(seal.isClosed)) record.stored = [...record.stored.filter((each) => !seal.isClosed(each)), ...record.counted.filter(seal.isClosed)];
  }

  private put(contributions: readonly Contribution[], sign: 1 | -1): void {
    for (const each of contributions) addToEach(isRecent(each) ? this.all : this.byQuarter, each, sign);
  }
}

import { cohortId } from '../../domain/cohort.js';
import type { Cohort, CohortName } from '../../domain/cohort.js';
import type { Flag } from '../../domain/flag.js';
import type { Sums } from '../../domain/metric.js';
import { HOUR, MINUTE } from '../../domain/time.js';
import type { Instant } from '../../domain/time.js';
import { detectInCohort } from '../detect-cohort.js';
import { Wakes } from '../wakes.js';
import { moment, Moments } from './moments.js';
import type { Moment } from './moments.js';
import { notStored } from './not-stored.js';
import { stayMeasures } from './stays-again.js';
import type { Variant } from './variant.js';

/** As in the pipeline: senders make up names. */
const MOST = 5_000;
/** A flag that is over for so long goes on no more. */
const OVER = HOUR;
/** What arrived longer ago no rule may ask about. */
const REMEMBERED = HOUR + MINUTE;
const nothing: readonly Flag[] = [];

interface Queue {
  readonly cohort: CohortName;
  readonly id: string;
  readonly number: number;
  readonly staff: Staffed;
  /** Since when each waits who waits, the longest first. */
  readonly waits: Instant[];
  /** By minute, how often each measure of a stay was counted. */
  readonly minutes: Map<Instant, number[]>;
  /** By variant. */
  readonly flags: (readonly Flag[])[];
  readonly asksAt: Instant[];
  wakeAt: Instant;
}

interface Staffed {
  readonly queues: Queue[];
  known: number;
  atWork: number;
}

export interface Telling {
  /** Somebody came into a queue. */
  readonly came: (cohort: CohortName, at: Instant) => void;
  /** A flag as it ended up; of one that has not, as it stands. */
  readonly flagged: (cohort: CohortName, variant: number, flag: Flag) => void;
  /** How many of the variants, the first ones, are asked about a queue now; absent: all. */
  readonly asked?: (queue: string, now: Instant) => number;
}

/**
 * Tells queues again in the order of time: who waited, who was at work, what came of arrivals. Each variant is asked at every instant at which something
 * changed, and when it asked to be woken, by the detector itself.
 */
export class QueuesAgain {
  readonly moments = new Moments();
  private readonly queues: Queue[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly staff: Staffed[] = [];
  private readonly staffNumbers = new Map<string, number>();
  private readonly wakes = new Wakes();

  constructor(private readonly variants: readonly Variant[], private readonly telling: Telling) {}

  /** The number of a queue; undefined: there are too many. */
  readonly numberOf = (channel: string, name: string): number | undefined => {
    const cohort: CohortName = { kind: 'queue', channel, name };
    const id = cohortId(cohort);
    const known = this.numbers.get(id);
    if (known !== undefined) return known;
    const staff = this.staff[this.staffOf(name) ?? -1];
    if (this.queues.length >= MOST || staff === undefined) return undefined;
    const queue: Queue = { cohort, id, number: this.queues.length, staff, waits: [], minutes: new Map(), flags: this.variants.map(() => nothing), asksAt: this.variants.map(() => Infinity), wakeAt: Infinity };
    this.numbers.set(id, queue.number);
    this.queues.push(queue);
    staff.queues.push(queue);
    return queue.number;
  };

  /** The number under which agents work a queue, whatever its channel. */
  readonly staffOf = (name: string): number | undefined => {
    const known = this.staffNumbers.get(name);
    if (known !== undefined || this.staff.length >= MOST) return known;
    this.staffNumbers.set(name, this.staff.length);
    return this.staff.push({ queues: [], known: 0, atWork: 0 }) - 1;
  };

  /** Lets time pass up to an instant. What is put in later must not lie before it. */
  tellUntil(end: Instant): void {
    const touched = new Set<Queue>();
    let now = -Infinity;
    this.moments.takeBefore(end, (next) => {
      if (next.at !== now) {
        this.askAt(now, touched);
        this.wakeBefore(next.at);
        now = next.at;
      }
      for (const queue of this.take(next)) touched.add(queue);
    });
    this.askAt(now, touched);
    this.wakeBefore(end);
  }

  /** Tells of the flags that are not told of yet. */
  end(): void {
    for (const { cohort, flags } of this.queues) for (const [variant, own] of flags.entries()) for (const flag of own) this.telling.flagged(cohort, variant, flag);
  }

  /** Answers the queues that the rules are to be asked about. */
  private take({ kind, queue: number, at, since, bits }: Moment): readonly Queue[] {
    if (kind === moment.staffMore || kind === moment.staffLess) return this.takeStaff(this.staff[number], kind === moment.staffMore ? 1 : -1, bits);
    const queue = this.queues[number];
    if (queue === undefined) return [];
    switch (kind) {
      case moment.enters:
        insert(queue.waits, since);
        this.telling.came(queue.cohort, at);
        break;
      case moment.leaves:
        queue.waits.splice(queue.waits.indexOf(since), 1);
        break;
      case moment.counts:
      case moment.uncounts:
        count(queue.minutes, since, bits, kind === moment.counts ? 1 : -1, at);
    }
    return [queue];
  }

  private takeStaff(staff: Staffed | undefined, by: 1 | -1, atWork: number): readonly Queue[] {
    if (staff === undefined) return [];
    staff.known += by;
    staff.atWork += by * atWork;
    return staff.queues;
  }

  /** Everybody about whose queue something was heard at an instant, and whose time came with it. */
  private askAt(now: Instant, touched: Set<Queue>): void {
    if (touched.size === 0) return;
    for (const queue of this.takeDue(now)) if (!touched.has(queue)) this.ask(queue, now, false);
    for (const queue of touched) this.ask(queue, now, true);
    touched.clear();
  }

  private wakeBefore(end: Instant): void {
    for (let next = this.wakes.next; next !== undefined && next < end; next = this.wakes.next) {
      for (const queue of this.takeDue(next)) this.ask(queue, next, false);
    }
  }

  private takeDue(now: Instant): Set<Queue> {
    return new Set(this.wakes.takeDue(now).flatMap(({ id, at }) => {
      const queue = this.queues[Number(id)];
      return queue !== undefined && queue.wakeAt === at ? [queue] : [];
    }));
  }

  private ask(queue: Queue, now: Instant, isTouched: boolean): void {
    const view = viewOf(queue, now);
    const asked = this.telling.asked?.(queue.id, now) ?? this.variants.length;
    let wakeAt = Infinity;
    for (const [variant, { rules, floor }] of this.variants.entries()) {
      const isDue = isTouched || (queue.asksAt[variant] as number) <= now;
      if (variant >= asked) this.letGo(queue, variant);
      else if (isDue) {
        const { flags, askAgainAt } = detectInCohort(rules, view, queue.flags[variant] as readonly Flag[], floor, now);
        queue.flags[variant] = flags.length === 0 ? nothing : this.standing(queue, variant, flags, now);
        queue.asksAt[variant] = askAgainAt !== undefined && askAgainAt > now ? askAgainAt : Infinity;
      }
      wakeAt = Math.min(wakeAt, queue.asksAt[variant] as number);
    }
    if (wakeAt === queue.wakeAt) return;
    queue.wakeAt = wakeAt;
    if (wakeAt < Infinity) this.wakes.add({ kind: 'cohort', id: String(queue.number), at: wakeAt });
  }

  /** Those that are over are told of: to look through a month of them at each question would take longer than all else. */
  private standing(queue: Queue, variant: number, flags: readonly Flag[], now: Instant): readonly Flag[] {
    const isOver = ({ until, retractedAt }: Flag): boolean => (retractedAt ?? until ?? now) <= now - OVER;
    if (!flags.some(isOver)) return flags;
    for (const flag of flags) if (isOver(flag)) this.telling.flagged(queue.cohort, variant, flag);
    return flags.filter((flag) => !isOver(flag));
  }

  private letGo(queue: Queue, variant: number): void {
    for (const flag of queue.flags[variant] as readonly Flag[]) this.telling.flagged(queue.cohort, variant, flag);
    queue.flags[variant] = nothing;
    queue.asksAt[variant] = Infinity;
  }
}

/** Mostly the newest, at the end. */
function insert(waits: Instant[], since: Instant): void {
  let place = waits.length;
  while (place > 0 && (waits[place - 1] as Instant) > since) place -= 1;
  waits.splice(place, 0, since);
}

function count(minutes: Map<Instant, number[]>, since: Instant, bits: number, by: 1 | -1, now: Instant): void {
  for (const minute of minutes.keys()) if (minute < now - REMEMBERED) minutes.delete(minute);
  const minute = since - (since % MINUTE);
  if (minute < now - REMEMBERED) return;
  let cell = minutes.get(minute);
  if (!cell) minutes.set(minute, cell = stayMeasures.map(() => 0));
  for (let place = 0; place < cell.length; place += 1) if ((bits & (1 << place)) !== 0) cell[place] = (cell[place] as number) + by;
}

function viewOf({ cohort, id, staff, waits, minutes }: Queue, now: Instant): Cohort {
  // All variants ask for the same few windows.
  const asked: { readonly from: Instant; readonly to: Instant; readonly sums: Sums }[] = [];
  return {
    ...cohort, id, waiting: waits,
    ...(staff.known > 0 ? { atWork: staff.atWork } : {}),
    arrived: (from, to) => {
      for (const known of asked) if (known.from === from && known.to === to) return known.sums;
      const sums = arrivedIn(minutes, from, Math.min(to, now));
      asked.push({ from, to, sums });
      return sums;
    },
    passed: () => notStored('who passed, beside who waits'),
    usual: () => notStored('what is usual, beside who waits'),
  };
}

function arrivedIn(minutes: ReadonlyMap<Instant, readonly number[]>, from: Instant, to: Instant): Sums {
  const total = stayMeasures.map(() => 0);
  for (const [minute, cell] of minutes) {
    if (minute < from || minute >= to) continue;
    for (let place = 0; place < total.length; place += 1) total[place] = (total[place] as number) + (cell[place] as number);
  }
  return Object.fromEntries(stayMeasures.flatMap((measure, place) => ((total[place] as number) > 0 ? [[measure, total[place] as number]] : [])));
}

import { findingId, isOverdue, troubledSpans } from '../domain/finding.js';
import type { Finding, Sighting, Subject } from '../domain/finding.js';
import type { Floor } from '../domain/floor.js';
import { acknowledgeWithinOf, ownerOf, promiseOf } from '../domain/owner.js';
import { hourOf, placeKey } from '../domain/place.js';
import { isSpike, LEAST_HURT, lostMs } from '../domain/rate.js';
import type { Rate } from '../domain/rate.js';
import { DAY, HOUR, MINUTE } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import { hoursOf, weeksBefore, WEEKS } from '../domain/weeks.js';
import type { Clock } from '../ports/clock.js';
import type { FindingStore } from '../ports/findings.js';
import { evidenceOf } from './evidence.js';
import type { EvidenceParts } from './evidence.js';
import type { Ledger } from './ledger.js';
import { lettersOf } from './letters.js';
import type { Reach } from './letters.js';
import { fallSince } from './progress.js';
import { rateAt, troublesIn } from './rates.js';
import type { Rates } from './rates.js';

export interface WatchParts {
  readonly ledger: Ledger;
  readonly rates: Rates;
  readonly evidence: EvidenceParts;
  readonly store: Pick<FindingStore, 'post'>;
  readonly clock: Clock;
  readonly floor: () => Floor;
  readonly reach: () => Reach;
  readonly note: (sentence: string) => void;
}

/** What is looked at, and how often: a fault of the hour at once, what is small and lasts by what it comes to in a day or a week. */
const windows: readonly { readonly hours: number; readonly everyMs: Millis }[] = [
  // The hour that goes on has often just begun.
  { hours: 2, everyMs: 0 }, { hours: 24, everyMs: HOUR }, { hours: 168, everyMs: 6 * HOUR },
];
/** Names are given by senders; what is longer is no place that someone would mend. */
const LONGEST_NAME = 100;
/** An owner is brought so many new findings a day, the dearest first: what floods nobody reads. */
const A_DAY = 10;
/** In how many weeks one looks for those in which nothing was wrong. */
const FARTHEST_WEEK = 12;

interface Candidate {
  readonly subject: Subject;
  readonly from: Instant;
  readonly to: Instant;
  readonly rate: Rate;
  readonly usual: Rate;
}

/** Looks at the rates again and again: opens, reopens and closes findings, finds their owners, and reminds them. */
export class Watch {
  private readonly lookedAt = new Map<number, Instant>();
  private readonly reminded = new Set<string>();

  constructor(private readonly parts: WatchParts) {}

  /** What was imported has changed hours that were looked at. */
  lookAnew(): void {
    this.lookedAt.clear();
  }

  async round(): Promise<void> {
    const now = this.parts.clock.now();
    for (const { hours, everyMs } of windows) {
      const last = this.lookedAt.get(hours);
      if (last !== undefined && now - last < everyMs) continue;
      await this.look(now, hours);
      this.lookedAt.set(hours, now);
    }
    for (const finding of this.parts.ledger.all) await this.follow(finding, now);
  }

  /** Opens what is not usual in those hours; the dearest first. */
  private async look(now: Instant, length: number): Promise<void> {
    const hours = lastHours(length, now);
    const seen = await this.parts.rates.sums(hours);
    const asked = troublesIn(seen).filter(({ subject, rate }) => rate.hurt >= LEAST_HURT && subject.place.name.length <= LONGEST_NAME && this.isAsked(subject));
    if (asked.length === 0) return;
    const usual = await this.parts.rates.sums(this.usualHours(hours, []));
    const candidates: Candidate[] = [];
    for (const { subject, rate } of asked) {
      const candidate = await this.weigh(subject, rate, hours, rateAt(usual, subject), now);
      if (candidate) candidates.push(await this.narrowed(candidate, length, now));
    }
    for (const candidate of candidates.toSorted((a, b) => lostMs(b.rate) - lostMs(a.rate))) await this.open(candidate, now);
  }

  /** What stands open is not opened again; a call while closed contradicts only what was promised. */
  private isAsked(subject: Subject): boolean {
    const known = this.parts.ledger.of(subject);
    if (known !== undefined && known.state !== 'closed') return false;
    return subject.trouble !== 'closed' || promiseOf(this.parts.floor(), subject.place.name) !== undefined;
  }

  private async weigh(subject: Subject, seen: Rate, all: readonly Instant[], usualOfAll: Rate, now: Instant): Promise<Candidate | undefined> {
    const { ledger, rates } = this.parts;
    const known = ledger.of(subject);
    // Of one that was closed only what came after that says that it is back.
    const closedAt = known?.closed?.at ?? -Infinity;
    const hours = all.filter((hour) => hour > closedAt);
    const from = hours[0];
    if (from === undefined) return undefined;
    const rate = hours.length === all.length ? seen : await rates.over(subject, hours);
    const usual = known === undefined ? usualOfAll : await rates.over(subject, this.usualHours(hours, troubledSpans(known)));
    const isOne = subject.trouble === 'closed' ? rate.hurt >= LEAST_HURT : isSpike(rate, usual);
    return isOne ? { subject, from, to: now, rate, usual } : undefined;
  }

  /** By the shortest time that shows it: what came in while one looked is otherwise said to have lasted for a day or a week. */
  private async narrowed(candidate: Candidate, length: number, now: Instant): Promise<Candidate> {
    const { subject } = candidate;
    const { rates } = this.parts;
    for (const { hours: shorter } of windows.filter(({ hours }) => hours < length)) {
      const hours = lastHours(shorter, now);
      const found = await this.weigh(subject, await rates.over(subject, hours), hours, await rates.over(subject, this.usualHours(hours, [])), now);
      if (found) return found;
    }
    return candidate;
  }

  /** The same hours of the last weeks; where the subject stood open then, of weeks before that. */
  private usualHours(hours: readonly Instant[], troubled: readonly { readonly from: Instant; readonly to: Instant }[]): Instant[] {
    const { zone } = this.parts.floor();
    const isTroubled = (hour: Instant): boolean => troubled.some(({ from, to }) => hour + HOUR > from && hour < to);
    const farthest = troubled.length === 0 ? WEEKS : FARTHEST_WEEK;
    return [...new Set(hours.flatMap((hour) => (
      Array.from({ length: farthest }, (_, week) => weeksBefore(hour, week + 1, zone)).filter((each) => !isTroubled(each)).slice(0, WEEKS)
    )))];
  }

  private async open({ subject, from, to, rate, usual }: Candidate, now: Instant): Promise<void> {
    const { ledger, note } = this.parts;
    const id = findingId(subject);
    const owner = ownerOf(subject, this.parts.floor());
    const known = ledger.get(id);
    if (known === undefined && ledger.all.filter((each) => each.owner === owner && each.entries[0] !== undefined && each.entries[0].at > now - DAY).length >= A_DAY) return;
    const sighting: Sighting = { from, to, rate, usual, evidence: await evidenceOf(this.parts.evidence, subject, from, now + MINUTE) };
    if (known === undefined) await ledger.note(id, { is: 'opened', subject, ...(owner === undefined ? {} : { owner }), sighting }, now, (finding) => this.letters(finding, 'opened', now));
    else await ledger.note(id, { is: 'reopened', sighting }, now, (finding) => this.letters(finding, 'reopened', now));
    note(`${known === undefined ? 'Opened' : 'Reopened'} a finding: ${rate.hurt} of ${rate.of} met ${subject.trouble} at ${placeKey(subject.place)}; ${owner === undefined ? 'nobody owns it' : `${owner} owns it`}.`);
  }

  /** What becomes of one that is known. */
  private async follow(finding: Finding, now: Instant): Promise<void> {
    if (finding.state === 'closed') return;
    const floor = this.parts.floor();
    const { ledger, store, rates, note } = this.parts;
    const owner = ownerOf(finding.subject, floor);
    if (owner !== finding.owner) await ledger.note(finding.id, { is: 'assigned', ...(owner === undefined ? {} : { owner }) }, now, (next) => this.letters(next, 'assigned', now));
    if (finding.subject.trouble === 'closed' && promiseOf(floor, finding.subject.place.name) === undefined) {
      await ledger.note(finding.id, { is: 'withdrawn' }, now, (next) => this.letters(next, 'closed', now));
      return;
    }
    const round = `${finding.id}/${finding.round}`;
    if (isOverdue(finding, acknowledgeWithinOf(floor, owner), now) && !this.reminded.has(round)) {
      await store.post(this.letters(ledger.get(finding.id) ?? finding, 'overdue', now));
      this.reminded.add(round);
    }
    if (finding.state !== 'in-hand') return;
    const { fall, before, after } = await fallSince(finding, rates, now);
    if (fall.is !== 'fallen') return;
    await ledger.note(finding.id, { is: 'closed', before, after }, now, (next) => this.letters(next, 'closed', now));
    note(`Closed a finding: ${finding.subject.trouble} at ${placeKey(finding.subject.place)} fell from ${before.hurt} of ${before.of} to ${after.hurt} of ${after.of}.`);
  }

  private letters(finding: Finding, cause: Parameters<typeof lettersOf>[1], now: Instant): ReturnType<typeof lettersOf> {
    return lettersOf(finding, cause, this.parts.reach(), now);
  }
}

/** The hour that goes on, and those before it. */
function lastHours(count: number, now: Instant): Instant[] {
  return hoursOf(hourOf(now) - (count - 1) * HOUR, now + 1);
}

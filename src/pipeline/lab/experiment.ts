import type { Contact } from '../../domain/contact.js';
import { lastQueueOf } from '../../domain/contact.js';
import type { ContactDetector, JourneyDetector } from '../../domain/detector.js';
import type { Flag } from '../../domain/flag.js';
import { withContact } from '../../domain/journey.js';
import type { Journey } from '../../domain/journey.js';
import { daysBetween } from '../../domain/lab/days.js';
import { floorWith } from '../../domain/lab/rule-draft.js';
import { addTally } from '../../domain/lab/add-tally.js';
import { aftermathOf } from '../../domain/lab/shown.js';
import { emptyTally, tallyContact } from '../../domain/lab/tally.js';
import type { JudgedContact, LabTally } from '../../domain/lab/tally.js';
import type { ContactRow } from '../../ports/state-store.js';
import type { StoredContacts, StoredPage } from '../../ports/stored-contacts.js';
import { Curves } from './curves.js';
import type { CurvePoint } from './curves.js';
import { replayContact } from './replay-contact.js';
import { replayJourney } from './replay-journey.js';
import type { StoredReplay } from './replay-stored.js';
import { variantOf } from './variant.js';
import type { Variant } from './variant.js';

/** A number that so many contacts share is no customer: each is told by itself. */
const MOST_OF_A_CUSTOMER = 1_000;

/** What an experiment has counted. */
export interface LabSums {
  readonly tally: LabTally;
  readonly points: readonly CurvePoint[];
}

/** A rule in force and its draft, held against each other contact by contact. */
export class Experiment {
  private readonly tally = emptyTally();
  private readonly variants: readonly [Variant, Variant];
  private readonly drawn: Curves;
  private readonly dayOf: (at: number) => number;
  private readonly journeyRules: readonly string[];
  /** The customer whose contacts are being read. */
  private group: ContactRow[] = [];
  /** Judged, but for the flags that journeys raised on them. */
  private waiting: JudgedContact[] = [];

  constructor(private readonly rule: ContactDetector | JourneyDetector, private readonly given: StoredReplay, contacts: number) {
    const { floor, request: { draft, from, to }, rules } = given;
    const drafted = floorWith(floor, rule.id, draft);
    this.variants = [variantOf(rule, floor), variantOf(rule, drafted)];
    this.drawn = new Curves(rule, floor, drafted, contacts);
    this.dayOf = daysBetween(floor.zone, from, to);
    this.journeyRules = rules.flatMap(({ id, of }) => (of === 'journey' && id !== rule.id ? [id] : []));
  }

  take(page: StoredPage): void {
    for (const row of page) {
      const { customer } = row;
      if (customer === undefined || customer !== this.group[0]?.customer || this.group.length >= MOST_OF_A_CUSTOMER) this.end();
      this.group.push(row);
    }
  }

  /** The last customer's contacts are read. */
  end(): void {
    const { group } = this;
    this.group = [];
    if (group.length === 0) return;
    const customer = group[0]?.customer;
    const isCrowd = group.length >= MOST_OF_A_CUSTOMER;
    if (isCrowd) this.tally.crowded += group.length;
    if (customer === undefined || isCrowd) for (const row of group) this.replay([row], undefined);
    else this.replay(group, customer);
  }

  /** What is judged so far goes into the sums, with what else was flagged on it. */
  async judge(stored: StoredContacts): Promise<void> {
    const judged = this.waiting;
    this.waiting = [];
    const flagged = judged.filter(({ inForce, draft }) => inForce.length + draft.length > 0).map(({ id }) => id);
    const others = flagged.length > 0 && this.journeyRules.length > 0 ? await stored.flagsOn(flagged, this.journeyRules) : undefined;
    for (const each of judged) tallyContact(this.tally, { ...each, others: [...each.others, ...others?.get(each.id) ?? []] });
  }

  /** All that is known so far, and nothing that a message between threads could not hold. */
  get sums(): LabSums {
    return { tally: this.tally, points: this.drawn.points };
  }

  /** What was counted of other contacts under the same settings. */
  add({ tally, points }: LabSums): void {
    addTally(this.tally, tally);
    this.drawn.add(points);
  }

  curves(): ReturnType<Curves['drawn']> {
    return this.drawn.drawn();
  }

  private replay(rows: readonly ContactRow[], customer: string | undefined): void {
    const { floor, now, request: { from, to } } = this.given;
    if (!rows.some(({ summary }) => from <= summary.startedAt && summary.startedAt < to)) return;
    const variants = this.drawn.isDrawn(customer ?? rows[0]?.id ?? '') ? [...this.variants, ...this.drawn.variants] : this.variants;
    const told = this.rule.of === 'journey' && customer !== undefined ? this.together(customer, rows, variants) : this.apart(rows, variants);
    // As they were saved: of what each came to nothing depends on the rule.
    const journey = customer === undefined ? undefined : told.reduce<Journey>((all, { row }) => withContact(all, row.summary), { customer, contacts: [] });
    for (const { row, contact, flags: [inForce = [], draft = [], ...drawn] } of told) {
      const { summary } = row;
      if (contact === undefined || summary.startedAt < from || summary.startedAt >= to) continue;
      const aftermath = aftermathOf(contact, summary, journey, floor, now);
      if (drawn.length > 0) this.drawn.count(drawn, aftermath);
      this.waiting.push({
        id: row.id, startedAt: summary.startedAt, day: this.dayOf(summary.startedAt), queue: lastQueueOf(contact) ?? null, inForce, draft, aftermath,
        others: [...new Set(row.flags.flatMap(({ rule, retractedAt }) => (retractedAt === undefined && rule !== this.rule.id ? [rule] : [])))],
        mark: contact.marks.find(({ rule }) => rule === this.rule.id)?.mark,
      });
    }
  }

  /** A journey's flags lie on its contacts. */
  private together(customer: string, rows: readonly ContactRow[], variants: readonly Variant[]): readonly Told[] {
    const { contacts, flags } = replayJourney(customer, rows.map(({ events }) => events), variants, this.given.now);
    const byContact = flags.map(flagsByContact);
    return rows.map((row, place) => ({ row, contact: contacts[place], flags: byContact.map((all) => all.get(row.id) ?? []) }));
  }

  /** Those beside the window are looked at for what they show of others: their rows say it. */
  private apart(rows: readonly ContactRow[], variants: readonly Variant[]): readonly Told[] {
    const { now, request: { from, to } } = this.given;
    return rows.map((row) => {
      if (row.summary.startedAt < from || row.summary.startedAt >= to) return { row, contact: undefined, flags: [] };
      return { row, ...replayContact(row.events, this.rule.of === 'contact' ? variants : [], now) };
    });
  }
}

interface Told {
  readonly row: ContactRow;
  readonly contact: Contact | undefined;
  readonly flags: readonly (readonly Flag[])[];
}

function flagsByContact(flags: readonly Flag[]): ReadonlyMap<string, readonly Flag[]> {
  const byContact = new Map<string, Flag[]>();
  for (const flag of flags) byContact.set(flag.contact, [...byContact.get(flag.contact) ?? [], flag]);
  return byContact;
}

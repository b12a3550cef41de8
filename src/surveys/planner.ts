import type { Sealing } from '../access/sealing.js';
import type { Floor } from '../domain/floor.js';
import type { Invitation } from '../domain/invitation.js';
import type { Programme, SurveySettings } from '../domain/survey.js';
import type { Instant } from '../domain/time.js';
import type { Clock } from '../ports/clock.js';
import type { NumberBook } from '../ports/numbers.js';
import type { Pseudonyms } from '../ports/privacy.js';
import type { Invitations, Person } from '../ports/surveys.js';
import { overBudget, YEAR } from './budget.js';
import { idOf } from './invitation.js';
import { occasionOf, REACHABLE } from './occasion.js';
import type { Ended } from './occasion.js';
import { OneByOne } from './one-by-one.js';
import { phoneOf } from '../access/phone.js';
import { drawnBy, isFrom } from './programmes.js';
import type { Drawn, Draw, Occasion } from './programmes.js';
import { nextHour, zonesOf } from '../domain/quiet-hours.js';
import { prefixOf } from './spending.js';
import { languageOf } from './texts.js';

export interface PlannerParts {
  readonly invitations: Invitations;
  readonly numbers: NumberBook;
  readonly seal: Sealing;
  readonly pseudonyms: Pick<Pseudonyms, 'formersOf'>;
  readonly draw: Draw;
  readonly clock: Clock;
  readonly floor: () => Floor;
}

/** Remembered so that a contact that changes on after its end is not asked about over and over; the database knows for good. */
const MOST_REMEMBERED = 50_000;

type Whom = Occasion & { readonly customer: string };

/** Decides who is asked. What it decides follows from the contact, the settings and the key alone. */
export class Planner {
  private readonly considered = new Set<string>();
  private readonly turns = new OneByOne();

  constructor(private readonly parts: PlannerParts) {}

  /** Plans at most one invitation. Throws when the database does not answer: consider it again. */
  consider(ended: Ended, isMeant: (rule: Programme) => boolean = () => true): Promise<Invitation | undefined> {
    // One after the other: two contacts of one person that were considered at once would both find the budget whole.
    return this.turns.run('', () => this.decide(ended, isMeant));
  }

  private async decide(ended: Ended, isMeant: (rule: Programme) => boolean): Promise<Invitation | undefined> {
    const floor = this.parts.floor();
    if (floor.surveys.sender === undefined) return undefined;
    const whom = occasionOf(ended);
    if (whom === undefined || floor.listedOut.includes(whom.phone) || floor.listedOut.includes(whom.customer)) return undefined;
    for (const drawn of drawnBy(whom, floor.surveys, floor.zone, this.parts.draw)) {
      const id = idOf(drawn.cause);
      if (!isMeant(drawn.rule) || this.considered.has(id)) continue;
      const planned = await this.plan(id, whom, drawn, floor);
      // The next contact may ask: who calls often would else be left out of a whole quarter.
      if (planned === 'answering') continue;
      this.remember(id);
      if (planned !== undefined) return planned;
    }
    return undefined;
  }

  private async plan(id: string, whom: Whom, drawn: Drawn, { surveys, country }: Floor): Promise<Invitation | 'answering' | undefined> {
    const { invitations, seal, clock } = this.parts;
    const now = clock.now();
    const raw = await this.parts.numbers.numberOf(whom.phone);
    const phone = raw === undefined ? undefined : phoneOf(raw, country, drawn.rule.channel);
    if (phone === undefined || !isFrom(drawn.rule, phone.number)) return undefined;
    const prefix = prefixOf(phone.number, surveys.allow);
    const dueAt = nextHour(zonesOf(phone.country), surveys.hours, dueOf(drawn, whom, now));
    if (prefix === undefined || dueAt === undefined || dueAt >= whom.endedAt + REACHABLE) return undefined;
    const person: Person = { ...whom, formers: this.parts.pseudonyms.formersOf?.(phone.number) ?? [] };
    if (await this.isSpared(person, drawn, dueAt)) return undefined;
    if (await this.isAnswering(person, dueAt)) return 'answering';
    const invitation = invitationOf({ id, whom, drawn, surveys, now, dueAt, prefix, country: phone.country });
    return await invitations.plan(invitation, seal.seal(phone.number, id)) ? invitation : undefined;
  }

  /** Who said STOP, was asked enough, or would be one answer too many. */
  private async isSpared(whom: Person, { programme, rule }: Drawn, dueAt: Instant): Promise<boolean> {
    const { invitations } = this.parts;
    if (await invitations.isStopped(whom)) return true;
    if (overBudget(await invitations.askedSince(whom, dueAt - YEAR), rule.kind, dueAt) !== undefined) return true;
    return rule.kind === 'pulsed' && await invitations.answersTo(programme) >= rule.quota;
  }

  /** Whether another survey of theirs is to be answered then: a "2" could be meant for either. */
  private async isAnswering(person: Person, dueAt: Instant): Promise<boolean> {
    const { invitations } = this.parts;
    if ((await invitations.plannedFor(person)).length > 0) return true;
    return await invitations.openFor([person.phone, ...person.formers ?? []], dueAt) !== undefined;
  }

  private remember(id: string): void {
    if (this.considered.size >= MOST_REMEMBERED) this.considered.clear();
    this.considered.add(id);
  }
}

function dueOf({ rule, isLater }: Drawn, { endedAt }: Occasion, now: Instant): Instant {
  const afterMs = isLater && rule.kind === 'persistent' ? rule.later?.afterMs ?? rule.delayMs : rule.delayMs;
  return Math.max(now, endedAt + afterMs);
}

interface Making {
  readonly id: string;
  readonly whom: Whom;
  readonly drawn: Drawn;
  readonly surveys: SurveySettings;
  readonly now: Instant;
  readonly dueAt: Instant;
  readonly prefix: string;
  readonly country: string;
}

function invitationOf({ id, whom, drawn, surveys, now, dueAt, prefix, country }: Making): Invitation {
  const { programme, rule, round, isLater } = drawn;
  const queue = rule.queues?.find((each) => whom.queues.includes(each)) ?? whom.queues.at(-1);
  return {
    id, programme, kind: rule.kind, ...(round === undefined ? {} : { round }), isLater,
    contact: whom.contact, customer: whom.customer, phone: whom.phone, prefix, country, language: languageOf(country, surveys.language), channel: rule.channel,
    ...(queue === undefined ? {} : { queue }), questions: rule.questions,
    plannedAt: now, dueAt, expiresAt: whom.endedAt + REACHABLE, openMs: rule.expiresMs,
    delivery: 'planned', at: 0, misunderstood: 0, answers: {}, untold: [],
  };
}

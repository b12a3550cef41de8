import type { Contact } from '../contact.js';
import { FEEDBACK_CHANNEL } from '../feedback.js';
import type { Floor } from '../floor.js';
import type { ContactSummary, Journey } from '../journey.js';
import { lengthOf } from '../return-window.js';
import { isGood, markOf, questionOf } from '../surveyed.js';
import type { Said } from '../surveyed.js';
import { DAY } from '../time.js';
import type { Instant } from '../time.js';

/** By what a customer shows that a contact was a bad one. The page beside this file tells each in full. */
export const shownKinds = ['bad-survey', 'came-back', 'complained', 'not-served'] as const;
export type ShownKind = (typeof shownKinds)[number];

export interface Shown {
  readonly kind: ShownKind;
  /** When it showed first. */
  readonly at: Instant;
}

/** What a customer showed of a contact after it. */
export interface Aftermath {
  readonly shown: readonly Shown[];
  /** All of it had its time, and it could have been seen: only such contacts say whether a flag was right. */
  readonly isKnown: boolean;
}

/** NPS: 0 to 6 are detractors. */
const DETRACTOR = 6;

/** Of an inbound contact that is over, among its customer's other contacts where the customer is known. */
export function aftermathOf(contact: Contact, summary: ContactSummary, journey: Journey | undefined, floor: Floor, now: Instant): Aftermath {
  const { endedAt } = summary;
  if (summary.direction !== 'inbound' || endedAt === undefined || contact.lostSight) return { shown: [], isKnown: false };
  const isCustomer = journey !== undefined && !floor.listedOut.includes(journey.customer);
  const others = isCustomer ? journey.contacts.filter((each) => each.id !== summary.id) : [];
  const back = others.find((each) => cameBack(each, summary, endedAt, floor));
  const until = endedAt + lengthOf(floor.returns.within);
  const said = [...contact.feedback.map(({ at }) => at), ...others.filter(({ channel, startedAt }) => channel === FEEDBACK_CHANNEL && startedAt >= endedAt && startedAt <= until).map(({ startedAt }) => startedAt)];
  const answers = contact.surveys.flatMap((survey) => survey.answers);
  const shown = [
    first('bad-survey', answers.filter(isBad).map(({ at }) => at)),
    first('came-back', back === undefined ? [] : [back.startedAt]),
    first('complained', said),
    first('not-served', isNotServed(summary, others, endedAt)),
  ].filter((each) => each !== undefined);
  return { shown, isKnown: until <= now && (isCustomer || answers.length > 0) };
}

function first(kind: ShownKind, at: readonly Instant[]): Shown | undefined {
  return at.length === 0 ? undefined : { kind, at: Math.min(...at) };
}

/** Not resolved, or not well: satisfaction under 4 of 5, ease under 5 of 7, a detractor. */
function isBad(said: Said): boolean {
  if (questionOf(said) === 'nps-10') return (markOf(said) ?? Infinity) <= DETRACTOR;
  return isGood(said) === false;
}

/** As the settings have it: within which time, and for which reason. A reason that is not known is taken for the same. */
function cameBack(each: ContactSummary, before: ContactSummary, endedAt: Instant, { returns: { within, scope } }: Floor): boolean {
  const counts = scope === 'any' || each.reason === undefined || before.reason === undefined || each.reason === before.reason;
  return each.direction === 'inbound' && counts && each.startedAt >= endedAt && each.startedAt - endedAt <= lengthOf(within);
}

/** Ended in the menu, and back within a day whatever about. */
function isNotServed({ ending }: ContactSummary, others: readonly ContactSummary[], endedAt: Instant): readonly Instant[] {
  if (ending?.contained === undefined) return [];
  return others.filter(({ direction, startedAt }) => direction === 'inbound' && startedAt >= endedAt && startedAt - endedAt <= DAY).map(({ startedAt }) => startedAt);
}

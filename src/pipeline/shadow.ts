import type { Contact } from '../domain/contact.js';
import type { Cohort } from '../domain/cohort.js';
import type { Detector } from '../domain/detector.js';
import type { Flag } from '../domain/flag.js';
import type { FlagSettings, Floor } from '../domain/floor.js';
import type { Journey } from '../domain/journey.js';
import type { Instant } from '../domain/time.js';
import type { Rules } from './catalogue.js';
import { detectInCohort } from './detect-cohort.js';
import { detectInContact, detectInJourney } from './detect.js';
import type { Question, Since } from './detect.js';

/** The rules of which a draft runs in shadow, under the drafts. */
export interface Shadowing {
  readonly rules: Rules;
  readonly floor: Floor;
}

/** What drafts say of one contact: apart from its flags, so that nothing counts, shows or sends it. */
export interface ShadowOfContact {
  readonly flags: readonly Flag[];
  /** Absent where the whole contact has to be asked about. */
  readonly questions?: readonly Question[] | undefined;
}

/** Asked for at each event, and the same until the settings change. */
const known = new WeakMap<Floor, { readonly rules: Rules; readonly shadowing: Shadowing | undefined }>();

export function shadowing(rules: Rules, floor: Floor): Shadowing | undefined {
  const found = known.get(floor);
  if (found?.rules === rules) return found.shadowing;
  const made = shadowingOf(rules, floor);
  known.set(floor, { rules, shadowing: made });
  return made;
}

function shadowingOf(rules: Rules, floor: Floor): Shadowing | undefined {
  const isIn = ({ id }: Detector): boolean => floor.flags[id]?.shadow !== undefined;
  const own = { contact: rules.contact.filter(isIn), journey: rules.journey.filter(isIn), cohort: rules.cohort.filter(isIn), version: rules.version };
  if (own.contact.length + own.journey.length + own.cohort.length === 0) return undefined;
  const drafts = Object.entries(floor.flags).flatMap(([id, { shadow }]): [string, FlagSettings][] => (shadow === undefined ? [] : [[id, shadow]]));
  return { rules: own, floor: { ...floor, flags: { ...floor.flags, ...Object.fromEntries(drafts) } } };
}

/** What an earlier draft said goes: the one that runs now has not said it. Flags of a rule whose draft is gone stay as they are. */
function ofThisDraft(flags: readonly Flag[], floor: Floor): readonly Flag[] {
  return flags.filter(({ rule, raisedAt }) => raisedAt >= (floor.flags[rule]?.shadow?.since ?? -Infinity));
}

export interface ShadowVerdict<Shadow> {
  readonly shadow: Shadow | undefined;
  readonly askAgainAt: Instant | undefined;
}

/** `since`: what was heard since the contact's rules were asked; without it everything may have changed. */
export function shadowContact(rules: Rules, contact: Contact, before: ShadowOfContact | undefined, floor: Floor, now: Instant, since: Since | undefined): ShadowVerdict<ShadowOfContact> {
  const beside = shadowing(rules, floor);
  if (beside === undefined || beside.rules.contact.length === 0) return { shadow: before && { flags: before.flags }, askAgainAt: undefined };
  const heard = since === undefined || before?.questions === undefined ? undefined : { heard: since.heard, questions: before.questions };
  const flags = heard === undefined ? ofThisDraft(before?.flags ?? [], floor) : before?.flags ?? [];
  const verdict = detectInContact(beside.rules, contact, flags, beside.floor, now, heard);
  return { shadow: { flags: verdict.flags, questions: verdict.questions }, askAgainAt: verdict.askAgainAt };
}

export function shadowJourney(rules: Rules, journey: Journey, before: readonly Flag[] | undefined, floor: Floor, now: Instant): ShadowVerdict<readonly Flag[]> {
  const beside = shadowing(rules, floor);
  if (beside === undefined || beside.rules.journey.length === 0) return { shadow: before, askAgainAt: undefined };
  const { flags, askAgainAt } = detectInJourney(beside.rules, journey, ofThisDraft(before ?? [], floor), beside.floor, now);
  return { shadow: flags, askAgainAt };
}

export function shadowCohort(rules: Rules, cohort: Cohort, before: readonly Flag[] | undefined, floor: Floor, now: Instant): ShadowVerdict<readonly Flag[]> {
  const beside = shadowing(rules, floor);
  if (beside === undefined || beside.rules.cohort.length === 0) return { shadow: before, askAgainAt: undefined };
  const { flags, askAgainAt } = detectInCohort(beside.rules, cohort, ofThisDraft(before ?? [], floor), beside.floor, now);
  return { shadow: flags, askAgainAt };
}

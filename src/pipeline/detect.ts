import type { Contact } from '../domain/contact.js';
import type { Asking, ContactDetector, Detector } from '../domain/detector.js';
import { flagKey } from '../domain/flag.js';
import type { Flag, FlagChange, Raised } from '../domain/flag.js';
import type { Floor } from '../domain/floor.js';
import type { Journey } from '../domain/journey.js';
import type { Instant } from '../domain/time.js';
import { isEnabled, optionsIn, rulesOn } from './catalogue.js';
import type { Rules } from './catalogue.js';

/** What the rules say now, and when one of them wants to be asked again. */
export interface Verdict {
  readonly flags: readonly Flag[];
  readonly changes: readonly FlagChange[];
  readonly askAgainAt: Instant | undefined;
}
export interface ContactVerdict extends Verdict {
  readonly questions: readonly Question[];
}

/** A rule that wants to be asked again though nothing is heard. */
export interface Question {
  readonly rule: ContactDetector;
  readonly at: Instant;
}

/** What happened to a contact since its rules were asked: the types of the events heard, and the questions still open. */
export interface Since {
  readonly heard: readonly string[];
  readonly questions: readonly Question[];
}

const unchanged: readonly FlagChange[] = [];

interface Said {
  readonly rule: Detector;
  readonly contact: string;
  readonly raised: Raised;
}

/**
 * `floorAt`: the position of the settings, which each flag remembers. Asks only the rules that name what was heard and those whose time has come: three of nine at most events. The others would
 * answer what they did, which is a law of theirs (src/detectors/laws.spec.ts). Without `since` everything may have changed.
 */
export function detectInContact(rules: Rules, contact: Contact, before: readonly Flag[], floor: Floor, now: Instant, since?: Since, floorAt = 0): ContactVerdict {
  const asked = since === undefined ? rules.contact : rulesToAsk(rules, since, now);
  const said: Said[] = [];
  const questions = since === undefined || since.questions.length === 0 ? [] : since.questions.filter((each) => !asked.includes(each.rule));
  for (const rule of asked) {
    if (!isEnabled(rule, floor)) continue;
    const answer = rule.ask(contact, askingFor(rule, floor, now));
    for (const raised of answer.raised) said.push({ rule, contact: contact.id, raised });
    if (answer.askAgainAt !== undefined) questions.push({ rule, at: answer.askAgainAt });
  }
  let askAgainAt: Instant | undefined;
  for (const { at } of questions) askAgainAt = earlier(askAgainAt, at);
  const isAsked = (flag: Flag): boolean => since === undefined || asked.some((rule) => rule.id === flag.rule);
  // Nearly all calls. What the verdict is made of is written out: no object is made for them but this one.
  if (said.length === 0 && !before.some(isAsked)) return { flags: before, changes: unchanged, askAgainAt, questions };
  const { flags, changes } = reconcile(before, said, now, isAsked, floorAt);
  return { flags, changes, askAgainAt, questions };
}

function rulesToAsk(rules: Rules, { heard, questions }: Since, now: Instant): readonly ContactDetector[] {
  const due = questions.filter(({ at }) => at <= now);
  const type = heard[0];
  if (due.length === 0 && heard.length <= 1) return type === undefined ? [] : rulesOn(rules, type);
  const asked = new Set([...due.map(({ rule }) => rule), ...heard.flatMap((each) => rulesOn(rules, each))]);
  return rules.contact.filter((rule) => asked.has(rule));
}

export function detectInJourney(rules: Rules, journey: Journey, before: readonly Flag[], floor: Floor, now: Instant, floorAt = 0): Verdict {
  const said: Said[] = [];
  let askAgainAt: Instant | undefined;
  for (const rule of rules.journey) {
    if (!isEnabled(rule, floor)) continue;
    const answer = rule.ask(journey, askingFor(rule, floor, now));
    for (const raised of answer.raised) said.push({ rule, contact: raised.contact, raised });
    askAgainAt = earlier(askAgainAt, answer.askAgainAt);
  }
  // Nearly all customers.
  if (said.length === 0 && before.length === 0) return { flags: before, changes: unchanged, askAgainAt };
  return { ...reconcile(before, said, now, () => true, floorAt), askAgainAt };
}

/** Flags are what the rules answer now: raised once, updated with fresh evidence, retracted when the answer is gone. Those of rules that were not asked stand. */
function reconcile(before: readonly Flag[], said: readonly Said[], now: Instant, isAsked: (flag: Flag) => boolean, floorAt: number): Pick<Verdict, 'flags' | 'changes'> {
  if (said.length === 0 && !before.some(isAsked)) return { flags: before, changes: [] };
  const old = new Map(before.filter(isAsked).map((flag) => [flagKey(flag), flag]));
  const flags = before.filter((flag) => !isAsked(flag));
  const changes: FlagChange[] = [];
  for (const each of said) {
    const key = flagKey({ contact: each.contact, rule: each.rule.id, subject: each.raised.subject });
    const known = old.get(key);
    old.delete(key);
    // A flag that was retracted and is seen again is raised again.
    const standing = known === undefined || known.retractedAt !== undefined ? flagOf(each, each.rule.version, now, floorAt) : flagOf(each, known.version, known.raisedAt, known.settings ?? 0);
    flags.push(standing);
    if (known === undefined || known.retractedAt !== undefined) changes.push({ kind: 'raised', flag: standing });
    else if (!saysTheSame(known, standing)) changes.push({ kind: 'updated', flag: standing });
  }
  for (const gone of old.values()) {
    if (gone.retractedAt !== undefined) {
      flags.push(gone);
      continue;
    }
    const retracted: Flag = { ...gone, retractedAt: now };
    flags.push(retracted);
    changes.push({ kind: 'retracted', flag: retracted });
  }
  return { flags: flags.length > 1 ? flags.sort((a, b) => a.since - b.since || (flagKey(a) < flagKey(b) ? -1 : 1)) : flags, changes };
}

function flagOf({ rule, contact, raised }: Said, version: number, raisedAt: Instant, floorAt: number): Flag {
  const { subject, since, until, severity, because, place } = raised;
  return { contact, rule: rule.id, version, ...(floorAt > 0 ? { settings: floorAt } : {}), class: rule.class, subject, since, ...(until === undefined ? {} : { until }), severity, because, place, raisedAt };
}

function saysTheSame(a: Flag, b: Flag): boolean {
  return a.since === b.since && a.until === b.until && a.severity === b.severity && a.because === b.because
    && a.place.queue === b.place.queue && a.place.node === b.place.node && a.place.agent === b.place.agent && a.place.entry === b.place.entry;
}

function askingFor(rule: Detector, floor: Floor, now: Instant): Asking {
  return { now, floor, options: optionsIn(rule, floor) };
}

export function earlier(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.min(a, b);
}

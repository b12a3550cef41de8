import type { Contact } from '../domain/contact.js';
import type { Asking, Detector } from '../domain/detector.js';
import { flagKey } from '../domain/flag.js';
import type { Flag, FlagChange, Raised } from '../domain/flag.js';
import type { Floor } from '../domain/floor.js';
import type { Journey } from '../domain/journey.js';
import type { Instant } from '../domain/time.js';
import { isEnabled, optionsIn } from './catalogue.js';
import type { Rules } from './catalogue.js';

/** What the rules say now, and when one of them wants to be asked again. */
export interface Verdict {
  readonly flags: readonly Flag[];
  readonly changes: readonly FlagChange[];
  readonly askAgainAt: Instant | undefined;
}

type Said = Raised & { readonly contact: string; readonly rule: Detector };

export function detectInContact(rules: Rules, contact: Contact, before: readonly Flag[], floor: Floor, now: Instant): Verdict {
  const said: Said[] = [];
  let askAgainAt: Instant | undefined;
  for (const rule of rules.contact) {
    if (!isEnabled(rule, floor)) continue;
    const answer = rule.ask(contact, askingFor(rule, floor, now));
    for (const raised of answer.raised) said.push({ ...raised, contact: contact.id, rule });
    askAgainAt = earlier(askAgainAt, answer.askAgainAt);
  }
  return { ...reconcile(before, said, now), askAgainAt };
}

export function detectInJourney(rules: Rules, journey: Journey, before: readonly Flag[], floor: Floor, now: Instant): Verdict {
  const said: Said[] = [];
  let askAgainAt: Instant | undefined;
  for (const rule of rules.journey) {
    if (!isEnabled(rule, floor)) continue;
    const answer = rule.ask(journey, askingFor(rule, floor, now));
    for (const raised of answer.raised) said.push({ ...raised, rule });
    askAgainAt = earlier(askAgainAt, answer.askAgainAt);
  }
  return { ...reconcile(before, said, now), askAgainAt };
}

/** Flags are what the rules answer now: raised once, updated with fresh evidence, retracted when the answer is gone. */
function reconcile(before: readonly Flag[], said: readonly Said[], now: Instant): Pick<Verdict, 'flags' | 'changes'> {
  if (before.length === 0 && said.length === 0) return { flags: before, changes: [] };
  const old = new Map(before.map((flag) => [flagKey(flag), flag]));
  const flags: Flag[] = [];
  const changes: FlagChange[] = [];
  for (const { rule, ...raised } of said) {
    const fresh: Flag = { ...raised, rule: rule.id, version: rule.version, class: rule.class, raisedAt: now };
    const known = old.get(flagKey(fresh));
    old.delete(flagKey(fresh));
    // A flag that was retracted and is seen again is raised again.
    const standing = known === undefined || known.retractedAt !== undefined ? fresh : { ...fresh, raisedAt: known.raisedAt, version: known.version };
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
  return { flags: flags.toSorted((a, b) => a.since - b.since || (flagKey(a) < flagKey(b) ? -1 : 1)), changes };
}

function saysTheSame(a: Flag, b: Flag): boolean {
  return a.since === b.since && a.until === b.until && a.severity === b.severity && a.because === b.because
    && JSON.stringify(a.place) === JSON.stringify(b.place);
}

function askingFor(rule: Detector, floor: Floor, now: Instant): Asking {
  return { now, floor, options: optionsIn(rule, floor) };
}

export function earlier(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.min(a, b);
}

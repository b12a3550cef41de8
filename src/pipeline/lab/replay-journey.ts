import type { Contact } from '../../domain/contact.js';
import { isSilent } from '../../domain/contributions/silent.js';
import type { EarshotEvent } from '../../domain/event.js';
import type { Flag } from '../../domain/flag.js';
import { isNumberKey } from '../../domain/number-key.js';
import { isSameSummary, summarise, withContact, withoutContact } from '../../domain/journey.js';
import type { ContactSummary, Journey } from '../../domain/journey.js';
import type { Instant } from '../../domain/time.js';
import { detectInJourney } from '../detect.js';
import type { Variant } from './variant.js';
import { Walk } from './walk.js';

export interface ReplayedJourney {
  readonly contacts: readonly Contact[];
  /** What each variant had raised by then on any of the contacts. */
  readonly flags: readonly (readonly Flag[])[];
}

interface Told {
  readonly walk: Walk;
  summary: ContactSummary | undefined;
}

/** Tells one customer's contacts again, all together in the order of time, up to an instant. The variants are of one rule and share the settings but for it. */
export function replayJourney(customer: string, contacts: readonly (readonly EarshotEvent[])[], variants: readonly Variant[], until: Instant): ReplayedJourney {
  const told = contacts.map((events): Told => ({ walk: new Walk(events), summary: undefined }));
  // Only those that go on are looked at: of a customer of a thousand contacts few do so at one time.
  const ahead = told.toSorted((a, b) => b.walk.nextAt - a.walk.nextAt);
  let going: Told[] = [];
  const asked = variants.map((variant) => ({ variant, flags: [] as readonly Flag[], wakeAt: Infinity }));
  let journey: Journey = { customer, contacts: [] };
  for (;;) {
    const heardAt = going.reduce((next, { walk }) => Math.min(next, walk.nextAt), ahead.at(-1)?.walk.nextAt ?? Infinity);
    const lostAt = going.reduce((next, { walk }) => Math.min(next, walk.lostAt), Infinity);
    const wakeAt = asked.reduce((next, { wakeAt: at }) => Math.min(next, at), lostAt);
    if (heardAt === Infinity && wakeAt > until) break;
    const now = Math.min(heardAt, wakeAt);
    for (let next = ahead.at(-1); next !== undefined && next.walk.nextAt <= now; next = ahead.at(-1)) {
      ahead.pop();
      going.push(next);
    }
    const before = journey;
    for (const each of going) journey = follow(journey, each, now, variants);
    going = going.filter(({ walk }) => walk.nextAt < Infinity || walk.lostAt < Infinity);
    for (const each of asked) if (journey !== before || each.wakeAt <= now) ask(each, journey, now);
  }
  return { contacts: told.map(({ walk }) => walk.contact), flags: asked.map(({ flags }) => flags) };
}

function ask(asked: { readonly variant: Variant; flags: readonly Flag[]; wakeAt: Instant }, journey: Journey, now: Instant): void {
  const { variant: { rules, floor }, flags } = asked;
  const verdict = detectInJourney(rules, journey, flags, floor, now);
  asked.flags = verdict.flags;
  asked.wakeAt = verdict.askAgainAt !== undefined && verdict.askAgainAt > now ? verdict.askAgainAt : Infinity;
}

/** The journey after what one of its contacts heard, or did not hear any more, at an instant: the same object where it is the same. */
function follow(journey: Journey, told: Told, now: Instant, [variant]: readonly Variant[]): Journey {
  const { walk } = told;
  if (walk.nextAt <= now) {
    const tells = walk.take(isTelling);
    if (told.summary !== undefined && !tells) return journey;
  } else if (walk.lostAt <= now) {
    walk.lose();
  } else {
    return journey;
  }
  if (variant === undefined) return journey;
  const summary = summarise(walk.contact, variant.floor);
  if (told.summary !== undefined && isSameSummary(told.summary, summary)) return journey;
  told.summary = summary;
  // Who it is may be heard of later in the contact. Whose a number is, is known from the first.
  const isTheirs = summary.customer !== undefined && (summary.customer === journey.customer || isNumberKey(summary.customer));
  return isTheirs ? withContact(journey, summary) : withoutContact(journey, summary.id);
}

function isTelling(type: string): boolean {
  return !isSilent(type);
}

import type { Contact } from '../../domain/contact.js';
import { isSilent } from '../../domain/contributions/silent.js';
import type { EarshotEvent } from '../../domain/event.js';
import type { Flag } from '../../domain/flag.js';
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

/** Tells one customer's contacts again, all together in the order of time, up to an instant. The variants share the settings but for the rule. */
export function replayJourney(customer: string, contacts: readonly (readonly EarshotEvent[])[], variants: readonly Variant[], until: Instant): ReplayedJourney {
  const told = contacts.map((events) => ({ walk: new Walk(events), summary: undefined as ContactSummary | undefined }));
  const asked = variants.map((variant) => ({ variant, flags: [] as readonly Flag[], wakeAt: Infinity }));
  let journey: Journey = { customer, contacts: [] };
  const ask = (now: Instant, due: (typeof asked)): void => {
    for (const each of due) {
      const verdict = detectInJourney(each.variant.rules, journey, each.flags, each.variant.floor, now);
      each.flags = verdict.flags;
      each.wakeAt = verdict.askAgainAt !== undefined && verdict.askAgainAt > now ? verdict.askAgainAt : Infinity;
    }
  };
  for (;;) {
    const heardAt = told.reduce((next, { walk }) => Math.min(next, walk.nextAt), Infinity);
    const lostAt = told.reduce((next, { walk }) => Math.min(next, walk.lostAt), Infinity);
    const wakeAt = asked.reduce((next, { wakeAt: at }) => Math.min(next, at), lostAt);
    if (heardAt === Infinity && wakeAt > until) break;
    const now = Math.min(heardAt, wakeAt);
    const before = journey;
    for (const each of told) journey = follow(journey, each, now, variants);
    ask(now, journey === before ? asked.filter(({ wakeAt: at }) => at <= now) : asked);
  }
  return { contacts: told.map(({ walk }) => walk.contact), flags: asked.map(({ flags }) => flags) };
}

/** The journey after what one of its contacts heard, or did not hear any more, at an instant: the same object where it is the same. */
function follow(journey: Journey, told: { readonly walk: Walk; summary: ContactSummary | undefined }, now: Instant, [variant]: readonly Variant[]): Journey {
  const { walk } = told;
  if (walk.nextAt <= now) {
    const heard = walk.take();
    if (told.summary !== undefined && heard.every(isSilent)) return journey;
  } else if (walk.lostAt <= now) {
    walk.lose();
  } else {
    return journey;
  }
  if (variant === undefined) return journey;
  const summary = summarise(walk.contact, variant.floor);
  if (told.summary !== undefined && isSameSummary(told.summary, summary)) return journey;
  told.summary = summary;
  // Who it is may be heard of later in the contact.
  return summary.customer === journey.customer ? withContact(journey, summary) : withoutContact(journey, summary.id);
}

import { holdMsOf, talkMsOf } from '../domain/contact.js';
import type { AgentSegment, Contact, Hold } from '../domain/contact.js';
import { contactDetector, quiet } from '../domain/detector.js';
import type { Asking } from '../domain/detector.js';
import type { Raised } from '../domain/flag.js';
import { nameOf } from '../domain/floor.js';
import { clock, seconds } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import { times } from '../domain/wording.js';

const options = {
  after: { default: 120, min: 1, max: 3_600, says: 'The seconds after which one hold is long.' },
  severeAfter: { default: 300, min: 1, max: 7_200, says: 'The seconds after which one hold is severe.' },
  holds: { default: 3, min: 2, max: 20, says: "How many holds in one agent's part." },
  share: { default: 0.25, min: 0.01, max: 10, says: 'Hold in all as a share of talk, asked when the talk is over.' },
  shareFrom: { default: 30, min: 0, max: 3_600, says: 'The seconds of hold in all below which the share is not asked.' },
} as const;

export const longHold = contactDetector({
  id: 'long-hold',
  version: 1,
  title: 'Held too long',
  class: 'alert',
  rule: 'One hold of more than 2 minutes, 3 holds or more, or hold in all over a quarter of the talk, with one agent.',
  action: 'Ask the agent what is missing, and get it; or offer the caller a call-back.',
  options,
  on: ['queue.entered', 'queue.left', 'agent.connected', 'agent.left', 'hold.started', 'hold.ended', 'park.started', 'park.ended', 'wrapup.started', 'contact.ended'],
  ask(contact, asking) {
    if (contact.segments.length === 0) return quiet;
    const next = Math.min(...contact.segments.map((segment) => nextChange(segment, contact, asking)));
    return {
      raised: contact.segments.flatMap((segment) => heldTooLong(segment, contact, asking)),
      ...(next === Infinity ? {} : { askAgainAt: next }),
    };
  },
});

function heldTooLong(segment: AgentSegment, contact: Contact, { now, floor, options: inForce }: Asking<typeof options>): readonly Raised[] {
  if (segment.holds.length === 0) return [];
  const { after, severeAfter, ...often } = inForce(segment.queue);
  const longest = Math.max(0, ...segment.holds.map((hold) => lasted(hold, contact, now) ?? 0));
  const since = Math.min(longSince(segment, contact, now, seconds(after)), oftenSince(segment, often.holds), muchSince(segment, often));
  if (since === Infinity) return [];
  const open = openHold(segment, contact);
  const isSevere = longest > seconds(severeAfter);
  return [{
    subject: segment.id,
    since,
    ...(open ? {} : { until: Math.max(since, ...segment.holds.map((hold) => hold.to ?? hold.from)) }),
    severity: isSevere ? 'severe' : 'warning',
    because: `put on hold by ${nameOf(floor.agents, segment.agent)}${open ? during(segment, open, now, [after, severeAfter]) : inAll(segment)}`,
    place: { agent: segment.agent, ...(segment.queue === undefined ? {} : { queue: segment.queue }) },
  }];
}

/** How long a hold lasted so far; unknown where the contact was lost sight of. */
function lasted(hold: Hold, contact: Contact, now: Instant): Millis | undefined {
  if (hold.to !== undefined) return hold.to - hold.from;
  return contact.endedAt === undefined ? Math.max(0, now - hold.from) : undefined;
}

function openHold(segment: AgentSegment, contact: Contact): Hold | undefined {
  return contact.endedAt === undefined ? segment.holds.findLast((hold) => hold.to === undefined) : undefined;
}

function longSince(segment: AgentSegment, contact: Contact, now: Instant, limit: Millis): Instant {
  const long = segment.holds.find((hold) => (lasted(hold, contact, now) ?? 0) > limit);
  return long ? long.from + limit : Infinity;
}

function oftenSince(segment: AgentSegment, count: number): Instant {
  return segment.holds[count - 1]?.from ?? Infinity;
}

/** Asked when the talk is over: before that the share shrinks with every minute of talk, and the flag would come and go. */
function muchSince(segment: AgentSegment, { share, shareFrom }: { readonly share: number; readonly shareFrom: number }): Instant {
  if (segment.leftAt === undefined) return Infinity;
  const held = holdMsOf(segment, segment.leftAt);
  return held >= seconds(shareFrom) && held > share * talkMsOf(segment, segment.leftAt) ? segment.leftAt : Infinity;
}

/** Only limits that were passed, no running time: the answer changes at wake-ups, not with every look. */
function during(segment: AgentSegment, open: Hold, now: Instant, limits: readonly number[]): string {
  const passed = Math.max(0, ...limits.map(seconds).filter((limit) => now - open.from > limit));
  const often = segment.holds.length > 1 ? ` ${times(segment.holds.length)}` : '';
  const long = passed > 0 ? ` for more than ${clock(passed)}` : '';
  return often && long ? `${often}, now${long}` : `${often}${long}`;
}

function inAll(segment: AgentSegment): string {
  const known = segment.holds.filter((hold) => hold.to !== undefined).map((hold) => (hold.to ?? hold.from) - hold.from);
  const often = segment.holds.length > 1 ? ` ${times(segment.holds.length)}` : '';
  const held = ` for ${clock(known.reduce((sum, each) => sum + each, 0))}`;
  const longest = often ? ` in all, the longest ${clock(Math.max(0, ...known))}` : '';
  const talk = segment.leftAt === undefined ? '' : `, beside ${clock(talkMsOf(segment, segment.leftAt))} of talk`;
  return `${often}${held}${longest}${talk}`;
}

function nextChange(segment: AgentSegment, contact: Contact, { now, options: inForce }: Asking<typeof options>): Instant {
  const open = openHold(segment, contact);
  if (!open) return Infinity;
  const { after, severeAfter } = inForce(segment.queue);
  return Math.min(...[after, severeAfter].map((limit) => open.from + seconds(limit) + 1).filter((at) => at > now));
}

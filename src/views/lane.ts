import type { NamedId } from '../contract/board.js';
import type { ContactLane, FlagChip, LaneSegment } from '../contract/contact.js';
import { standingOf } from '../domain/contact.js';
import type { Contact, Standing } from '../domain/contact.js';
import { isLive } from '../domain/flag.js';
import type { Flag } from '../domain/flag.js';
import type { Floor } from '../domain/floor.js';
import type { Journey } from '../domain/journey.js';
import { DAY } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { labelOf, named } from './names.js';

/** What a rule is called, by its id. */
export type Titles = ReadonlyMap<string, string>;

/** A contact as one line of the board. */
export function laneOf(contact: Contact, flags: readonly Flag[], journey: Journey | undefined, floor: Floor, titles: Titles, now: Instant): ContactLane {
  const standing = standingOf(contact);
  const place = placeOfStanding(standing, floor);
  return {
    id: contact.id,
    label: labelOf(contact.customer),
    ...(contact.customer === undefined ? {} : { customer: contact.customer }),
    channel: contact.channel,
    direction: contact.direction,
    ...(contact.entry === undefined ? {} : { entry: named(floor.entries, contact.entry) }),
    startedAt: contact.startedAt,
    ...(contact.endedAt === undefined ? {} : { endedAt: contact.endedAt }),
    stage: standing.stage,
    ...(place === undefined ? {} : { place }),
    since: standing.since,
    segments: segmentsOf(contact, floor),
    flags: chipsOf(flags, titles, now),
    nthInWindow: nthOf(contact, journey),
    queues: [...new Set(contact.visits.map((visit) => visit.queue))],
  };
}

export function chipsOf(flags: readonly Flag[], titles: Titles, now: Instant): FlagChip[] {
  return flags.filter((flag) => flag.retractedAt === undefined).map((flag) => ({
    rule: flag.rule, title: titles.get(flag.rule) ?? flag.rule, severity: flag.severity, live: flag.class === 'alert' && isLive(flag, now),
  }));
}

/** The stretches of the contact in order: menu nodes, waits, talk with its holds cut out, wrap-up. */
export function segmentsOf(contact: Contact, floor: Floor): LaneSegment[] {
  const segments: LaneSegment[] = [];
  const over = contact.endedAt;
  const put = (kind: LaneSegment['kind'], place: NamedId, from: Instant, to: Instant | undefined, ended?: string): void => {
    const end = to ?? over;
    if (end !== undefined && end <= from) return;
    segments.push({ kind, place, from, ...(end === undefined ? {} : { to: end }), ...(ended === undefined ? {} : { ended }) });
  };
  for (const node of contact.menu) put('menu', named(floor.nodes, node.node), node.enteredAt, node.leftAt);
  for (const visit of contact.visits) put('queue', named(floor.queues, visit.queue), visit.enteredAt, visit.leftAt, visit.reason);
  for (const segment of contact.segments) {
    const agent = named(floor.agents, segment.agent);
    let from = segment.connectedAt;
    for (const hold of segment.holds) {
      put('agent', agent, from, hold.from);
      put('hold', agent, hold.from, hold.to ?? segment.leftAt);
      from = hold.to ?? segment.leftAt ?? hold.from;
      if (hold.to === undefined && segment.leftAt === undefined) from = Number.NaN;
    }
    if (!Number.isNaN(from)) put('agent', agent, from, segment.leftAt, segment.transfer !== undefined ? 'transfer' : segment.by);
    if (segment.wrapUpStartedAt !== undefined) putWrapUp(segments, agent, segment.wrapUpStartedAt, segment.wrapUpEndedAt);
  }
  return segments.toSorted((a, b) => a.from - b.from);
}

function putWrapUp(segments: LaneSegment[], agent: NamedId, from: Instant, to: Instant | undefined): void {
  if (to === undefined || to > from) segments.push({ kind: 'wrap-up', place: agent, from, ...(to === undefined ? {} : { to }) });
}

function placeOfStanding(standing: Standing, floor: Floor): NamedId | undefined {
  if (standing.place === undefined) return undefined;
  switch (standing.stage) {
    case 'menu':
      return named(floor.nodes, standing.place);
    case 'queue':
    case 'ringing':
      return named(floor.queues, standing.place);
    default:
      return named(floor.agents, standing.place);
  }
}

/** The how manieth contact of this customer within seven days it is; 1 for the first and for callers we do not know. */
function nthOf(contact: Contact, journey: Journey | undefined): number {
  if (!journey) return 1;
  const from = contact.startedAt - 7 * DAY;
  const before = journey.contacts.filter((each) => each.id !== contact.id && each.direction === 'inbound' && each.startedAt >= from && each.startedAt <= contact.startedAt);
  return before.length + 1;
}

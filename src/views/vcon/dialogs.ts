import type { VconDialog, VconDisposition, VconPartyEvent } from '../../contract/vcon.js';
import { lastVisitOf } from '../../domain/contact.js';
import type { AgentSegment, Contact } from '../../domain/contact.js';
import type { QueueLeftReason } from '../../domain/event.js';
import { SECOND } from '../../domain/time.js';
import type { Instant } from '../../domain/time.js';

/** The caller is the first party of every pack. */
const CALLER = 0;

/**
 * Each talk with an agent is a dialog of its own, without its content; a contact that never came to talk is one dialog that
 * is incomplete, which is what that type means; transfers tie them together.
 */
export function dialogsOf(contact: Contact, partyOf: (agent: string) => number, until: Instant): readonly VconDialog[] {
  const { segments } = contact;
  if (segments.length === 0) return [incomplete(contact, until)];
  const talks = segments.map((segment) => talkOf(contact, segment, partyOf(segment.agent), until));
  const transfers = segments.flatMap((segment, place) => transferOf(contact, segment, place, partyOf));
  return [...talks, ...transfers];
}

function talkOf(contact: Contact, segment: AgentSegment, agent: number, until: Instant): VconDialog {
  const to = segment.leftAt ?? until;
  const events: VconPartyEvent[] = [
    { party: agent, time: iso(segment.connectedAt), event: 'join' },
    ...segment.holds.flatMap((hold): VconPartyEvent[] => [
      { party: CALLER, time: iso(hold.from), event: 'hold' },
      ...(hold.to === undefined ? [] : [{ party: CALLER, time: iso(hold.to), event: 'unhold' } as const]),
    ]),
    ...(segment.leftAt === undefined ? [] : [{ party: segment.by === 'customer' ? CALLER : agent, time: iso(segment.leftAt), event: 'drop' } as const]),
  ];
  const isOurs = contact.direction === 'outbound' || contact.direction === 'callback';
  return {
    type: contact.channel === 'voice' ? 'recording' : 'text',
    start: iso(segment.connectedAt), duration: lasted(segment.connectedAt, to), parties: [CALLER, agent],
    ...(isOurs ? { originator: agent } : {}), party_history: events,
  };
}

/** The next talk is where it went; without one it went nowhere, which the draft writes as −1. */
function transferOf({ segments }: Contact, segment: AgentSegment, place: number, partyOf: (agent: string) => number): VconDialog[] {
  if (segment.transfer === undefined && segment.by !== 'transfer') return [];
  const next = segments[place + 1];
  return [{
    type: 'transfer', start: iso(segment.transfer?.at ?? segment.leftAt ?? segment.connectedAt), transferee: CALLER, transferor: partyOf(segment.agent),
    ...(next === undefined ? {} : { transfer_target: partyOf(next.agent) }), original: place, target_dialog: next === undefined ? -1 : place + 1,
  }];
}

function incomplete(contact: Contact, until: Instant): VconDialog {
  return { type: 'incomplete', start: iso(contact.startedAt), duration: lasted(contact.startedAt, contact.endedAt ?? until), parties: [CALLER], disposition: dispositionOf(lastVisitOf(contact)?.reason) };
}

function dispositionOf(reason: QueueLeftReason | undefined): VconDisposition {
  switch (reason) {
    case 'timeout': case 'empty': case 'unavailable': return 'no-answer';
    case 'full': return 'congestion';
    case 'closed': return 'failed';
    default: return 'hung-up';
  }
}

function lasted(from: Instant, to: Instant): number {
  return Math.max(0, (to - from) / SECOND);
}

export function iso(at: Instant): string {
  return new Date(at).toISOString();
}

import { journeyDetector } from '../domain/detector.js';
import type { JourneyAnswer } from '../domain/detector.js';
import type { ContactSummary, Journey } from '../domain/journey.js';
import { endedBefore } from '../domain/returns.js';
import type { Ended } from '../domain/returns.js';
import { seconds } from '../domain/time.js';
import { ordinal, spoken } from '../domain/wording.js';

export const repeatContact = journeyDetector({
  id: 'repeat-contact',
  version: 1,
  title: 'Calls again',
  class: 'note',
  rule: 'The same customer contacts again within 168 hours after an earlier contact ended.',
  action: 'Show the agent the earlier contacts; find out what the last one left open.',
  options: {
    within: { default: 604_800, min: 60, max: 2_592_000, says: 'The seconds since an earlier contact ended: 86400 (24 h), 259200 (72 h), 604800 (7 days), 2592000 (30 days).' },
    sameReason: { default: false, says: 'Whether only earlier contacts for the same reason count, where both reasons are known.' },
  },
  ask(journey, { floor, options }): JourneyAnswer {
    if (journey.contacts.length < 2 || floor.listedOut.includes(journey.customer)) return { raised: [] };
    const limits = options();
    return {
      raised: journey.contacts.flatMap((contact) => {
        const earlier = earlierOnes(contact, journey, limits);
        const last = earlier.at(-1);
        if (!last) return [];
        return [{
          contact: contact.id,
          subject: 'contact',
          since: contact.startedAt,
          until: contact.startedAt,
          severity: 'note' as const,
          because: evidence(contact, earlier, last),
          place: contact.entry === undefined ? {} : { entry: contact.entry },
        }];
      }),
    };
  },
});

/** Those that ended within the window before this one began. */
function earlierOnes(contact: ContactSummary, journey: Journey, { within, sameReason }: { within: number; sameReason: boolean }): readonly Ended[] {
  return endedBefore(contact, journey)
    .filter((each) => contact.startedAt - each.endedAt <= seconds(within) && (!sameReason || isSameReason(each, contact)));
}

function isSameReason(a: ContactSummary, b: ContactSummary): boolean {
  return a.reason === undefined || b.reason === undefined || a.reason === b.reason;
}

function evidence(contact: ContactSummary, earlier: readonly Ended[], last: Ended): string {
  const span = contact.startedAt - Math.min(...earlier.map((each) => each.startedAt));
  const about = last.reason === undefined ? '' : ` about ${last.reason}`;
  return `${ordinal(earlier.length + 1)} contact in ${spoken(span)}, last ended ${spoken(contact.startedAt - last.endedAt)} ago${about}`;
}

import { journeyDetector } from '../domain/detector.js';
import type { JourneyAnswer } from '../domain/detector.js';
import { endedBefore } from '../domain/returns.js';
import { seconds } from '../domain/time.js';
import { ordinal, spoken } from '../domain/wording.js';

export const chronicRepeat = journeyDetector({
  id: 'chronic-repeat',
  version: 1,
  title: 'Calls again and again',
  class: 'note',
  rule: 'The same customer contacts for the fourth time or more in 30 days.',
  action: 'Give the matter one owner who calls the customer before they call again.',
  options: {
    contacts: { default: 4, min: 2, max: 100, says: 'How many contacts.' },
    within: { default: 2_592_000, min: 86_400, max: 7_776_000, says: 'The seconds within which so many begin.' },
  },
  ask(journey, { floor, options }): JourneyAnswer {
    const { contacts, within } = options();
    if (journey.contacts.length < contacts || floor.listedOut.includes(journey.customer)) return { raised: [] };
    return {
      raised: journey.contacts.flatMap((contact) => {
        const earlier = endedBefore(contact, journey).filter(({ startedAt }) => contact.startedAt - startedAt <= seconds(within));
        if (earlier.length + 1 < contacts) return [];
        const first = Math.min(...earlier.map(({ startedAt }) => startedAt));
        const alike = contact.reason === undefined ? 0 : earlier.filter(({ reason }) => reason === contact.reason).length;
        return [{
          contact: contact.id, subject: 'contact', since: contact.startedAt, until: contact.startedAt, severity: 'note' as const,
          because: `${ordinal(earlier.length + 1)} contact in ${spoken(contact.startedAt - first)}${alike === 0 ? '' : `, ${alike} of those before about ${contact.reason}`}`,
          place: contact.entry === undefined ? {} : { entry: contact.entry },
        }];
      }),
    };
  },
});

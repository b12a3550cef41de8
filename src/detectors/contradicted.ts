import { journeyDetector } from '../domain/detector.js';
import type { JourneyAnswer } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import type { ContactSummary, Journey } from '../domain/journey.js';
import { isOver } from '../domain/returns.js';
import { seconds } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import { spoken } from '../domain/wording.js';

export const contradicted = journeyDetector({
  id: 'contradicted',
  version: 1,
  title: 'Resolved, says only the agent',
  class: 'note',
  rule: 'The agent said resolved, but the customer contacts again for the same reason within 7 days, or says no in a survey.',
  action: 'Look at the call with the agent: what was resolved for them, and not for the customer?',
  options: {
    within: { default: 604_800, min: 3_600, max: 2_592_000, says: 'The seconds within which a contact for the same reason contradicts.' },
  },
  ask(journey, { floor, options }): JourneyAnswer {
    if (floor.listedOut.includes(journey.customer) || !journey.contacts.some(({ resolved }) => resolved === 'yes')) return { raised: [] };
    const { within } = options();
    return {
      raised: journey.contacts.flatMap((contact) => {
        if (contact.resolved !== 'yes') return [];
        const [first] = [surveyed(contact), backAgain(contact, journey, seconds(within))].filter((each) => each !== undefined).toSorted((a, b) => a.at - b.at);
        if (!first) return [];
        const { solvedBy, queue } = contact;
        return [{
          contact: contact.id, subject: 'contact', since: first.at, until: first.at, severity: 'note' as const,
          because: `${solvedBy === undefined ? 'the agent' : nameOf(floor.agents, solvedBy)} said resolved, ${first.says}`,
          place: { ...(solvedBy === undefined ? {} : { agent: solvedBy }), ...(queue === undefined ? {} : { queue }) },
        }];
      }),
    };
  },
});

interface Word {
  readonly at: Instant;
  readonly says: string;
}

function surveyed({ surveyed: said }: ContactSummary): Word | undefined {
  return said?.resolved === 'no' ? { at: said.at, says: 'the customer said no' } : undefined;
}

function backAgain(contact: ContactSummary, { contacts }: Journey, within: Millis): Word | undefined {
  const { reason } = contact;
  if (reason === undefined || !isOver(contact)) return undefined;
  const again = contacts.find((each) => each.direction === 'inbound' && each.id !== contact.id && each.reason === reason
    && each.startedAt >= contact.endedAt && each.startedAt - contact.endedAt <= within);
  return again && { at: again.startedAt, says: `the customer was back ${spoken(again.startedAt - contact.endedAt)} later, about ${reason} again` };
}

import type { Flag } from '../flag.js';
import type { Floor } from '../floor.js';
import type { Journey } from '../journey.js';
import type { Contribution } from '../metric.js';
import { contributionsOfFlags } from './flags.js';

/** What a customer's contacts add together: repeats among contacts with a known customer, and the journey's own flags. */
export function contributionsOfJourney(journey: Journey, flags: readonly Flag[], floor: Floor): Contribution[] {
  if (floor.listedOut.includes(journey.customer)) return [];
  const repeats = new Set(flags.filter((flag) => flag.rule === 'repeat-contact' && flag.retractedAt === undefined).map((flag) => flag.contact));
  return journey.contacts.filter((contact) => contact.direction === 'inbound').flatMap((contact): Contribution[] => {
    const own = flags.filter((flag) => flag.contact === contact.id);
    const counted = { at: contact.startedAt, attribution: 'arrival' as const, key: `${contact.channel}/contacts`, value: 1 };
    return [
      { ...counted, measure: 'customers' },
      ...(repeats.has(contact.id) ? [{ ...counted, measure: 'repeats' as const }] : []),
      ...contributionsOfFlags(own, contact.channel),
    ];
  });
}

import type { Flag } from '../flag.js';
import type { Floor } from '../floor.js';
import type { Journey } from '../journey.js';
import type { Contribution, Sums } from '../metric.js';
import { keyOf } from '../reading-key.js';
import { contributionsOfFlags } from './flags.js';

/** What a customer's contacts add together: repeats among contacts with a known customer, and the journey's own flags. */
export function contributionsOfJourney(journey: Journey, flags: readonly Flag[], floor: Floor): Contribution[] {
  if (floor.listedOut.includes(journey.customer)) return [];
  const repeats = new Set(flags.filter((flag) => flag.rule === 'repeat-contact' && flag.retractedAt === undefined).map((flag) => flag.contact));
  return journey.contacts.filter((contact) => contact.direction === 'inbound').flatMap((contact): Contribution[] => {
    const own = flags.filter((flag) => flag.contact === contact.id);
    const keys = [keyOf(contact.channel, 'contacts'), ...(contact.reason === undefined ? [] : [keyOf(contact.channel, 'reason', contact.reason)])];
    const tally: Sums = repeats.has(contact.id) ? { customers: 1, repeats: 1 } : { customers: 1 };
    return [
      ...keys.map((key) => ({ at: contact.startedAt, attribution: 'arrival' as const, key, tally })),
      ...contributionsOfFlags(own, contact.channel),
    ];
  });
}

import type { Flag } from '../flag.js';
import type { Floor } from '../floor.js';
import type { Journey } from '../journey.js';
import type { Contribution, Measure } from '../metric.js';
import { contributionsOfFlags } from './flags.js';

/** What a customer's contacts add together: repeats among contacts with a known customer, and the journey's own flags. */
export function contributionsOfJourney(journey: Journey, flags: readonly Flag[], floor: Floor): Contribution[] {
  if (floor.listedOut.includes(journey.customer)) return [];
  const repeats = new Set(flags.filter((flag) => flag.rule === 'repeat-contact' && flag.retractedAt === undefined).map((flag) => flag.contact));
  return journey.contacts.filter((contact) => contact.direction === 'inbound').flatMap((contact): Contribution[] => {
    const own = flags.filter((flag) => flag.contact === contact.id);
    const keys = [`${contact.channel}/contacts`, ...(contact.reason === undefined ? [] : [`${contact.channel}/reason/${contact.reason}`])];
    const measures = ['customers', ...(repeats.has(contact.id) ? ['repeats'] : [])] as Measure[];
    return [
      ...keys.flatMap((key) => measures.map((measure) => ({ at: contact.startedAt, attribution: 'arrival' as const, key, measure, value: 1 }))),
      ...contributionsOfFlags(own, contact.channel),
    ];
  });
}

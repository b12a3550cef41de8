import type { Flag } from '../flag.js';
import type { Floor } from '../floor.js';
import type { ContactSummary, Journey } from '../journey.js';
import type { Contribution, Sums } from '../metric.js';
import { keyOf } from '../reading-key.js';
import { around } from './around.js';
import { contributionsOfEnding } from './endings.js';
import { contributionsOfFlags } from './flags.js';
import { contributionsOfRepeatHandling } from './minutes.js';
import { contributionsOfJourneyFlags } from './places.js';
import { spread } from './spread.js';
import type { Instants } from './spread.js';

/**
 * What a customer's contacts add together: repeats among contacts with a known customer, what became of each of them, and the
 * journey's own flags. `counts`: only of these contacts, seen among the others.
 */
export function contributionsOfJourney(journey: Journey, flags: readonly Flag[], floor: Floor, counts: (contact: ContactSummary) => boolean = () => true): Contribution[] {
  if (floor.listedOut.includes(journey.customer)) return [];
  const repeats = new Set(flags.filter((flag) => flag.rule === 'repeat-contact' && flag.retractedAt === undefined).map((flag) => flag.contact));
  return journey.contacts.flatMap((contact, place): Contribution[] => {
    if (contact.direction !== 'inbound' || !counts(contact)) return [];
    const own = flags.filter((flag) => flag.contact === contact.id);
    const keys = [keyOf(contact.channel, 'contacts'), ...(contact.reason === undefined ? [] : [keyOf(contact.channel, 'reason', contact.reason)])];
    const tally: Sums = repeats.has(contact.id) ? { customers: 1, repeats: 1 } : { customers: 1 };
    const counted: Contribution[] = [];
    for (const key of keys) spread(counted, key, tally, instantsOf(contact));
    return [
      ...counted,
      ...endingIn(journey, place, floor),
      ...(repeats.has(contact.id) ? contributionsOfRepeatHandling(contact, journey, floor) : []),
      ...contributionsOfFlags(own, contact.channel),
      ...contributionsOfJourneyFlags(contact, own, floor),
    ];
  });
}

/** It is completed when it ends. */
function instantsOf({ startedAt, endedAt }: ContactSummary): Instants {
  return endedAt === undefined ? { arrival: startedAt } : { arrival: startedAt, completion: endedAt, disconnect: endedAt };
}

function endingIn({ contacts }: Journey, place: number, floor: Floor): Contribution[] {
  const contact = contacts[place];
  if (contact?.ending === undefined) return [];
  return contributionsOfEnding(contact, { any: around(contacts, place, 'any'), same: around(contacts, place, 'same') }, floor);
}

import type { Contact } from '../contact.js';
import type { Flag } from '../flag.js';
import type { Floor } from '../floor.js';
import { timeOf } from '../lost-time.js';
import type { Contribution } from '../metric.js';
import { contributionsOfCohorts } from './cohorts.js';
import { contributionsOf } from './contact.js';
import { contributionOfFlagged, contributionsOfFlags } from './flags.js';
import { contributionsOfPlaces } from './places.js';
import type { StepsSaid } from './steps.js';
import { contributionsOfStratum } from './strata.js';

/** A contact as it is kept: with what rules said of it. What its journey adds is in `journey.ts`. */
export interface Recorded {
  readonly contact: Contact;
  readonly flags: readonly Flag[];
  readonly stepsSaid?: StepsSaid;
}

export function contributionsOfRecord({ contact, flags, stepsSaid }: Recorded, floor: Floor): Contribution[] {
  if (contact.customer !== undefined && floor.listedOut.includes(contact.customer)) return [];
  const flagged = flags.some((flag) => flag.retractedAt === undefined);
  const time = timeOf(contact);
  return [
    ...contributionsOf(contact, floor, stepsSaid, time),
    ...contributionsOfCohorts(contact, flags),
    ...contributionsOfFlags(flags, contact.channel),
    ...contributionsOfPlaces(contact, flags, floor, time),
    ...contributionOfFlagged(flagged && contact.direction === 'inbound', contact.channel, contact.startedAt, contact.endedAt),
    ...contributionsOfStratum(contact, flags, floor),
  ];
}

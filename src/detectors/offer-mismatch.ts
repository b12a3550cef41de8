import { cohortDetector } from '../domain/detector.js';
import type { Answer } from '../domain/detector.js';
import { count } from '../domain/metric.js';
import type { Measure } from '../domain/metric.js';
import { dayStart, nextDayStart } from '../domain/zone.js';

export const offerMismatch = cohortDetector({
  id: 'offer-mismatch',
  version: 1,
  title: 'Offer that does not hold',
  class: 'alert',
  rule: '5 contacts or more of one day are about an offer that the customer was refused.',
  action: 'Tell whoever made the offer what callers are refused, and agents what they may grant meanwhile.',
  options: {
    contacts: { default: 5, min: 1, max: 10_000, says: 'How many contacts of one day.' },
    words: { default: 'refused', says: 'Words in the id of a reason that say so, separated by commas: contacts that name the offer for another reason do not count.' },
  },
  kinds: ['offer'],
  looksAt: 'readings',
  ask(cohort, { now, floor, options }): Answer {
    const { contacts, words } = options();
    const from = dayStart(floor.zone, now);
    const until = nextDayStart(floor.zone, now);
    const sums = cohort.passed(from, until);
    const said = words.split(',').map((word) => word.trim()).filter((word) => word !== '');
    const refused = Object.keys(sums).filter((measure) => measure.startsWith('reason.') && said.some((word) => measure.includes(word)))
      .reduce((sum, measure) => sum + count(sums, measure as Measure), 0);
    if (refused < contacts) return { raised: [] };
    return {
      raised: [{
        subject: `day@${from}`, since: from, until, severity: 'warning',
        because: `${refused} contacts today about the offer ${cohort.name} that they were refused`, place: { offer: cohort.name },
      }],
    };
  },
});

import { journeyDetector } from '../domain/detector.js';
import type { JourneyAnswer } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import type { ContactSummary, Loss } from '../domain/journey.js';
import { endedBefore } from '../domain/returns.js';
import type { Ended } from '../domain/returns.js';
import { seconds } from '../domain/time.js';
import { ordinal, spoken } from '../domain/wording.js';

export const rapidRepeat = journeyDetector({
  id: 'rapid-repeat',
  version: 1,
  title: 'Back at once',
  class: 'alert',
  rule: 'The same customer contacts for the third time in 30 minutes, or within 10 minutes after being let down.',
  action: 'Answer this caller next, and let whoever does know what went wrong before.',
  options: {
    contacts: { default: 3, min: 2, max: 20, says: 'How many contacts.' },
    within: { default: 1_800, min: 60, max: 86_400, says: 'The seconds within which so many begin.' },
    afterLoss: { default: 600, min: 0, max: 86_400, says: 'The seconds after an abandon, a turning away or a drop within which one contact is enough.' },
    severeAfterDrop: { default: 300, min: 0, max: 86_400, says: 'The seconds after a drop within which it is severe.' },
  },
  ask(journey, { floor, options }): JourneyAnswer {
    if (journey.contacts.length < 2 || floor.listedOut.includes(journey.customer)) return { raised: [] };
    const { contacts, within, afterLoss, severeAfterDrop } = options();
    return {
      raised: journey.contacts.flatMap((contact) => {
        const earlier = endedBefore(contact, journey);
        const lately = earlier.filter(({ startedAt }) => contact.startedAt - startedAt <= seconds(within));
        const last = earlier.at(-1);
        const failed = last && letDown(last, contact, seconds(afterLoss)) ? last : undefined;
        if (lately.length + 1 < contacts && !failed) return [];
        const dropped = failed?.cutOff !== undefined && contact.startedAt - failed.cutOff.at <= seconds(severeAfterDrop);
        const often = lately.length + 1 >= contacts ? [`${ordinal(lately.length + 1)} contact in ${spoken(contact.startedAt - Math.min(...lately.map(({ startedAt }) => startedAt)))}`] : [];
        return [{
          contact: contact.id, subject: 'contact', since: contact.startedAt,
          ...(contact.endedAt === undefined ? {} : { until: contact.endedAt }),
          severity: dropped ? 'severe' as const : 'warning' as const,
          because: [...often, ...(failed ? [`back ${spoken(contact.startedAt - failed.endedAt)} after ${whatHappened(failed, floor)}`] : [])].join(', '),
          place: placeOf(contact, failed),
        }];
      }),
    };
  },
});

function letDown({ loss, cutOff }: Ended, contact: ContactSummary, within: number): boolean {
  const at = cutOff?.at ?? loss?.at;
  return at !== undefined && contact.startedAt - at <= within;
}

const words: Readonly<Record<Loss['why'], string>> = {
  abandoned: 'hanging up', 'turned-away': 'being turned away', 'cut-off': 'being cut off', 'lost-in-transfer': 'being lost in a transfer',
};

function whatHappened({ loss, cutOff }: Ended, floor: Floor): string {
  const queue = loss?.queue ?? cutOff?.queue;
  return `${cutOff ? words['cut-off'] : words[loss?.why ?? 'abandoned']}${queue === undefined ? '' : ` in ${nameOf(floor.queues, queue)}`}`;
}

function placeOf({ entry }: ContactSummary, failed: Ended | undefined): { readonly entry?: string; readonly queue?: string } {
  const queue = failed?.loss?.queue ?? failed?.cutOff?.queue;
  return { ...(entry === undefined ? {} : { entry }), ...(queue === undefined ? {} : { queue }) };
}

import type { FlagChip, JourneyItem } from '../contract/contact.js';
import { nameOf } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import type { ContactSummary, Loss } from '../domain/journey.js';
import { clock } from '../domain/time.js';
import { reasonName } from './outcome.js';

/** One of a customer's contacts, in a line. */
export function journeyItemOf(summary: ContactSummary, flags: readonly FlagChip[], floor: Floor): JourneyItem {
  const { id, startedAt, endedAt, direction, channel, reason } = summary;
  return {
    contact: id, startedAt, direction, channel,
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(reason === undefined ? {} : { reason: reasonName(reason, floor) }),
    outcome: cameTo(summary, floor),
    flags,
  };
}

function cameTo({ endedAt, loss, reached, resolved }: ContactSummary, floor: Floor): string {
  if (endedAt === undefined) return 'under way';
  if (loss !== undefined) return lost(loss, floor);
  switch (reached) {
    case 'agent':
      return resolved === undefined ? 'spoke to an agent' : `spoke to an agent, ${verdicts[resolved]}`;
    case 'queue':
      return 'left in the queue';
    case 'menu':
      return 'ended in the menu';
    case 'none':
      return 'ended before anyone or anything answered';
  }
}

const verdicts = { yes: 'resolved', partly: 'partly resolved', no: 'not resolved' } as const;

function lost({ why, queue, waitedMs }: Loss, floor: Floor): string {
  const at = queue === undefined ? '' : ` ${nameOf(floor.queues, queue)}`;
  switch (why) {
    case 'abandoned':
      return `gave up waiting${at === '' ? '' : ` in${at}`} after ${clock(waitedMs)}`;
    case 'turned-away':
      return `turned away${at === '' ? '' : ` from${at}`}`;
    case 'cut-off':
      return 'cut off';
    case 'lost-in-transfer':
      return 'lost in a transfer';
  }
}

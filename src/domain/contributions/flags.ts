import type { Channel } from '../event.js';
import type { Flag } from '../flag.js';
import type { Contribution, Sums } from '../metric.js';
import { keyOf } from '../reading-key.js';
import type { Instant } from '../time.js';
import { spread } from './spread.js';

/** What the standing flags of one contact add: by the instant the experience went wrong, for the floor and for the queue they point to. */
export function contributionsOfFlags(flags: readonly Flag[], channel: Channel): Contribution[] {
  return flags.filter((flag) => flag.retractedAt === undefined).flatMap((flag) => {
    const keys = [keyOf(channel, 'contacts')];
    if (flag.place.queue !== undefined) keys.push(keyOf(channel, 'queue', flag.place.queue));
    const tally: Sums = { flags: 1, [`flag.${flag.rule}`]: 1 };
    return keys.map((key) => ({ at: flag.since, attribution: 'arrival' as const, key, tally }));
  });
}

/** A contact counts once as flagged, however many flags it has, by its own start, and by its end. */
export function contributionOfFlagged(flagged: boolean, channel: Channel, startedAt: Instant, endedAt: Instant | undefined): Contribution[] {
  if (!flagged) return [];
  const out: Contribution[] = [];
  spread(out, keyOf(channel, 'contacts'), { flagged: 1 }, endedAt === undefined ? { arrival: startedAt } : { arrival: startedAt, completion: endedAt, disconnect: endedAt });
  return out;
}

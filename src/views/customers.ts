import type { CustomerLine, Told } from '../contract/customers.js';
import type { Floor } from '../domain/floor.js';
import { byWeight, scoreOf } from '../domain/glance/ground.js';
import type { Ground } from '../domain/glance/ground.js';
import type { Sighting } from '../domain/glance/sighting.js';
import type { Instant } from '../domain/time.js';
import { groundSays } from './sentences/ground.js';
import type { Titles } from './lane.js';
import { labelOf, named } from './names.js';
import { reasonName } from './outcome.js';

/** One customer at a glance, with the whole of why. */
export function customerLineOf(customer: string, grounds: readonly Ground[], sightings: readonly Sighting[], floor: Floor, titles: Titles, now: Instant): CustomerLine {
  const last = sightings.at(-1)?.summary;
  const reason = sightings.findLast(({ summary }) => summary.reason !== undefined)?.summary.reason;
  const queue = grounds.find((ground) => ground.queue !== undefined)?.queue;
  const owner = queue === undefined ? undefined : floor.queues[queue]?.owner;
  return {
    customer, label: labelOf(customer),
    ...toldOf(grounds, floor, titles, now),
    contacts: sightings.length,
    here: sightings.some(({ summary }) => summary.endedAt === undefined),
    lastAt: last?.startedAt ?? Math.max(...grounds.map(({ at }) => at)),
    ...(reason === undefined ? {} : { reason: { id: reason, name: reasonName(reason, floor) } }),
    ...(queue === undefined ? {} : { queue: named(floor.queues, queue) }),
    ...(owner === undefined ? {} : { owner: named(floor.owners, owner) }),
  };
}

/** The points that are shown add up to the score that is shown, and scores stand in the order in which customers are ranked. */
export function toldOf(grounds: readonly Ground[], floor: Floor, titles: Titles, now: Instant): Told {
  const sorted = grounds.toSorted(byWeight);
  const exact = sorted.map((ground) => scoreOf([ground], now));
  const score = Math.round(scoreOf(sorted, now));
  const points = wholes(exact, score);
  return { score, grounds: sorted.map((ground, nth) => ({ kind: ground.kind, says: groundSays(ground, floor, titles, now), at: ground.at, points: points[nth] ?? 0, contact: ground.contact })) };
}

/** Rounded so that they add up (largest remainders): each rounded alone, a customer could show more points than the one ranked above. */
function wholes(exact: readonly number[], sum: number): readonly number[] {
  const left = sum - exact.reduce((total, each) => total + Math.floor(each), 0);
  const remainders = exact.map((each) => each - Math.floor(each));
  const up = new Set(remainders.map((_, nth) => nth).toSorted((a, b) => (remainders[b] ?? 0) - (remainders[a] ?? 0)).slice(0, left));
  return exact.map((each, nth) => Math.floor(each) + (up.has(nth) ? 1 : 0));
}

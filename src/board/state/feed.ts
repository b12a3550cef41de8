import type { FeedLine } from '../../contract/board.js';

const minute = 60_000;
/** How long what is over stays in sight, going down in steps. */
export const keptFor = 15 * minute;

/** Live lines first: incidents, then severe, then warning, newest on top; then those that ended lately. What became part of an incident is seen there. */
export function orderFeed(feed: readonly FeedLine[], now: number): readonly FeedLine[] {
  return feed
    .filter((line) => line.into === undefined)
    .filter((line) => line.state === 'live' || now - endOf(line) < keptFor)
    .toSorted((a, b) => order(a) - order(b) || endOf(b) - endOf(a) || (a.id < b.id ? -1 : 1));
}

const order = (line: FeedLine): number => (line.state !== 'live' ? 3 : line.kind === 'incident' ? 0 : line.severity === 'severe' ? 1 : 2);
const endOf = (line: FeedLine): number => (line.state === 'live' ? line.raisedAt : line.endedAt ?? line.raisedAt);

/** 0 while live or just over, up to 3 when it is about to leave. */
export function faded(line: FeedLine, now: number): 0 | 1 | 2 | 3 {
  if (line.state === 'live') return 0;
  const age = now - endOf(line);
  return age < 2 * minute ? 0 : age < 5 * minute ? 1 : age < 10 * minute ? 2 : 3;
}

/** "Billing · Alice Agent": where it points to, nearest first. */
export const placeOf = (line: Pick<FeedLine, 'place'>): string => [line.place.node, line.place.queue, line.place.agent, line.place.entry]
  .flatMap((place) => (place === undefined ? [] : [place.name]))
  .join(' · ');

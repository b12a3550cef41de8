import type { ContactLane, LaneSegment } from '../../contract/contact.js';

const weight = { note: 0, warning: 1, severe: 2 } as const;

/** Those someone can still help come first, then the longest under way; those that ended go last. */
export function orderLanes(lanes: readonly ContactLane[]): readonly ContactLane[] {
  return lanes.toSorted((a, b) => rank(b) - rank(a) || a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1));
}

function rank(lane: ContactLane): number {
  if (lane.stage === 'ended') return -1;
  return Math.max(0, ...lane.flags.filter((flag) => flag.live).map((flag) => weight[flag.severity]));
}

/** Every word must be found in the label, place, entry, stage, id or a flag. */
export function findLanes(lanes: readonly ContactLane[], sought: string): readonly ContactLane[] {
  const words = sought.toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return lanes;
  return lanes.filter((lane) => {
    const text = [lane.id, lane.label, lane.channel, lane.stage, lane.place?.name, lane.entry?.name, ...lane.flags.map((flag) => flag.title)].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Of those who are in this queue: who waits, the longest first, and who is with an agent (or rings at one), in the order in which they came there. */
export function inQueue(lanes: readonly ContactLane[], queue: string, channel: string): { readonly waiting: readonly ContactLane[]; readonly served: readonly ContactLane[] } {
  const own = lanes.filter((lane) => lane.channel === channel && (lane.stage === 'queue' ? lane.place?.id : lane.queues.at(-1)) === queue).toSorted((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1));
  return {
    waiting: own.filter(({ stage }) => stage === 'queue' || stage === 'ringing'),
    served: own.filter(({ stage }) => stage === 'agent' || stage === 'hold' || stage === 'wrap-up'),
  };
}

export const stageWords: Record<ContactLane['stage'], string> = {
  menu: 'In menu', queue: 'Waiting', ringing: 'Ringing', agent: 'With agent', hold: 'On hold', 'wrap-up': 'Wrap-up', between: 'Between', ended: 'Ended',
};

const minute = 60_000;
const spans = [2, 5, 10, 15, 20, 30, 45, 60, 90, 120].map((minutes) => minutes * minute);

/** One scale for all lanes: the smallest round span that nine of ten fit in. The rest are cut at their beginning, and say so. */
export function laneSpan(lanes: readonly ContactLane[], now: number): number {
  const lengths = lanes.map((lane) => (lane.endedAt ?? now) - lane.startedAt).toSorted((a, b) => a - b);
  const most = lengths[Math.max(0, Math.ceil(lengths.length * 0.9) - 1)] ?? 0;
  return spans.find((span) => span >= most) ?? Math.ceil(most / (60 * minute)) * 60 * minute;
}

export interface Bar {
  readonly kind: LaneSegment['kind'];
  readonly name: string;
  /** Shares of the span, 0 to 1. */
  readonly from: number;
  readonly width: number;
  readonly running: boolean;
}

/** Where a segment falls when the lane starts at its contact's start, or is cut so that its end is on the track. */
export function barsOf(lane: ContactLane, span: number, now: number): readonly Bar[] {
  const end = lane.endedAt ?? now;
  const start = Math.max(lane.startedAt, end - span);
  return lane.segments
    .filter((segment) => (segment.to ?? end) > start)
    .map((segment) => {
      const from = Math.max(segment.from, start);
      const to = Math.max(from, segment.to ?? end);
      return { kind: segment.kind, name: segment.place.name, from: (from - start) / span, width: (to - from) / span, running: segment.to === undefined };
    });
}

export const isCut = (lane: ContactLane, span: number, now: number): boolean => (lane.endedAt ?? now) - lane.startedAt > span;

/** Round instants for an axis of this length, at most `most` of them. */
export function ticks(span: number, most: number): readonly number[] {
  const steps = [5_000, 10_000, 15_000, 30_000, minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute, 60 * minute];
  const step = steps.find((each) => span / each <= most) ?? 120 * minute;
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, index) => index * step);
}

import type { ContactLane } from '../../contract/contact.js';

const iso = (at: number | undefined): string => (at === undefined ? '' : new Date(at).toISOString());

/** Contacts as rows of a file, their head first. Times are UTC. `gave`: what of a number came from each, where that is told. */
export function laneRows(lanes: readonly ContactLane[], nameOf: (queue: string) => string, gave?: readonly string[]): readonly (readonly string[])[] {
  const rows = lanes.map(({ id, label, channel, direction, startedAt, endedAt, stage, queues, flags }, nth) => [
    id, label, channel, direction, iso(startedAt), iso(endedAt), stage, queues.map(nameOf).join(' → '), flags.map(({ title }) => title).join(', '), ...(gave === undefined ? [] : [gave[nth] ?? '']),
  ]);
  return [['Contact', 'Who', 'Channel', 'Direction', 'Began', 'Ended', 'Stage', 'Queues', 'Flags', ...(gave === undefined ? [] : ['Gave'])], ...rows];
}

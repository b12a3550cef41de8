/** What another system shows under a name for the same calls: one of our metrics, or a note where that cannot be recounted. */
export interface Elsewhere {
  readonly platform: string;
  readonly shows: string;
  readonly metric: string | null;
  readonly note?: string;
}

/** METRICS.md, "Service level: all variants, side by side", and "The others". */
const serviceLevels: readonly Elsewhere[] = [
  { platform: 'Amazon Connect', shows: 'Service level X', metric: 'removed_in_threshold' },
  { platform: 'Genesys Cloud', shows: 'Service level', metric: 'abandon_negative', note: 'Its options leave short abandons out, or count flow-outs too.' },
  { platform: 'Genesys Cloud', shows: 'Service level, without short abandons', metric: 'short_abandon_excluded' },
  { platform: 'Genesys Cloud', shows: 'Service level, with flow-outs', metric: 'with_flowouts' },
  { platform: 'Asterisk', shows: 'ServiceLevelPerf', metric: 'answered_only', note: 'It counts since its last reload, not in this window.' },
  { platform: 'Asterisk', shows: 'ServiceLevelPerf2', metric: 'abandon_positive', note: 'It counts since its last reload, not in this window.' },
  { platform: 'Talkdesk', shows: 'Service level', metric: 'short_abandon_excluded' },
  { platform: 'Cisco', shows: 'Service level, abandons ignored', metric: 'abandon_ignored' },
  { platform: 'Cisco', shows: 'Service level, abandons against', metric: 'abandon_negative' },
  { platform: 'Cisco', shows: 'Service level, abandons in favour', metric: 'abandon_positive' },
];
const abandonment: readonly Elsewhere[] = [
  { platform: 'Amazon Connect', shows: 'Abandonment rate', metric: 'abandonment_rate', note: 'Call-backs are no abandons there either.' },
  { platform: 'Asterisk', shows: 'Abandoned', metric: 'lost', note: 'Time-outs and other failures count among them, since its last reload.' },
];
const speed: readonly Elsewhere[] = [
  { platform: 'Amazon Connect', shows: 'Average queue answer time', metric: 'asa', note: 'Without the time in the menu, as here.' },
  { platform: 'Asterisk', shows: 'Holdtime', metric: null, note: 'A moving average over the last calls: it cannot be counted again.' },
];
const handling: readonly Elsewhere[] = [
  { platform: 'Amazon Connect', shows: 'Average handle time', metric: 'aht' },
  { platform: 'Asterisk', shows: 'TalkTime', metric: null, note: 'A moving average of talk and hold together, without wrap-up: it cannot be counted again.' },
];
const families: Readonly<Record<string, readonly Elsewhere[]>> = { abandonment_rate: abandonment, lost: abandonment, contact_abandonment_rate: abandonment, asa: speed, aht: handling };

/** The variants of the service level; their rivals are one parameter away. */
export const serviceLevelIds: readonly string[] = [
  'served_in_time', 'answered_only', 'abandon_positive', 'abandon_negative', 'abandon_ignored',
  'short_abandon_credited', 'short_abandon_excluded', 'with_flowouts', 'removed_in_threshold', 'contact_served_in_time',
];

export function elsewhereOf(metric: string): readonly Elsewhere[] {
  return serviceLevelIds.includes(metric) ? serviceLevels : families[metric] ?? [];
}

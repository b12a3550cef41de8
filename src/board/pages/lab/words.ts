import type { LabReads, LabResultView, LabRunView, LabShareView, LabShownView } from '../../../contract/lab.js';
import type { RuleMarks } from '../../../contract/rules.js';
import { dayBegan } from '../../text/clock-time.js';
import { count, percent, plural } from '../../text/number.js';

const DAY = 86_400_000;

/** Windows that are offered: whole days of the center. What customers showed can be told of those that ended a week ago. */
export const windows: readonly { readonly id: string; readonly says: string; readonly days: number; readonly endedAgo: number }[] = [
  { id: 'settled', says: '28 days that ended a week ago', days: 28, endedAgo: 7 }, { id: 'week', says: 'the last 7 days', days: 7, endedAgo: 0 },
  { id: 'month', says: 'the last 28 days', days: 28, endedAgo: 0 }, { id: 'quarter', says: 'the last 90 days', days: 90, endedAgo: 0 }, { id: 'today', says: 'today', days: 0, endedAgo: 0 },
];

/** From the beginning of a day to now, or to the beginning of a day. */
export function windowOf(id: string, now: number, zone: string): { readonly from: number; readonly to: number } {
  const { days, endedAgo } = windows.find((each) => each.id === id) ?? { days: 28, endedAgo: 7 };
  const today = dayBegan(now, zone);
  // At noon of the day: whatever the clocks did since, it is in it.
  const before = (some: number): number => dayBegan(today + DAY / 2 - some * DAY, zone);
  return { from: before(days + endedAgo), to: endedAgo === 0 ? now : before(endedAgo) };
}

export const shownWords: Readonly<Record<LabShownView['kind'], string>> = {
  any: 'Any of these', 'bad-survey': 'Bad survey', 'came-back': 'Came back', complained: 'Complained', 'not-served': 'Not served by the menu',
};
export const markWords: Readonly<Record<LabResultView['marks'][number]['mark'], string>> = { acted: 'acted on', useful: 'right', noise: 'noise' };
export const changeWords = { added: 'added', gone: 'gone', same: 'same' } as const;

/** "12 of 60 (20 %, 12 to 32)"; of few, no share. */
export function shareSays({ count: some, of, value, low, high }: LabShareView): string {
  if (of === 0) return 'none';
  return value === null || low === null || high === null ? `${count(some)} of ${count(of)}, too few` : `${percent(value)} % (${percent(low)} to ${percent(high)})`;
}

/** What is counted. */
function counted(some: number, reads: LabReads): string {
  if (reads === 'contacts') return plural(some, 'contact');
  return reads === 'moments' ? plural(some, 'day of a queue', 'days of queues') : plural(some, 'day of a queue, node or reason', 'days of queues, nodes or reasons');
}

const nobody: Readonly<Record<LabReads, string>> = {
  contacts: 'No contact that is stored began in this time.', readings: 'No readings are stored of this time.', moments: 'Nobody that is stored came into a queue in this time.',
};

/** What the draft comes to, in one sentence. */
export function headline({ contacts, inForce, draft, added, gone, same }: LabResultView, reads: LabReads = 'contacts'): string {
  if (contacts === 0) return nobody[reads];
  const share = (some: number): string => `${count(some)} (${percent(some / contacts)} %)`;
  return `Of ${counted(contacts, reads)} the draft flags ${share(draft.contacts)}, the rule in force ${share(inForce.contacts)}: ${count(added)} added, ${count(gone)} gone, ${count(same)} the same.`;
}

/** The same of a draft that runs in shadow: of all contacts nothing is counted. */
export function shadowHeadline({ inForce, draft, added, gone, same }: LabResultView, reads: LabReads): string {
  return `Since then the draft has flagged ${counted(draft.contacts, reads)}, the rule in force ${count(inForce.contacts)}: ${count(added)} only the draft, ${count(gone)} only the rule, ${count(same)} both.`;
}

/** Of the flags that were marked, those that were right: undefined while there are none. */
export function hitRate({ acted, useful, noise }: Pick<RuleMarks, 'acted' | 'useful' | 'noise'>): number | undefined {
  const marked = acted + useful + noise;
  return marked === 0 ? undefined : (acted + useful) / marked;
}

export function hitSays(marks: RuleMarks | undefined): string {
  const rate = marks && hitRate(marks);
  if (marks === undefined || rate === undefined) return 'Nobody has marked a flag of it in the last four weeks.';
  const marked = marks.acted + marks.useful + marks.noise;
  return `Of ${plural(marked, 'marked contact')} in the last four weeks ${percent(rate)} % were right (${count(marks.acted)} acted on, ${count(marks.useful)} right, ${count(marks.noise)} noise)${marks.criesWolf ? ': it cries wolf' : ''}.`;
}

/** How far a run is, 0 to 1; null before it knows. */
export function progressOf(state: LabRunView['state']): number | null {
  return state.is !== 'running' || state.of === 0 ? null : state.done / state.of;
}

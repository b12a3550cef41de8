import type { FindingLine, FindingPage, FindingStateName } from '../../../contract/findings.js';
import type { ShareOf } from '../../../contract/surveys.js';
import type { IconName } from '../../parts/icons.js';
import { count, percent } from '../../text/number.js';

export interface StateLook {
  readonly says: string;
  readonly icon: IconName;
  readonly tone: 'bad' | 'warn' | 'good';
}

/** Each state with a word and a shape of its own. */
export const looks: Readonly<Record<FindingStateName, StateLook>> = {
  open: { says: 'Open', icon: 'alert', tone: 'bad' },
  acknowledged: { says: 'Acknowledged', icon: 'note', tone: 'warn' },
  'in-hand': { says: 'In hand', icon: 'wrap-up', tone: 'warn' },
  closed: { says: 'Closed', icon: 'check', tone: 'good' },
};

export const states = Object.keys(looks) as FindingStateName[];

/** "24 of 60 (40.0 %)"; of few, no share. */
export function shareText({ count: some, of, value }: ShareOf): string {
  return `${count(some)} of ${count(of)}${value === null ? '' : ` (${shown(value)} %)`}`;
}

/** What is rare needs a digit more: 3 of 21,000 is not 0.0 %. */
const shown = (part: number): string => (part > 0 && part < 0.005 ? (part * 100).toFixed(2) : percent(part));

/** Whose it is, and who answers for it. A function of the company answers for nothing: where nobody is named, that is told. */
export function ownerText(owner: FindingLine['owner']): string {
  return owner === null ? 'Nobody owns it yet' : `${owner.name} · ${owner.person ?? 'nobody named who answers for it'}`;
}

/** "28.6 to 52.6 %" */
export function intervalText({ low, high }: ShareOf): string {
  return low === null || high === null ? '–' : `${shown(low)} to ${shown(high)} %`;
}

export const letterWords: Readonly<Record<string, string>> = {
  due: 'waits to be sent', sending: 'is being sent', sent: 'sent', failed: 'could not be delivered', unknown: 'may not have arrived', stale: 'not sent: it was no news any more',
};
export const causeWords: Readonly<Record<string, string>> = {
  opened: 'the opening', reopened: 'its return', assigned: 'the new owner', overdue: 'a reminder', closed: 'the closing',
};

/** How far it has come: found, acknowledged, cause, action, fallen. */
export function steps({ acknowledged, cause, action, state }: FindingPage): readonly { readonly says: string; readonly done: boolean }[] {
  return [
    { says: 'Found', done: true }, { says: 'Acknowledged', done: acknowledged !== undefined || state === 'closed' }, { says: 'Cause', done: cause !== undefined },
    { says: 'Action', done: action !== undefined }, { says: 'Fallen', done: state === 'closed' },
  ];
}

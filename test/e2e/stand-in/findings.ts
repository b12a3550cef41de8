import type { FindingLine, FindingPage, FindingTimeline, TroubleLine } from '../../../src/contract/findings.js';
import type { ShareOf } from '../../../src/contract/surveys.js';
import { wilson } from '../../../src/domain/interval.js';

const DAY = 86_400_000;
const now = Date.now();
const today = now - (now % DAY);

export function share(count: number, of: number): ShareOf {
  const interval = of < 10 ? undefined : wilson(count, of);
  return { value: interval === undefined ? null : count / of, low: interval?.low ?? null, high: interval?.high ?? null, count, of };
}

const menus = { id: 'menus', name: 'Menu design', person: 'Maria Weiss, Head of self-service' };
const place = { kind: 'node', id: 'billing', name: 'Billing' } as const;
const first: FindingLine = {
  id: 'voice~node~billing~flag.menu-maze', title: 'Callers go in circles: Billing', trouble: 'flag.menu-maze', place, owner: menus, state: 'in-hand', round: 1, openedAt: today - 9 * DAY, since: today - 10 * DAY,
  share: share(412, 2_310), usual: share(61, 1_480), unhelpedMinutes: 1_530, lostMinutes: 824, cost: { amount: 371, currency: 'EUR' }, acknowledgeBy: today - 7 * DAY, overdue: false,
};
export const lines: readonly FindingLine[] = [
  { ...first, id: 'voice~reason~rebate~blocked.policy', title: 'Agents blocked by policy: Rebate', trouble: 'blocked.policy', place: { kind: 'reason', id: 'rebate', name: 'Rebate' }, owner: { id: 'marketing', name: 'Marketing' }, state: 'open', round: 2, overdue: true, since: today - 4 * DAY, share: share(38, 120), usual: share(9, 160), lostMinutes: 212, unhelpedMinutes: 420 },
  first,
  { ...first, id: 'feedback~floor~~topic.router', title: '“router crashes” in what customers write', trouble: 'topic.router', place: { kind: 'floor', id: '', name: 'what customers write' }, owner: null, state: 'open', since: today - DAY, share: share(24, 5_400), usual: share(3, 21_000), lostMinutes: 0, unhelpedMinutes: 0 },
  { ...first, id: 'voice~queue~support~flag.long-hold', title: 'Long hold: Support', trouble: 'flag.long-hold', place: { kind: 'queue', id: 'support', name: 'Support' }, state: 'closed', closedAt: today - 2 * DAY, share: share(90, 400), usual: share(40, 1_600), lostMinutes: 150, unhelpedMinutes: 300 },
];

export const troubles: readonly TroubleLine[] = lines.slice(0, 3).map(({ id, title, trouble, place: at, owner, share: counted, usual, unhelpedMinutes, lostMinutes, cost }) => ({
  title, trouble, place: at, owner, share: counted, before: usual, unhelpedMinutes, lostMinutes, ...(cost === undefined ? {} : { cost }), finding: id,
}));

const acted = today - 3 * DAY;
let page: FindingPage = {
  ...first, acknowledged: { by: 'maria', at: today - 8 * DAY }, cause: { text: '“Payments” and “Bills” sound alike, and both lead back to the main menu', by: 'maria', at: today - 8 * DAY },
  action: { text: 'Renamed “Payments” to “Pay a bill” and took the way back out', since: acted, by: 'maria', at: acted },
  progress: { is: 'not-lower', says: 'Not surely lower yet: before at least 16 %, since then up to 17 %, however often one looks.', before: share(398, 2_010), after: share(14, 300) },
  chart: Array.from({ length: 38 }, (_, day) => {
    const from = today - (37 - day) * DAY;
    const of = day % 7 > 4 ? 40 : 220;
    return { from, to: from + DAY, share: share(Math.round(of * (from < first.since ? 0.04 : from < acted ? 0.19 : 0.045) * (1 + Math.sin(day) / 6)), of) };
  }),
  calls: Array.from({ length: 10 }, (_, nth) => ({ contact: `c-${nth}`, at: today - nth * 5_400_000, because: `entered Billing ${3 + (nth % 3)} times in ${1 + nth}:${10 + nth}, pressed 0 twice` })),
  journal: [
    { at: acted, by: 'maria', is: 'action', says: 'Action: Renamed “Payments” to “Pay a bill”' }, { at: today - 8 * DAY, by: 'maria', is: 'cause', says: 'Cause: “Payments” and “Bills” sound alike' },
    { at: today - 8 * DAY, by: 'maria', is: 'acknowledged', says: 'Acknowledged' }, { at: today - 9 * DAY, by: 'earshot', is: 'opened', says: 'Opened: 41 of 210' },
  ],
  letters: [{ at: today - 9 * DAY + 2_000, cause: 'opened', via: 'mail', state: 'sent' }, { at: today - 9 * DAY + 1_000, cause: 'opened', via: 'webhook', state: 'unknown', why: 'the server ended while it was being sent' }],
  mayAct: true,
};

export const pageOfFinding = (): FindingPage => page;
export const callOfFinding = (contact: string): FindingTimeline => ({ contact, because: 'entered Billing 3 times in 2:10', timeline: [{ at: 0, says: 'Called' }, { at: 9_000, says: 'Entered Billing' }] });

/** What was said of it, and by whom. */
export function sayOfFinding(word: string, text: string): FindingPage {
  page = { ...page, journal: [{ at: Date.now(), by: 'ann', is: word, says: text }, ...page.journal] };
  return page;
}

import type { FlagCard, FlagMarkView } from '../../../src/contract/contact.js';
import type { RuleMarks } from '../../../src/contract/rules.js';

/** What was said of flags since the page was served, by contact and rule. */
const said = new Map<string, FlagMarkView>();

export function flagCards(now: number): readonly FlagCard[] {
  const card = (contact: string, more: Partial<FlagCard>): FlagCard => {
    const whole: FlagCard = {
      contact, rule: 'menu-maze', version: 1, title: 'Lost in the menu', class: 'alert', severity: 'warning', since: now - 40_000, raisedAt: now - 40_000, live: true, because: 'entered Main menu 3 times in 1:20', action: 'Take the caller out of the menu.',
      place: { node: { id: 'main', name: 'Main menu' } }, ...more,
    };
    const mark = said.get(`${contact} ${whole.rule}`);
    return mark === undefined ? whole : { ...whole, mark };
  };
  return [
    card('c-1', {}), card('c-2', { rule: 'long-wait', title: 'Waits too long', severity: 'severe', because: 'has waited 5:12 in Billing', place: { queue: { id: 'billing', name: 'Billing' } } }),
    card('queue voice/billing', { of: 'cohort', rule: 'queue-starving', title: 'Nobody is there to answer', because: 'nobody ready for 2:10, 8 waiting' }), card('c-3', { retractedAt: now - 5_000, live: false }),
  ];
}

export function markFlag({ contact, rule, mark, did }: { readonly contact: string; readonly rule: string; readonly mark: FlagMarkView['mark']; readonly did?: string }, now: number): FlagMarkView {
  const view: FlagMarkView = { mark, by: 'ann', at: now, ...(did === undefined ? {} : { did }) };
  said.set(`${contact} ${rule}`, view);
  return view;
}

export const ruleMarks: readonly RuleMarks[] = [
  { id: 'menu-maze', title: 'Lost in the menu', class: 'alert', flags: 40, acted: 10, useful: 4, noise: 2, criesWolf: false },
  { id: 'long-wait', title: 'Waits too long', class: 'alert', flags: 40, acted: 2, useful: 1, noise: 12, criesWolf: true },
];

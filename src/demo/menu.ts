import type { Millis } from '../domain/time.js';

/** Where a menu key leads. */
export type Way = { readonly to: 'node'; readonly node: string } | { readonly to: 'queue'; readonly queue: string };

export interface Choice {
  readonly label: string;
  readonly way: Way;
}

/** Something the menu does by itself, with a success or a failure at its end. */
export interface SelfService {
  readonly outcome: string;
  /** What the caller has to type first; only its length is ever told. */
  readonly slot?: { readonly name: string; readonly length: number };
  readonly takesMs: Millis;
  /** Where a failure leads. */
  readonly otherwise: string;
}

export interface Place {
  readonly level: number;
  readonly choices: Readonly<Record<string, Choice>>;
  /** The key that reaches a person, where one is offered. */
  readonly human?: string;
  readonly selfService?: SelfService;
  /** An announcement after which the menu hangs up. */
  readonly endsAfterMs?: Millis;
}

const account = { name: 'account-number', length: 10 };

/**
 * The demo's menu, with three traps: "Other questions" in Billing leads back to the main menu, Billing and Rebate
 * offer no key for a person, and the rebate's terms are read out and then the line goes dead.
 */
export const menu: Readonly<Record<string, Place>> = {
  main: {
    level: 1, human: '0',
    choices: {
      1: { label: 'Billing', way: node('billing') },
      2: { label: 'Technical', way: node('technical') },
      3: { label: 'Cards', way: node('cards') },
      4: { label: 'Rebate', way: node('rebate') },
      0: { label: 'Speak to us', way: queue('service') },
    },
  },
  billing: {
    level: 2,
    choices: {
      1: { label: 'Balance', way: node('balance') },
      2: { label: 'Have a bill explained', way: queue('billing') },
      3: { label: 'Pay a bill', way: node('payment') },
      4: { label: 'Other questions', way: node('main') },
    },
  },
  balance: { level: 3, choices: {}, selfService: { outcome: 'balance-told', slot: account, takesMs: 20_000, otherwise: 'billing' } },
  payment: { level: 3, choices: {}, selfService: { outcome: 'bill-paid', slot: account, takesMs: 42_000, otherwise: 'billing' } },
  technical: {
    level: 2, human: '0',
    choices: {
      1: { label: 'Outages near you', way: node('outage') },
      2: { label: 'Internet at home', way: node('internet') },
      3: { label: 'Mobile', way: queue('technical') },
      9: { label: 'Back', way: node('main') },
      0: { label: 'Speak to us', way: queue('technical') },
    },
  },
  outage: { level: 3, choices: {}, selfService: { outcome: 'outage-told', takesMs: 30_000, otherwise: 'technical' } },
  internet: {
    level: 3, human: '2',
    choices: {
      1: { label: 'Restart the router', way: node('restart') },
      2: { label: 'Speak to us', way: queue('technical') },
      9: { label: 'Back', way: node('technical') },
    },
  },
  restart: { level: 4, choices: {}, selfService: { outcome: 'router-restarted', takesMs: 80_000, otherwise: 'technical' } },
  cards: {
    level: 2, human: '0',
    choices: {
      1: { label: 'Block a card', way: node('block-card') },
      2: { label: 'Order a card', way: queue('service') },
      9: { label: 'Back', way: node('main') },
      0: { label: 'Speak to us', way: queue('service') },
    },
  },
  'block-card': { level: 3, choices: {}, selfService: { outcome: 'card-blocked', slot: account, takesMs: 18_000, otherwise: 'service' } },
  rebate: {
    level: 2,
    choices: {
      1: { label: 'Status of your rebate', way: node('rebate-status') },
      2: { label: 'Terms of the rebate', way: node('rebate-terms') },
      3: { label: 'Questions about a rebate', way: queue('rebate') },
      9: { label: 'Back', way: node('main') },
    },
  },
  'rebate-status': { level: 3, choices: {}, selfService: { outcome: 'rebate-told', slot: account, takesMs: 16_000, otherwise: 'rebate' } },
  'rebate-terms': { level: 3, choices: {}, endsAfterMs: 24_000 },
};

export function placeAt(id: string): Place {
  const place = menu[id];
  if (place === undefined) throw new Error(`The demo's menu has no node "${id}".`);
  return place;
}

function node(id: string): Way {
  return { to: 'node', node: id };
}

function queue(id: string): Way {
  return { to: 'queue', queue: id };
}

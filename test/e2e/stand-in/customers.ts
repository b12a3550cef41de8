import type { CustomerLine, CustomerPage, JourneyContact } from '../../../src/contract/customers.js';
import type { Page } from '../../../src/contract/session.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Two who need someone and one who is doing well. */
export function customerList(query: URLSearchParams, now: number): Page<CustomerLine> {
  const ann: CustomerLine = {
    customer: 'tel_ann', label: 'caller _ann', score: 77, contacts: 3, here: true, lastAt: now - HOUR,
    reason: { id: 'bill', name: 'Bill too high' }, queue: { id: 'billing', name: 'Billing' }, owner: { id: 'money', name: 'The billing office' },
    grounds: [
      { kind: 'promise-broken', says: 'promise broken yesterday', at: now - DAY, points: 32, contact: 'c-2' },
      { kind: 'not-resolved', says: 'not resolved, as the agent said today', at: now - HOUR, points: 25, contact: 'c-3' },
      { kind: 'again', says: 'third call about Bill too high in 6 days', at: now - HOUR, points: 20, contact: 'c-3' },
    ],
  };
  const bob: CustomerLine = { customer: 'tel_bob', label: 'caller _bob', score: 40, contacts: 1, here: false, lastAt: now - 2 * HOUR, queue: { id: 'returns', name: 'Returns' }, grounds: [{ kind: 'let-down', says: 'gave up waiting in Returns after 6:00 today, not served since', at: now - HOUR, points: 40, contact: 'c-9' }] };
  const cat: CustomerLine = { customer: 'tel_cat', label: 'caller _cat', score: 45, contacts: 1, here: false, lastAt: now - DAY, grounds: [{ kind: 'said-resolved', says: 'said yesterday: resolved', at: now - DAY, points: 25, contact: 'c-12' }] };
  const queue = query.get('queue');
  const items = query.get('view') === 'well' ? [cat] : [ann, bob];
  return { items: items.filter((line) => queue === null || line.queue?.id === queue), next: null };
}

export function customerPage(customer: string, now: number): CustomerPage | null {
  const line = customerList(new URLSearchParams(), now).items.find((each) => each.customer === customer);
  if (line === undefined) return null;
  const contact = (id: string, ago: number, more: Partial<JourneyContact>): JourneyContact => ({
    contact: id, startedAt: now - ago, endedAt: now - ago + 7 * 60_000, direction: 'inbound', channel: 'voice', reason: 'Bill too high', outcome: 'spoke to an agent', flags: [], cards: [],
    queues: [{ id: 'billing', name: 'Billing' }], agents: [{ id: 'al', name: 'Alice Agent' }], promises: [], prompts: [], surveys: [], resolution: { is: 'inferred', resolved: 'no', says: 'came back 3 days later' }, ...more,
  });
  return {
    customer, label: line.label, need: { score: line.score, grounds: line.grounds }, well: { score: 0, grounds: [] }, hidden: 1,
    contacts: [
      contact('c-1', 6 * DAY, { surveys: [{ name: 'After a contact', state: 'answered', says: ['partly resolved', 'ease 3 of 7'] }] }),
      contact('c-2', 2 * DAY, { promises: [{ what: 'refund', madeAt: now - 2 * DAY, due: now - DAY, state: 'broken' }], resolution: { is: 'stated', by: 'customer', resolved: 'no', against: 'yes' } }),
      contact('c-3', HOUR, { prompts: [{ agent: { id: 'al', name: 'Alice Agent' }, at: now - HOUR, state: 'answered', says: ['about Bill too high', 'not resolved', 'blocked by policy'] }], resolution: { is: 'stated', by: 'agent', resolved: 'no' } }),
    ],
  };
}

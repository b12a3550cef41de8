import type { Contact } from '../contact.js';
import { waysIn } from '../menu-stay.js';
import type { Measure, Sums } from '../metric.js';
import { spreadMeasure } from '../spread.js';
import type { Instant } from '../time.js';

/**
 * From the contact's start to its first queue and to its first agent, and the keys pressed before (METRICS.md). Where no input of
 * the contact is told before, its source may tell of none: then how many keys it took is unknown, not 0.
 */
export function tallyWayIn(contact: Contact): Sums {
  const tally: Partial<Record<Measure, number>> = {};
  const queue = contact.visits.find(({ direct }) => !direct)?.enteredAt;
  const agent = contact.segments[0]?.connectedAt;
  if (queue !== undefined) addTime(tally, 'toQueue', queue - contact.startedAt);
  if (agent !== undefined) addTime(tally, 'toHuman', agent - contact.startedAt);
  const out = queue ?? agent;
  if (out === undefined || contact.menu.length === 0 || !tellsInputs(contact, out)) return tally;
  const keys = keysBefore(contact, out);
  return Object.assign(tally, { keyed: 1, keys, [spreadMeasure('keys', keys)]: 1 });
}

function addTime(tally: Partial<Record<Measure, number>>, to: 'toQueue' | 'toHuman', ms: number): void {
  const lasted = Math.max(0, ms);
  tally[to] = 1;
  tally[`${to}Ms`] = lasted;
  tally[spreadMeasure(to, lasted)] = 1;
}

/** Menu keys pressed up to an instant; what was heard of only after the caller had left the node does not count (`isSilent`). */
export function keysBefore({ menu }: Contact, at: Instant): number {
  return menu.reduce((sum, { inputs }) => sum + inputs.filter((input) => input.kind === 'key' && input.late !== true && input.at <= at).length, 0);
}

function tellsInputs(contact: Contact, at: Instant): boolean {
  return waysIn(contact).some(({ inputs }) => inputs.some((input) => input.late !== true && input.at <= at));
}

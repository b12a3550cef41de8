import { contactDetector, quiet } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { leftMenuAt, waysIn } from '../domain/menu-stay.js';
import { isPlea, PLEA_KEYS, pleasIn } from '../domain/plea.js';
import type { Plea } from '../domain/plea.js';
import { clock, seconds } from '../domain/time.js';
import type { Millis } from '../domain/time.js';
import { listed, times } from '../domain/wording.js';

export const zeroOut = contactDetector({
  id: 'zero-out',
  version: 1,
  title: 'Asks for a person',
  class: 'alert',
  rule: 'The caller presses 0, * or #, or says "agent", where the menu does not offer it; 3 times within 10 seconds is mashing.',
  action: 'Take the caller out of the menu; offer the way to a person at this node.',
  options: {
    keys: { default: PLEA_KEYS, says: 'The keys that ask for a person.' },
    mashing: { default: 3, min: 2, max: 20, says: 'How many such keys in a row make it severe.' },
    within: { default: 10, min: 1, max: 120, says: 'The seconds within which so many keys are mashing.' },
  },
  on: ['contact.started', 'ivr.node.entered', 'ivr.input', 'ivr.no-input', 'ivr.no-match', 'ivr.outcome', 'queue.entered', 'queue.left', 'agent.connected', 'agent.left', 'wrapup.started', 'contact.ended'],
  ask(contact, { floor, options }) {
    const { keys, mashing, within } = options();
    // Nearly all calls: nothing was pressed or said that could be a plea.
    if (!contact.menu.some((visit) => visit.inputs.some((input) => input.kind === 'speech' || isPlea(input.key, keys)))) return quiet;
    const presses = waysIn(contact).flatMap((visit) => pleasIn(visit, keys, floor));
    const first = presses[0];
    const last = presses.at(-1);
    if (!first || !last) return quiet;
    const over = leftMenuAt(contact, last.at);
    return {
      raised: [{
        subject: 'menu',
        since: first.at,
        ...(over === undefined ? {} : { until: over }),
        severity: isMashing(presses, mashing, seconds(within)) ? 'severe' : 'warning',
        because: evidence(presses, floor),
        place: { node: first.node, ...(contact.entry === undefined ? {} : { entry: contact.entry }) },
      }],
    };
  },
});

function isMashing(pleas: readonly Plea[], count: number, within: Millis): boolean {
  return pleas.some((plea, place) => {
    const nth = pleas[place + count - 1];
    return nth !== undefined && nth.at - plea.at <= within;
  });
}

function evidence(pleas: readonly Plea[], floor: Floor): string {
  const asked = [...new Set(pleas.map(wordsOf))].map((words) => {
    const count = pleas.filter((plea) => wordsOf(plea) === words).length;
    return count === 1 ? words : `${words} ${times(count)}`;
  });
  const nodes = [...new Set(pleas.map((plea) => plea.node))].map((node) => nameOf(floor.nodes, node));
  const span = (pleas.at(-1)?.at ?? 0) - (pleas[0]?.at ?? 0);
  const lasting = pleas.length > 1 ? ` in ${clock(span)}` : '';
  return `${listed(asked)}${lasting} at ${listed(nodes)}, where it is not offered`;
}

function wordsOf(plea: Plea): string {
  return plea.kind === 'speech' ? 'said "agent"' : `pressed ${plea.key}`;
}

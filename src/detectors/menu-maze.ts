import type { Contact, NodeVisit } from '../domain/contact.js';
import { contactDetector, quiet } from '../domain/detector.js';
import type { Raised } from '../domain/flag.js';
import { nameOf } from '../domain/floor.js';
import type { Floor } from '../domain/floor.js';
import { leftMenuAt, waysIn } from '../domain/menu-stay.js';
import { clock, seconds } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { times } from '../domain/wording.js';

export const menuMaze = contactDetector({
  id: 'menu-maze',
  version: 1,
  title: 'Lost in the menu',
  class: 'alert',
  rule: 'The same menu node entered 3 times with no success between, or 6 nodes visited within 3 minutes without reaching a queue or an outcome.',
  action: 'Move the caller into a queue, or tell the owner of the menu node where callers go in circles.',
  options: {
    entries: { default: 3, min: 2, max: 20, says: 'How often the same node is entered.' },
    severeEntries: { default: 5, min: 2, max: 20, says: 'From how many entries of the same node on the flag is severe.' },
    visits: { default: 6, min: 3, max: 50, says: 'How many nodes are visited, the same or others.' },
    within: { default: 180, min: 10, max: 3_600, says: 'The seconds within which so many nodes are visited.' },
  },
  on: ['contact.started', 'ivr.node.entered', 'ivr.input', 'ivr.no-input', 'ivr.no-match', 'ivr.outcome', 'queue.entered', 'queue.left', 'agent.connected', 'agent.left', 'wrapup.started', 'contact.ended'],
  ask(contact, { floor, options }) {
    const limits = options();
    // Nearly all calls: two or three nodes are no maze, however they are looked at.
    if (contact.menu.length < Math.min(limits.entries, limits.visits)) return quiet;
    return {
      raised: stretchesOf(contact).flatMap((stretch, place) => {
        const maze = mazeIn(stretch, contact, floor, limits);
        return maze ? [{ ...maze, subject: place === 0 ? 'menu' : `menu#${place + 1}` }] : [];
      }),
    };
  },
});

interface Limits {
  readonly entries: number;
  readonly severeEntries: number;
  readonly visits: number;
  readonly within: number;
}

/** The visits between one success and the next. */
function stretchesOf(contact: Contact): readonly (readonly NodeVisit[])[] {
  const successes = contact.outcomes.filter((outcome) => outcome.result === 'success').map((outcome) => outcome.at);
  return cut(waysIn(contact), successes);
}

function mazeIn(stretch: readonly NodeVisit[], contact: Contact, floor: Floor, limits: Limits): Omit<Raised, 'subject'> | undefined {
  const circle = circleIn(stretch, limits);
  const odyssey = odysseyIn(stretch, contact, limits);
  const found = circle ?? odyssey;
  const last = found?.at(-1);
  if (!found || !last) return undefined;
  const over = leftMenuAt(contact, last.enteredAt);
  return {
    since: Math.min(circle?.[limits.entries - 1]?.enteredAt ?? Infinity, odyssey?.[limits.visits - 1]?.enteredAt ?? Infinity),
    ...(over === undefined ? {} : { until: over }),
    severity: circle && circle.length >= limits.severeEntries ? 'severe' : 'warning',
    because: circle
      ? `entered ${nameOf(floor.nodes, last.node)} ${times(circle.length)} in ${spanOf(circle)}${zerosIn(stretch)}`
      : `visited ${found.length} menu nodes in ${spanOf(found)} without reaching a queue or an outcome`,
    place: { node: last.node, ...(contact.entry === undefined ? {} : { entry: contact.entry }) },
  };
}

/** The visits of the node that was entered most, the earliest of several. */
function circleIn(stretch: readonly NodeVisit[], { entries }: Limits): readonly NodeVisit[] | undefined {
  const circles = [...new Set(stretch.map((visit) => visit.node))]
    .map((node) => stretch.filter((visit) => visit.node === node))
    .filter((visits) => visits.length >= entries);
  return circles.toSorted((a, b) => b.length - a.length)[0];
}

/** From the first of many visits in a short time on, up to where it led somewhere. */
function odysseyIn(stretch: readonly NodeVisit[], contact: Contact, { visits, within }: Limits): readonly NodeVisit[] | undefined {
  const arrivals = [...contact.outcomes.map((outcome) => outcome.at), ...contact.visits.map((visit) => visit.enteredAt)];
  for (const way of cut(stretch, arrivals)) {
    const start = way.findIndex((visit, place) => {
      const nth = way[place + visits - 1];
      return nth !== undefined && nth.enteredAt - visit.enteredAt <= seconds(within);
    });
    if (start >= 0) return way.slice(start);
  }
  return undefined;
}

function cut(visits: readonly NodeVisit[], at: readonly Instant[]): readonly (readonly NodeVisit[])[] {
  const parts = new Map<number, NodeVisit[]>();
  for (const visit of visits) {
    const part = at.filter((instant) => instant < visit.enteredAt).length;
    parts.set(part, [...(parts.get(part) ?? []), visit]);
  }
  return [...parts.values()];
}

function zerosIn(stretch: readonly NodeVisit[]): string {
  const zeros = stretch.flatMap((visit) => visit.inputs).filter((input) => input.kind === 'key' && input.key === '0').length;
  return zeros === 0 ? '' : `, pressed 0 ${times(zeros)}`;
}

function spanOf(visits: readonly NodeVisit[]): string {
  return clock((visits.at(-1)?.enteredAt ?? 0) - (visits[0]?.enteredAt ?? 0));
}

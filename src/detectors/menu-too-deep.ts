import type { Contact, NodeVisit } from '../domain/contact.js';
import { contactDetector, quiet } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import { waysIn } from '../domain/menu-stay.js';
import { movesMenu } from '../domain/moves.js';
import { clock } from '../domain/time.js';
import type { Instant } from '../domain/time.js';

export const menuTooDeep = contactDetector({
  id: 'menu-too-deep',
  version: 1,
  title: 'Menu too deep',
  class: 'note',
  rule: 'The caller goes through more than 3 levels of the menu before a queue or an outcome.',
  action: 'Bring what callers come for further up; leave out levels that only sort.',
  options: {
    levels: { default: 3, min: 1, max: 20, says: 'How many levels are not too many.' },
  },
  on: movesMenu,
  ask(contact, { floor, options }) {
    const { levels } = options();
    // Each level is a visit at least.
    if (contact.menu.length === 0 || (contact.menu.length <= levels && contact.menu.every(({ level }) => level === undefined))) return quiet;
    const way = depthsOf(waysIn(contact), arrivedAt(contact));
    const first = way.find(({ depth }) => depth > levels);
    const deepest = way.toSorted((a, b) => b.depth - a.depth)[0];
    if (!first || !deepest) return quiet;
    return {
      raised: [{
        subject: 'menu',
        since: first.visit.enteredAt,
        until: first.visit.enteredAt,
        severity: 'note',
        because: `went ${deepest.depth} levels deep, to ${nameOf(floor.nodes, deepest.visit.node)}, ${clock(deepest.visit.enteredAt - (way[0]?.visit.enteredAt ?? 0))} after the first`,
        place: { node: first.visit.node, ...(contact.entry === undefined ? {} : { entry: contact.entry }) },
      }],
    };
  },
});

interface Reached {
  readonly visit: NodeVisit;
  readonly depth: number;
}

/** The level as the source tells it; else how far the way has led from its first node: going back to a node goes up to it. */
function depthsOf(visits: readonly NodeVisit[], until: Instant): readonly Reached[] {
  const path: string[] = [];
  return visits.filter((visit) => visit.enteredAt <= until).map((visit) => {
    const known = path.indexOf(visit.node);
    if (known >= 0) path.length = known + 1;
    else path.push(visit.node);
    return { visit, depth: visit.level ?? path.length };
  });
}

/** When the menu had led somewhere. */
function arrivedAt({ outcomes, visits, segments }: Contact): Instant {
  return Math.min(...outcomes.map(({ at }) => at), ...visits.map(({ enteredAt }) => enteredAt), ...segments.map(({ connectedAt }) => connectedAt));
}

import type { Floor } from '../floor.js';
import type { MenuStep } from '../menu-step.js';
import type { Measure, Sums } from '../metric.js';
import { pleaKeysOf, pleasIn } from '../plea.js';

type Tally = Partial<Record<Measure, number>>;

/** What a contact's stays at menu nodes count: for the contact, and at each node that it came by. */
export interface NodesSaid {
  readonly contact: Sums;
  readonly nodes: ReadonlyMap<string, Sums>;
}

/**
 * Stays that are over, and those of them with a silence or with something that was not understood (a re-prompt is no new stay);
 * and once, whether the caller asked for a person where none is offered (METRICS.md, zero-out rate), and whether anything is told
 * of what they pressed or said: many sources tell of nodes alone.
 */
export function tallyNodes(steps: readonly MenuStep[], floor: Floor): NodesSaid {
  const contact: Tally = {};
  const nodes = new Map<string, Tally>();
  const keys = pleaKeysOf(floor);
  for (const { stay, inputs, noInput, noMatch } of steps) {
    if (stay === undefined) continue;
    let node = nodes.get(stay.node);
    if (!node) nodes.set(stay.node, node = { inMenu: 1 });
    const asks = inputs.length > 0 && pleasIn({ ...stay, inputs }, keys, floor).length > 0;
    const isTold = inputs.length > 0 || noInput > 0 || noMatch > 0;
    for (const tally of [contact, node]) {
      addStay(tally, noInput > 0, noMatch > 0, asks);
      if (isTold) tally.inputsTold = 1;
    }
  }
  return { contact, nodes };
}

function addStay(tally: Tally, isSilent: boolean, isNotUnderstood: boolean, asks: boolean): void {
  tally.nodeVisits = (tally.nodeVisits ?? 0) + 1;
  if (isSilent) tally.noInputVisits = (tally.noInputVisits ?? 0) + 1;
  if (isNotUnderstood) tally.noMatchVisits = (tally.noMatchVisits ?? 0) + 1;
  if (asks) tally.zeroOuts = 1;
}

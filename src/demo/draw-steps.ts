import { SECOND } from '../domain/time.js';
import type { Millis } from '../domain/time.js';
import { between, happens } from './chance.js';
import type { Chance } from './chance.js';
import { placeAt } from './menu.js';
import type { Step } from './plan.js';

/**
 * The way through the menu: mostly straight, with the odd silence and wrong key. Some fall into the traps:
 * "Other questions" leads them back to the main menu, or they press 0 where nothing is offered for it.
 */
export function drawSteps(chance: Chance, keys: readonly string[], start: string): readonly Step[] {
  const steps: Step[] = [];
  let node = start;
  let left = [...keys];
  while (left.length > 0) {
    const place = placeAt(node);
    if (happens(chance, 0.018)) return [...steps, { afterMs: between(chance, 4, 22) * SECOND, does: 'hang-up' }];
    if (happens(chance, 0.04)) steps.push({ afterMs: 8 * SECOND, does: 'nothing' });
    if (happens(chance, 0.025)) steps.push(press(chance, '7'));
    if (place.human === undefined && happens(chance, 0.06)) steps.push(...zeroOut(chance));
    if (node === 'billing' && happens(chance, 0.045)) {
      steps.push(press(chance, '4'));
      left = [...keys];
      node = 'main';
      continue;
    }
    const key = left.shift() ?? '';
    steps.push(press(chance, key));
    const way = place.choices[key]?.way;
    if (way?.to !== 'node') break;
    node = way.node;
  }
  return steps;
}

/** Presses 0 once or twice, and goes on as the menu wants. */
function zeroOut(chance: Chance): readonly Step[] {
  const first = press(chance, '0');
  return happens(chance, 0.4) ? [first, { afterMs: between(chance, 2_000, 5_000), does: 'key', key: '0' }] : [first];
}

function press(chance: Chance, key: string): Step {
  return { afterMs: listening(chance), does: 'key', key };
}

function listening(chance: Chance): Millis {
  return between(chance, 9_000, 26_000);
}

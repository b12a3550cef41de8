import type { Contact, Failure, NodeVisit } from '../domain/contact.js';
import { contactDetector, quiet } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import { leftMenuAt, waysIn } from '../domain/menu-stay.js';
import { movesMenu } from '../domain/moves.js';
import { clock } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { listed, times } from '../domain/wording.js';

export const menuRetries = contactDetector({
  id: 'menu-retries',
  version: 1,
  title: 'Not understood',
  class: 'alert',
  rule: 'The menu does not understand the caller, or hears nothing, twice in a row; 3 times is severe.',
  action: 'Move the caller to a person; look at what this node asks and what callers answer.',
  options: {
    warnAt: { default: 2, min: 1, max: 20, says: 'How many failures in a row.' },
    severeAt: { default: 3, min: 1, max: 20, says: 'From how many failures in a row on it is severe: most platforms give up after 3.' },
  },
  on: movesMenu,
  ask(contact, { floor, options }) {
    const { warnAt, severeAt } = options();
    // Nearly all calls: nobody was misunderstood.
    if (!contact.menu.some((visit) => visit.failures.length > 0)) return quiet;
    const worst = runsOf(waysIn(contact)).filter((run) => run.failures.length >= warnAt).toSorted((a, b) => b.failures.length - a.failures.length)[0];
    const enough = worst?.failures[warnAt - 1];
    const last = worst?.failures.at(-1);
    if (!worst || !enough || !last) return quiet;
    const over = Math.min(worst.understoodAt ?? Infinity, leftMenuAt(contact, last.at) ?? Infinity);
    return {
      raised: [{
        subject: 'menu',
        since: enough.at,
        ...(over === Infinity ? {} : { until: Math.max(enough.at, over) }),
        severity: worst.failures.length >= severeAt ? 'severe' : 'warning',
        because: `${waysOf(worst.failures)} in a row at ${listed([...new Set(worst.failures.map(({ node }) => nameOf(floor.nodes, node)))])}${spanOf(worst.failures)}`,
        place: { node: last.node, ...entryOf(contact) },
      }],
    };
  },
});

type Failed = Failure & { readonly node: string };

interface Run {
  readonly failures: readonly Failed[];
  readonly understoodAt?: Instant;
}

/** Failures with nothing understood between. What was pressed right before a no-match is the failure itself. */
function runsOf(visits: readonly NodeVisit[]): readonly Run[] {
  const runs: Run[] = [];
  let failures: Failed[] = [];
  let input: Instant | undefined;
  const settle = (): void => {
    if (input !== undefined && failures.length > 0) {
      runs.push({ failures, understoodAt: input });
      failures = [];
    }
    input = undefined;
  };
  for (const step of stepsOf(visits)) {
    if (!('node' in step)) {
      settle();
      if (step.kind === 'input') input = step.at;
    } else {
      if (step.kind === 'no-match') input = undefined;
      else settle();
      failures.push(step);
    }
  }
  settle();
  return failures.length > 0 ? [...runs, { failures }] : runs;
}

type Step = Failed | { readonly kind: 'input' | 'moved-on'; readonly at: Instant };

function stepsOf(visits: readonly NodeVisit[]): readonly Step[] {
  return visits.flatMap((visit): readonly Step[] => [{ kind: 'moved-on', at: visit.enteredAt }, ...[
    ...visit.inputs.map(({ at }) => ({ kind: 'input' as const, at })), ...visit.failures.map((failure) => ({ ...failure, node: visit.node })),
  ].toSorted((a, b) => a.at - b.at)]);
}

function waysOf(failures: readonly Failed[]): string {
  const ways = [['no-match', 'not understood'], ['no-input', 'not heard']] as const;
  return listed(ways.flatMap(([kind, words]) => {
    const count = failures.filter((failure) => failure.kind === kind).length;
    return count === 0 ? [] : [`${words} ${times(count)}`];
  }));
}

function spanOf(failures: readonly Failed[]): string {
  const first = failures[0];
  const last = failures.at(-1);
  return first && last && failures.length > 1 ? `, within ${clock(last.at - first.at)}` : '';
}

function entryOf({ entry }: Contact): { readonly entry?: string } {
  return entry === undefined ? {} : { entry };
}

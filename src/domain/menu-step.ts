import type { Contact, Input, NodeVisit } from './contact.js';
import { waysIn } from './menu-stay.js';
import type { Instant, Millis } from './time.js';

/**
 * Where a step leads: `node:billing`, `queue:support`, `agent`, `done` (a success outcome), `closed`, or out of it: `hung-up` by the
 * caller, `sent-away` by the menu, `over` where nobody knows by whom. A menu begins at `start`.
 */
export type MenuPlace = string;
export const START: MenuPlace = 'start';

/** From one place in the menu to the next, once it is known where that is. */
export interface MenuStep {
  readonly from: MenuPlace;
  readonly to: MenuPlace;
  readonly at: Instant;
  /** From the entry into the one to the entry into the other. */
  readonly lasted: Millis;
  readonly flow: string | undefined;
  readonly flowVersion: string | undefined;
  /** The last menu key pressed there; none where it was not understood and something else led on. */
  readonly key: string | undefined;
  /** The menu keys pressed there that led nowhere: all but the one that led on. */
  readonly nowhere: readonly string[];
  readonly noInput: number;
  readonly noMatch: number;
  /** The stay that the step ended, with what was pressed and said in it; none at the start. */
  readonly stay: NodeVisit | undefined;
  readonly inputs: readonly Input[];
  /** The caller had been at this node before, and nothing was reached between. */
  readonly again: boolean;
}

const nodePlace = (node: string): MenuPlace => `node:${node}`;

/** The steps of a contact through the menu on its way in. A step that is not over has no end yet and is none. */
export function stepsOf(contact: Contact): readonly MenuStep[] {
  if (contact.menu.length === 0) return [];
  const visits = waysIn(contact);
  const first = visits[0];
  if (!first) return [];
  const steps: MenuStep[] = [{ ...quiet(first), from: START, to: nodePlace(first.node), at: first.enteredAt, lasted: Math.max(0, first.enteredAt - contact.startedAt), key: undefined, nowhere: [], noInput: 0, noMatch: 0, stay: undefined, inputs: [] }];
  let seen = new Set<string>();
  for (const [place, visit] of visits.entries()) {
    const exit = exitOf(contact, visit, visits[place + 1]);
    if (exit) steps.push(stepOf(visit, exit, seen.has(visit.node)));
    seen.add(visit.node);
    if (exit && !exit.to.startsWith('node:')) seen = new Set();
  }
  return steps;
}

interface Exit {
  readonly to: MenuPlace;
  readonly at: Instant;
}

/** The first thing that the caller came to from there. */
function exitOf(contact: Contact, visit: NodeVisit, next: NodeVisit | undefined): Exit | undefined {
  const until = next?.enteredAt ?? Infinity;
  const found: Exit[] = [];
  const add = (to: MenuPlace, at: Instant): void => void (at >= visit.enteredAt && at <= until && found.push({ to, at }));
  for (const { queue, enteredAt, direct } of contact.visits) if (!direct) add(`queue:${queue}`, enteredAt);
  for (const { connectedAt } of contact.segments) add('agent', connectedAt);
  for (const { result, at } of contact.outcomes) if (result !== 'failure') add(result === 'success' ? 'done' : 'closed', at);
  if (found.length > 0) return found.reduce((soonest, each) => (each.at < soonest.at ? each : soonest));
  if (next) return { to: nodePlace(next.node), at: next.enteredAt };
  return endOf(contact, visit);
}

function endOf({ endedAt, endedBy, lostSight }: Contact, { enteredAt }: NodeVisit): Exit | undefined {
  // Of whom we lost sight, nobody knows where they went.
  if (endedAt === undefined || lostSight || endedBy === 'inferred') return undefined;
  const to = endedBy === 'customer' ? 'hung-up' : endedBy === 'system' ? 'sent-away' : 'over';
  return { to, at: Math.max(enteredAt, endedAt) };
}

function stepOf(visit: NodeVisit, exit: Exit, again: boolean): MenuStep {
  const failures = visit.failures.filter(({ at }) => at < exit.at);
  const inputs = visit.inputs.filter((input) => isBefore(input, exit));
  return {
    ...quiet(visit), from: nodePlace(visit.node), to: exit.to, at: visit.enteredAt, lasted: Math.max(0, exit.at - visit.enteredAt), again,
    stay: visit, inputs, ...keysIn(inputs, exit, failures),
    noInput: failures.filter(({ kind }) => kind === 'no-input').length, noMatch: failures.filter(({ kind }) => kind === 'no-match').length,
  };
}

const ledNowhere: readonly MenuPlace[] = ['hung-up', 'sent-away', 'over'];

/** Where digits of an account number or the like are typed, none is a menu key. */
function keysIn(inputs: readonly Input[], exit: Exit, failures: NodeVisit['failures']): Pick<MenuStep, 'key' | 'nowhere'> {
  const pressed = inputs.filter(({ kind, key }) => kind === 'key' && key !== undefined);
  const last = pressed.at(-1);
  const isRefused = failures.some(({ kind, at }) => kind === 'no-match' && last !== undefined && at >= last.at);
  const ledOn = !ledNowhere.includes(exit.to);
  const led = last === undefined || isRefused || !ledOn ? undefined : last;
  const isTyped = inputs.some(({ kind }) => kind === 'slot');
  return { key: (ledOn ? led : last)?.key, nowhere: isTyped ? [] : pressed.filter((input) => input !== led).map(({ key = '' }) => key) };
}

/** What is heard of a node after its caller went on changes nothing of the step that was counted (`isSilent`). A key and what it led to are often one instant. */
function isBefore({ at, late }: Input, exit: Exit): boolean {
  return late !== true && (at < exit.at || (at === exit.at && (exit.to === 'agent' || exit.to.includes(':'))));
}

const quiet = ({ flow, flowVersion }: NodeVisit): Pick<MenuStep, 'flow' | 'flowVersion' | 'again'> => ({ flow, flowVersion, again: false });

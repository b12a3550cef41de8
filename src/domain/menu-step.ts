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
  const steps: MenuStep[] = [{
    from: START, to: nodePlace(first.node), at: first.enteredAt, lasted: Math.max(0, first.enteredAt - contact.startedAt), flow: first.flow, flowVersion: first.flowVersion,
    key: undefined, nowhere: [], noInput: 0, noMatch: 0, stay: undefined, inputs: [], again: false,
  }];
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

/** The first thing that the caller came to from there: of two at one instant a queue before an agent, before an outcome. */
function exitOf(contact: Contact, visit: NodeVisit, next: NodeVisit | undefined): Exit | undefined {
  let to: MenuPlace | undefined;
  let soonest = next?.enteredAt ?? Infinity;
  const isSooner = (at: Instant): boolean => at >= visit.enteredAt && (to === undefined ? at <= soonest : at < soonest);
  for (const { queue, enteredAt, direct } of contact.visits) if (!direct && isSooner(enteredAt)) [to, soonest] = [`queue:${queue}`, enteredAt];
  for (const { connectedAt } of contact.segments) if (isSooner(connectedAt)) [to, soonest] = ['agent', connectedAt];
  for (const { result, at } of contact.outcomes) if (result !== 'failure' && isSooner(at)) [to, soonest] = [result === 'success' ? 'done' : 'closed', at];
  if (to !== undefined) return { to, at: soonest };
  if (next) return { to: nodePlace(next.node), at: next.enteredAt };
  return endOf(contact, visit);
}

function endOf({ endedAt, endedBy, lostSight }: Contact, { enteredAt }: NodeVisit): Exit | undefined {
  // Of whom we lost sight, nobody knows where they went.
  if (endedAt === undefined || lostSight || endedBy === 'inferred') return undefined;
  const to = endedBy === 'customer' ? 'hung-up' : endedBy === 'system' ? 'sent-away' : 'over';
  return { to, at: Math.max(enteredAt, endedAt) };
}

/** Every field written out: it is made for each stay at each event that moves a caller. */
function stepOf(visit: NodeVisit, exit: Exit, again: boolean): MenuStep {
  const failures = visit.failures.length === 0 ? visit.failures : visit.failures.filter(({ at }) => at < exit.at);
  const inputs = visit.inputs.length === 0 ? visit.inputs : visit.inputs.filter((input) => isBefore(input, exit));
  const { key, nowhere } = keysIn(inputs, exit, failures);
  let noInput = 0;
  for (const { kind } of failures) if (kind === 'no-input') noInput += 1;
  return {
    from: nodePlace(visit.node), to: exit.to, at: visit.enteredAt, lasted: Math.max(0, exit.at - visit.enteredAt), flow: visit.flow, flowVersion: visit.flowVersion,
    key, nowhere, noInput, noMatch: failures.length - noInput, stay: visit, inputs, again,
  };
}

const noKeys: Pick<MenuStep, 'key' | 'nowhere'> = { key: undefined, nowhere: [] };
const ledNowhere: readonly MenuPlace[] = ['hung-up', 'sent-away', 'over'];

/** Where digits of an account number or the like are typed, none is a menu key. */
function keysIn(inputs: readonly Input[], exit: Exit, failures: NodeVisit['failures']): Pick<MenuStep, 'key' | 'nowhere'> {
  if (inputs.length === 0) return noKeys;
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

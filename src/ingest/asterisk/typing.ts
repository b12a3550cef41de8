import { inTurn, step } from '../step.js';
import { field } from './ami-block.js';
import type { Call, Happening, Leg, Step, Typed } from './call.js';
import { fact, known } from '../fact.js';

/** The applications in which one digit chooses from a menu. */
const MENU_APPLICATIONS = new Set(['BackGround', 'Background', 'WaitExten']);

/**
 * A digit counts as a menu key only when the dialplan then takes it as one, alone. Everything else — account
 * numbers, PINs, dialled extensions, digits over a recording — keeps its length and nothing more.
 */
export const keyPressed: Happening = (call, { block, at, leg, id }) => {
  const digit = field(block, 'Digit');
  const pressing = call.legs.get(leg);
  const received = field(block, 'Direction') !== 'Sent';
  if (!call.menu || !pressing || !digit || !received || leg !== customerLeg(call)) return step(call);
  const typed = call.typed ?? begin(call, pressing, at, id);
  const length = digit === '#' && typed.kind === 'slot' ? typed.length : typed.length + 1;
  return step({ ...call, typed: { ...typed, length, first: length === 1 && typed.kind === 'key' ? digit : '' } });
};

/** What the dialplan did next, which tells what the digits were. */
export type Taken = 'as-key' | 'not-as-key';

export function settleTyped(call: Call, taken: Taken): Step {
  const { typed, menu } = call;
  if (!typed) return step(call);
  const rest = { ...call, typed: undefined };
  const isKey = typed.kind === 'key' && typed.length === 1 && taken === 'as-key';
  if (isKey) {
    const turned = menu && { ...menu, turned: true, retrying: false };
    return step({ ...rest, menu: turned }, fact('ivr.input', `${typed.id}:input`, known({ node: menu?.node, kind: 'key', key: typed.first }), { time: typed.at }));
  }
  const input = known<{ kind: 'slot'; length: number; node?: string; slot?: string }>({ node: menu?.node, kind: 'slot', slot: typed.slot, length: typed.length });
  return step(rest, fact('ivr.input', `${typed.id}:input`, input, { time: typed.at }));
}

/** Leaves the menu for good: a queue, a person, a mailbox, the end. */
export function leaveMenu(call: Call, id: string, taken: Taken): Step {
  return inTurn(call, (each) => settleTyped(each, taken), (each) => {
    if (!each.menu) return step(each);
    return step({ ...each, menu: undefined }, fact('ivr.node.left', `${id}:left`, { node: each.menu.node }));
  });
}

/** The channel of the person whom the contact is about. */
export function customerLeg(call: Call): string {
  return call.id;
}

function begin(call: Call, leg: Leg, at: number, id: string): Typed {
  const asks = leg.application === undefined || MENU_APPLICATIONS.has(leg.application);
  const slot = call.menu?.slot ?? leg.slot;
  return { kind: asks && slot === undefined ? 'key' : 'slot', slot, first: '', length: 0, at, id };
}

export function isMenuApplication(application: string): boolean {
  return MENU_APPLICATIONS.has(application);
}

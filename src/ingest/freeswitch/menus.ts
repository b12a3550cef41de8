import type { EventData } from '../../domain/event.js';
import type { Millis } from '../../domain/time.js';
import { fact, type Fact } from '../fact.js';
import { own } from '../own.js';
import { inTurn, step } from '../step.js';
import { field, isGone, type EslEvent } from './esl-event.js';
import type { Call, Happening, Menu, Moment, Step } from './call.js';
import { refusedBefore, settleTyped, TYPING } from './typing.js';

/** A menu that takes several digits waits so long for another; what ends it later is no key. */
const TAKEN: Millis = 4_000;

type About = Omit<EventData['ivr.node.entered'], 'node'>;

/** A menu of mod_dptools (`ivr`) begins to listen. */
export const menuEntered: Happening = (call, moment) => {
  const node = field(moment.event, 'Menu-Name');
  // On the way out of a submenu its parents are entered and left again at once: nobody listens there.
  if (node === undefined || moment.leg !== call.id || isMovingOn(moment.event)) return step(call);
  return enterMenu(call, moment, node, { menu: node });
};

export const menuLeft: Happening = (call, moment) => {
  const isHere = call.menu !== undefined && call.menu.node === field(moment.event, 'Menu-Name') && call.menu.slot === undefined;
  return isHere && moment.leg === call.id ? leaveMenu(call, moment) : step(call);
};

export function enterMenu(call: Call, moment: Moment, node: string, about: About, slot?: string): Step {
  const entered = { id: `${moment.id}:${node}:entered`, at: moment.at, sequence: moment.sequence + 50 };
  const { id, at: time, sequence } = entered;
  return inTurn(call, (each) => leaveMenu(each, moment), (each) =>
    step({ ...each, menu: { node, slot, entered } }, fact('ivr.node.entered', id, { ...about, node }, { time, sequence })));
}

/** Leaves the menu for good, and settles what was typed in it. */
export function leaveMenu(call: Call, { at, id, event }: Moment): Step {
  if (!call.menu) return step(call);
  return inTurn(call, settleTyped, (each) => {
    if (!each.menu) return step(each);
    const { node, pressed } = each.menu;
    return step({ ...each, menu: undefined },
      ...(pressed ? whatBecameOf(pressed, each.menu, each, at, isGone(event)) : []),
      fact('ivr.node.left', `${id}:${node}:left`, { node }));
  });
}

/** The last key: the menu took it, or was still listening when the caller hung up or it gave up. */
function whatBecameOf(pressed: NonNullable<Menu['pressed']>, menu: Menu, call: Call, at: number, hungUp: boolean): readonly Fact[] {
  const since = at - pressed.at;
  if (hungUp) return since >= TYPING ? refusedBefore(call) : [];
  return since >= TAKEN ? refusedBefore(call) : [offers(menu, pressed.key)];
}

/** Tells the beginning again, in its old place: a key that the menu takes is one that it offers, 0 and * too. */
function offers({ node, entered: { id, at, sequence } }: Menu, key: string): Fact {
  return fact('ivr.node.entered', id, { node, menu: node, options: [{ key }] }, { time: at, sequence: sequence + 1 });
}

/** The next step of the dialplan on the caller's channel: a question for digits begins, or the one before has its answer. */
export const dialplanStep: Happening = (call, moment) => {
  if (moment.leg !== call.id || call.endedAt !== undefined) return step(call);
  const slot = slotOf(moment.event);
  if (slot !== undefined) return enterMenu(call, moment, slot, {}, slot);
  return call.menu?.slot === undefined ? step(call) : leaveMenu(call, moment);
};

/** Where an application for digits puts them; its name is all that is known of them. */
const ARGUMENT: Readonly<Record<string, number>> = { play_and_get_digits: 7, read: 3 };

function slotOf(event: EslEvent): string | undefined {
  const index = own(ARGUMENT, field(event, 'Application') ?? '');
  if (index === undefined) return undefined;
  const name = field(event, 'Application-Data')?.split(/\s+/)[index] ?? '';
  return /^[A-Za-z_][\w.-]{0,63}$/.test(name) ? name : 'digits';
}

/** Hung up, or sent elsewhere: whatever application still runs is on its way out. */
function isMovingOn(event: EslEvent): boolean {
  return isGone(event) || field(event, 'Channel-State-Number') === '2';
}

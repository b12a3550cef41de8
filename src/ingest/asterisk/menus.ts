import type { EventData, NodePurpose, OutcomeResult } from '../../domain/event.js';
import { inTurn, step } from '../step.js';
import { added, field, type AmiBlock } from './ami-block.js';
import type { Call, Happening, Moment, Step } from './call.js';
import { fact, known } from '../fact.js';
import { settleTyped } from './typing.js';
import { isHidden } from './visit-facts.js';

/** The UserEvents by which a dialplan tells its menus. Whoever sends one is taken at their word: nothing is inferred. */
export const toldByTheDialplan: Readonly<Record<string, Happening>> = {
  IVRStart: (call) => step({ ...call, told: true }),
  IVRMenu: (call, moment) => told(call, (each) => enterMenu(each, moment, nodeOf(each, moment.block), described(moment.block))),
  IVRSlot: (call, { block }) => told(call, (each) => step({ ...each, menu: each.menu && { ...each.menu, slot: added(block, 'Slot') ?? 'slot' } })),
  IVRInvalid: (call, moment) => told(call, (each) => retry(each, moment, 'ivr.no-match')),
  IVRTimeout: (call, moment) => told(call, (each) => retry(each, moment, 'ivr.no-input')),
  IVRZeroOut: zeroOut,
  IVRSelfService: (call, moment) => told(call, (each) => outcome(each, moment)),
  CallbackRequested: callbackRequested,
};

/** A visit to a node, unless the menu only repeats itself after silence or a wrong key. */
export function enterMenu(call: Call, moment: Moment, node: string, about: Partial<EventData['ivr.node.entered']> = {}): Step {
  const { menu } = call;
  if (menu?.node === node && menu.retrying) return step({ ...call, menu: { ...menu, retrying: false, slot: undefined } });
  const left = menu ? [fact('ivr.node.left', `${moment.id}:left`, { node: menu.node })] : [];
  const entered = fact('ivr.node.entered', `${moment.id}:entered`, { ...about, node });
  return step({ ...call, menu: { node, retrying: false, turned: false } }, ...left, entered);
}

export function retry(call: Call, moment: Moment, type: 'ivr.no-match' | 'ivr.no-input'): Step {
  const node = nodeOf(call, moment.block);
  // The dialplan's own name: of a menu that we found a caller in, we had another.
  const menu = call.menu && { ...call.menu, node, retrying: true, turned: false };
  return step({ ...call, menu }, fact(type, `${moment.id}:${type}`, { node }));
}

function told(call: Call, then: (call: Call) => Step): Step {
  return inTurn<Call>({ ...call, told: true }, (each) => settleTyped(each, 'as-key'), then);
}

/** The key itself comes as DTMF; where that is not let through, the UserEvent stands for it. */
function zeroOut(call: Call, moment: Moment): Step {
  return inTurn<Call>({ ...call, told: true }, (each) => settleTyped(each, 'as-key'), (each) => {
    if (each.menu?.turned) return step(each);
    const menu = each.menu && { ...each.menu, turned: true, retrying: false };
    return step({ ...each, menu }, fact('ivr.input', `${moment.id}:input`, { node: nodeOf(call, moment.block), kind: 'key', key: '0' }));
  });
}

function outcome(call: Call, { block, id }: Moment): Step {
  const result = added(block, 'Result');
  const said: OutcomeResult = result === 'closed' ? 'closed' : result === 'success' ? 'success' : 'failure';
  return step(call, fact('ivr.outcome', `${id}:outcome`, { name: added(block, 'Task') ?? 'self-service', result: said }));
}

function callbackRequested(call: Call, { block, id }: Moment): Step {
  const number = added(block, 'Caller') ?? field(block, 'CallerIDNum');
  const reachable = number !== undefined && !isHidden(number) ? number : undefined;
  return step(call, fact('callback.requested', `${id}:callback`, known({ callback: `${call.id}:callback`, number: reachable })));
}

function nodeOf(call: Call, block: AmiBlock): string {
  return added(block, 'Menu') ?? call.menu?.node ?? field(block, 'Context') ?? 'menu';
}

/** What a dialplan may say about its menu beyond the name; see README.md. */
function described(block: AmiBlock): Partial<EventData['ivr.node.entered']> {
  const level = Number(added(block, 'Level') ?? Number.NaN);
  const purpose = added(block, 'Purpose');
  const options = added(block, 'Options')?.split(',').map((option) => option.split('=')).flatMap(([key, label]) =>
    key === undefined || key.trim() === '' ? [] : [known<{ key: string; label?: string }>({ key: key.trim(), label: label?.trim() })]);
  return known<Partial<EventData['ivr.node.entered']>>({
    menu: added(block, 'Menu'),
    level: Number.isInteger(level) ? level : undefined,
    options,
    flow: added(block, 'Flow'),
    flowVersion: added(block, 'FlowVersion'),
    human: added(block, 'Human'),
    purpose: isPurpose(purpose) ? purpose : undefined,
  });
}

function isPurpose(purpose: string | undefined): purpose is NodePurpose {
  return purpose === 'route' || purpose === 'in-queue' || purpose === 'survey';
}

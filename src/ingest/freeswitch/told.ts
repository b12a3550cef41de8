import type { EventData, OutcomeResult } from '../../domain/event.js';
import { fact, known } from '../fact.js';
import { inTurn, step } from '../step.js';
import type { Call, Happening, Step } from './call.js';
import { field, type EslEvent } from './esl-event.js';
import { enterMenu } from './menus.js';
import { settleTyped } from './typing.js';

/** What a dialplan or a script tells of itself by `earshot::ivr`: menus that are no `ivr`, outcomes, silence, wrong keys. See README.md. */
export const toldByTheDialplan: Readonly<Record<string, Happening>> = {
  'earshot::ivr menu': (call, moment) => enterMenu(call, moment, nodeOf(call, moment.event), described(moment.event)),
  'earshot::ivr slot': (call, { event }) => inTurn(call, settleTyped, (each) => step({ ...each, menu: each.menu && { ...each.menu, slot: field(event, 'Name') ?? 'slot' } })),
  'earshot::ivr no-input': (call, { event, id }) => settled(call, (each) => step(each, fact('ivr.no-input', `${id}:no-input`, { node: nodeOf(each, event) }))),
  'earshot::ivr no-match': (call, { event, id }) => settled(call, (each) => step(each, fact('ivr.no-match', `${each.menu?.pressed?.id ?? id}:no-match`, { node: nodeOf(each, event) }))),
  'earshot::ivr outcome': (call, { event, id }) => settled(call, (each) => step(each, fact('ivr.outcome', `${id}:outcome`, { name: field(event, 'Name') ?? 'self-service', result: resultOf(event) }))),
  'earshot::ivr callback': (call, { event, id }) => settled(call, (each) => {
    const number = field(event, 'Number') ?? field(event, 'Caller-Caller-ID-Number');
    return step(each, fact('callback.requested', `${id}:callback`, known({ callback: `${each.id}:callback`, number })));
  }),
};

function settled(call: Call, then: (call: Call) => Step): Step {
  return inTurn(call, settleTyped, then, (each) => step({ ...each, menu: each.menu && { ...each.menu, pressed: undefined } }));
}

function nodeOf(call: Call, event: EslEvent): string {
  return field(event, 'Name') ?? call.menu?.node ?? 'menu';
}

function resultOf(event: EslEvent): OutcomeResult {
  const result = field(event, 'Result');
  return result === 'success' || result === 'closed' ? result : 'failure';
}

function described(event: EslEvent): Omit<EventData['ivr.node.entered'], 'node'> {
  const level = Number(field(event, 'Level') ?? Number.NaN);
  const options = field(event, 'Options')?.split(/\s+/).map((option) => option.split('=')).flatMap(([key, label]) =>
    key === undefined || key === '' ? [] : [known<{ key: string; label?: string }>({ key, label })]);
  return known<Omit<EventData['ivr.node.entered'], 'node'>>({ menu: field(event, 'Name'), level: Number.isInteger(level) ? level : undefined, options, human: field(event, 'Human') });
}

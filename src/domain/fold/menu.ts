import type { Input } from '../contact.js';
import { none } from './draft.js';
import type { Appliers, Draft, NodeDraft } from './draft.js';

/** What happens in the menu. A node that is entered closes the one before. */
export const menu: Appliers = {
  'ivr.node.entered': (draft, { time, data }) => {
    const last = draft.menu.at(-1);
    if (last?.node === data.node && last.reprompt === true) {
      // The prompt was read again after silence or a wrong key: still the same visit.
      last.reprompt = false;
      last.leftAt = undefined;
      return;
    }
    closeMenu(draft, time);
    draft.menu.push({
      node: data.node,
      menu: data.menu,
      flow: data.flow,
      flowVersion: data.flowVersion,
      level: data.level,
      human: data.human,
      keys: data.options?.map((option) => option.key),
      purpose: data.purpose ?? 'route',
      enteredAt: time,
      leftAt: undefined,
      inputs: [],
      noInput: 0,
      noMatch: 0,
      failures: none,
      afterAgent: draft.segments.length > 0,
      reprompt: undefined,
    });
  },
  'ivr.input': (draft, { time, data }) => {
    const node = nodeOf(draft, data.node);
    if (!node) return;
    node.reprompt = false;
    node.inputs.push({ at: time, kind: data.kind, key: data.key, slot: data.slot, late: node.leftAt === undefined && !hasJustMovedOn(draft, time) ? undefined : true } as Input);
  },
  'ivr.no-input': (draft, { time, data }) => {
    const node = nodeOf(draft, data.node);
    if (!node) return;
    node.noInput += 1;
    node.failures = [...node.failures, { at: time, kind: 'no-input' }];
    node.reprompt = true;
  },
  'ivr.no-match': (draft, { time, data }) => {
    const node = nodeOf(draft, data.node);
    if (!node) return;
    node.noMatch += 1;
    node.failures = [...node.failures, { at: time, kind: 'no-match' }];
    node.reprompt = true;
  },
  'ivr.node.left': (draft, { time, data }) => {
    const node = nodeOf(draft, data.node);
    if (node && node.leftAt === undefined) node.leftAt = Math.max(node.enteredAt, time);
  },
  'ivr.outcome': (draft, { time, data }) => {
    draft.outcomes.push({ at: time, name: data.name, result: data.result });
  },
  // Whoever spoke to a machine after the beep has left the menu, and has not hung up in it.
  'voicemail.left': (draft, { time }) => {
    closeMenu(draft, time);
    draft.outcomes.push({ at: time, name: 'voicemail', result: 'success' });
  },
};

/** Closes the open node, when the caller has moved on without the source saying so. */
export function closeMenu(draft: Draft, at: number): void {
  const last = draft.menu.at(-1);
  if (last && last.leftAt === undefined) last.leftAt = Math.max(last.enteredAt, at);
}

/** At the same instant, and told before: what is pressed then cannot have led there. */
function hasJustMovedOn({ visits, segments }: Draft, at: number): boolean {
  return visits.some(({ enteredAt }) => enteredAt === at) || segments.some(({ connectedAt }) => connectedAt === at);
}

function nodeOf(draft: Draft, node: string | undefined): NodeDraft | undefined {
  if (node === undefined) return draft.menu.at(-1);
  return draft.menu.findLast((each) => each.node === node);
}

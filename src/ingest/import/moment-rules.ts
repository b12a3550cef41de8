import type { Mapping, MomentRule } from './mapping.js';
import { type MomentName, momentNames } from './moment-names.js';

/** The moments that a mapping declares, in their order. */
export function momentRules({ contact, menu, queue, agent }: Mapping): ReadonlyMap<MomentName, MomentRule> {
  const rules: Readonly<Record<MomentName, MomentRule | undefined>> = {
    'contact.start': contact.start,
    'menu.entered': menu?.entered,
    'menu.left': menu?.left,
    'queue.entered': queue?.entered,
    'queue.left': queue?.left,
    'agent.connected': agent?.connected,
    'agent.left': agent?.left,
    'contact.end': contact.end,
  };
  return new Map(momentNames.flatMap((name) => (rules[name] ? [[name, rules[name]] as const] : [])));
}

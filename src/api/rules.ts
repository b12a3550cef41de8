import type { RuleInForce } from '../contract/rules.js';
import type { Detector } from '../domain/detector.js';
import type { Floor } from '../domain/floor.js';
import type { Reader } from '../domain/reader.js';
import { scopeOf, seesQueue } from '../views/scope.js';
import type { ApiParts } from './parts.js';

/** Every rule with its options as the settings in force have them; queues' own only where the reader may see the queue. */
export function rulesInForce({ rules, state }: Pick<ApiParts, 'rules' | 'state'>, reader: Reader): RuleInForce[] {
  return rules.map((rule) => inForce(rule, state.floor, reader));
}

function inForce({ id, title, class: kind, of, version, rule, action, options }: Detector, floor: Floor, reader: Reader): RuleInForce {
  const settings = floor.flags[id];
  const queues = Object.entries(settings?.queues ?? {}).filter(([queue]) => seesQueue(scopeOf(reader), floor, queue));
  return {
    id, title, class: kind, of, version, rule, action,
    enabled: settings?.enabled !== false,
    options: Object.entries(options).map(([name, { default: standard, min, max, says }]) => ({
      name, default: standard, value: settings?.options?.[name] ?? standard, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }), says,
    })),
    queues: queues.map(([queue, own]) => ({ queue, options: own })),
  };
}

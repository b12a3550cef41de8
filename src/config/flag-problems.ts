import type { Detector, OptionSpec } from '../domain/detector.js';
import type { FlagSettings, Floor } from '../domain/floor.js';
import { nearest } from '../domain/nearest.js';

type Rule = Pick<Detector, 'id' | 'options'>;
type Options = Readonly<Record<string, number | string | boolean>>;

/** What is wrong with the floor's settings of flags, held against the catalogue: rules, options, types and ranges. */
export function flagProblems(flags: Floor['flags'], rules: readonly Rule[]): string[] {
  return Object.entries(flags).flatMap(([id, settings]) => {
    const rule = rules.find((each) => each.id === id);
    if (!rule) return [`flags.${id}: there is no such rule; did you mean "${nearest(id, rules.map((each) => each.id))}"?`];
    return [...tunedProblems(`flags.${id}`, settings, rule), ...tunedProblems(`flags.${id}.shadow`, settings.shadow ?? {}, rule)];
  });
}

function tunedProblems(path: string, { options, queues }: Pick<FlagSettings, 'options' | 'queues'>, rule: Rule): string[] {
  return [
    ...optionProblems(`${path}.options`, options ?? {}, rule),
    ...Object.entries(queues ?? {}).flatMap(([queue, own]) => optionProblems(`${path}.queues.${queue}`, own, rule)),
  ];
}

function optionProblems(path: string, options: Options, rule: Rule): string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    const spec = Object.hasOwn(rule.options, name) ? rule.options[name] : undefined;
    if (!spec) return [`${path}.${name}: ${rule.id} has no such option; did you mean "${nearest(name, Object.keys(rule.options))}"?`];
    const wrong = wrongWith(value, spec);
    return wrong === undefined ? [] : [`${path}.${name}: ${JSON.stringify(value)} ${wrong}`];
  });
}

function wrongWith(value: number | string | boolean, { default: standard, min, max }: OptionSpec): string | undefined {
  if (typeof value !== typeof standard) return `is no ${typeof standard} such as ${JSON.stringify(standard)}`;
  if (typeof value !== 'number') return undefined;
  if (min !== undefined && value < min) return `is less than ${min}`;
  return max !== undefined && value > max ? `is more than ${max}` : undefined;
}

import type { CohortDetector, ContactDetector, Detector, JourneyDetector, OptionsOf, OptionSpecs } from '../domain/detector.js';
import type { Floor } from '../domain/floor.js';

/** The rules in force, by kind; the pipeline is handed them. */
export interface Rules {
  readonly contact: readonly ContactDetector[];
  readonly journey: readonly JourneyDetector[];
  readonly cohort: readonly CohortDetector[];
  /** Changes when a rule's answers may: stored state is folded anew then. */
  readonly version: string;
}

export function rulesOf(catalogue: readonly Detector[]): Rules {
  return {
    contact: catalogue.filter((rule): rule is ContactDetector => rule.of === 'contact'),
    journey: catalogue.filter((rule): rule is JourneyDetector => rule.of === 'journey'),
    cohort: catalogue.filter((rule): rule is CohortDetector => rule.of === 'cohort'),
    version: catalogue.map(({ id, version }) => `${id}@${version}`).toSorted().join(' '),
  };
}

export function isEnabled(rule: Detector, floor: Floor): boolean {
  return floor.flags[rule.id]?.enabled !== false;
}

const listening = new WeakMap<Rules, Map<string, readonly ContactDetector[]>>();

/** The rules whose answer an event of that type can change. */
export function rulesOn(rules: Rules, type: string): readonly ContactDetector[] {
  let byType = listening.get(rules);
  if (!byType) listening.set(rules, byType = new Map());
  let asked = byType.get(type);
  if (!asked) byType.set(type, asked = rules.contact.filter((rule) => rule.on.some((each) => each === type)));
  return asked;
}

type OptionsInForce = (queue?: string) => OptionsOf<OptionSpecs>;
/** Asked for by each rule at each event, and the same until the settings change. */
const known = new WeakMap<Floor, Map<Detector, OptionsInForce>>();

/** The options in force: the rule's defaults, the floor's settings over them, those of the queue over both. */
export function optionsIn(rule: Detector, floor: Floor): OptionsInForce {
  let inFloor = known.get(floor);
  if (!inFloor) known.set(floor, inFloor = new Map());
  let inForce = inFloor.get(rule);
  if (!inForce) inFloor.set(rule, inForce = readOptions(rule, floor));
  return inForce;
}

function readOptions(rule: Detector, floor: Floor): OptionsInForce {
  const settings = floor.flags[rule.id];
  const defaults = Object.fromEntries(Object.entries(rule.options).map(([name, spec]) => [name, spec.default]));
  const common = { ...defaults, ...settings?.options } as OptionsOf<OptionSpecs>;
  return (queue) => {
    const own = queue === undefined ? undefined : settings?.queues?.[queue];
    return own === undefined ? common : { ...common, ...own };
  };
}

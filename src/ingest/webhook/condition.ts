import { testsOf } from '../question.js';
import type { Test } from '../question.js';
import type { ConditionRule } from './mapping.js';
import { valueAt } from './path.js';
import type { Place } from './path.js';
import { knownPath, textOf } from './read-field.js';

export type Holds = (place: Place) => boolean;

/** A list: one of its parts holds. A part: every path in it answers as it is said. */
export function compileCondition(rule: ConditionRule): Holds {
  const parts = [rule].flat().map((part) => Object.entries(part).map(([text, asked]) => {
    const path = knownPath(text);
    const tests: readonly Test[] = typeof asked === 'object' && !Array.isArray(asked) ? testsOf(asked) : testsOf({ is: [asked].flat().map(String) });
    return (place: Place) => {
      const value = textOf(valueAt(place, path));
      return tests.every((holds) => holds(value));
    };
  }));
  return (place) => parts.some((asked) => asked.every((holds) => holds(place)));
}

/** What a condition looks at. */
export function pathsOf(rule: ConditionRule): readonly string[] {
  return [rule].flat().flatMap((part) => Object.keys(part));
}

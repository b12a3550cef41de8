import type { Detector } from '../domain/detector.js';
import type { Owner } from '../domain/floor.js';
import { nearest } from '../domain/nearest.js';

/** Rules that an owner claims or has words for, and that there are not: nothing would ever be theirs. */
export function ownerProblems(owners: Readonly<Record<string, Owner>>, rules: readonly Detector[]): string[] {
  const known = rules.map(({ id }) => id);
  const unknown = (names: readonly string[]): readonly string[] => names.filter((name) => !known.includes(name));
  return Object.entries(owners).flatMap(([owner, { owns = [], words = {} }]) => [
    ...unknown(owns.flatMap((each) => (each.startsWith('rule:') ? [each.slice('rule:'.length)] : []))).map((rule) => `owners.${owner}.owns: ${absent(rule, known)}`),
    ...unknown(Object.keys(words).filter((word) => !/^(blocked|topic):|^closed$/u.test(word))).map((rule) => `owners.${owner}.words: ${absent(rule, known)}`),
  ]);
}

function absent(rule: string, known: readonly string[]): string {
  return `there is no rule "${rule}"; did you mean "${nearest(rule, known)}"?`;
}

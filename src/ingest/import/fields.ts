import type { ChoiceRule, FieldRule, Outcome, OutcomeRule } from './mapping.js';
import { compileCondition } from './condition.js';
import { type Complain, type Row, shown } from './row.js';

export type Read<Value> = (row: Row, complain: Complain) => Value | undefined;

/** A reader of a text: a constant, or a column's value, translated where the mapping lists it. */
export function fieldReader(rule: FieldRule, path: string): Read<string> {
  if ('always' in rule) return () => rule.always;
  const none = new Set(['', ...rule.none]);
  const values = new Map(Object.entries(rule.values));
  return (row, complain) => {
    const value = row(rule.column);
    if (none.has(value)) return undefined;
    const known = values.get(value);
    if (known !== undefined || rule.other === 'none') return known;
    if (rule.other === 'keep') return value;
    complain(rule.column, `${shown(value)} is not listed. Add it to ${path}.values or ${path}.none.`);
    return undefined;
  };
}

/** A reader of a word from a fixed list. */
export function choiceReader<Word extends string>(rule: ChoiceRule<Word>, path: string): Read<Word> {
  if ('always' in rule) return () => rule.always;
  const none = new Set(['', ...rule.none]);
  const values = new Map(Object.entries<Word>(rule.values));
  return (row, complain) => {
    const value = row(rule.column);
    if (none.has(value)) return undefined;
    const word = values.get(value) ?? rule.other;
    if (word === undefined) complain(rule.column, `${shown(value)} is not listed. Add it to ${path}.values or ${path}.none.`);
    return word;
  };
}

export function outcomeReader(rule: OutcomeRule): Read<Outcome> {
  if ('rules' in rule) {
    const rules = rule.rules.map(({ when, is }) => ({ holds: compileCondition(when), is }));
    return (row, complain) => {
      const outcome = rules.find(({ holds }) => holds(row))?.is ?? rule.otherwise;
      if (outcome === undefined) complain('(several)', 'no rule of outcome.rules fits. Add one, or an outcome.otherwise.');
      return outcome;
    };
  }
  const values = new Map(Object.entries<Outcome>(rule.values));
  return (row, complain) => {
    const outcome = values.get(row(rule.column)) ?? rule.otherwise;
    if (outcome === undefined) {
      complain(rule.column, `${shown(row(rule.column))} has no meaning yet. Add it to outcome.values, or exclude such rows with a label.`);
    }
    return outcome;
  };
}

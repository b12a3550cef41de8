import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import type { Instant } from '../../domain/time.js';
import { timeReader } from '../time-format.js';
import type { FieldRule, NameRule, TimeRule } from './mapping.js';
import { pathOf, valueAt } from './path.js';
import type { Path, Place } from './path.js';

/** Undefined: there is nothing. A reason says what is wrong with what there is. */
export type Read<Value> = (place: Place) => Result<Value | undefined>;

/** Paths were checked when the mapping was. */
export const knownPath = (text: string): Path => pathOf(text) ?? { fromPost: true, steps: [] };

/** A value as text, trimmed; what is no single value is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Of a value, the part that a rule asks for. */
function partReader(part: string | undefined): (value: unknown) => string {
  if (part === undefined) return textOf;
  const expression = new RegExp(part, 'u');
  return (value) => {
    const [all = '', first] = expression.exec(textOf(value)) ?? [];
    return first ?? all;
  };
}

/** A value as it may stand in a reason: short, on one line, without what could be a number to call. */
export function shown(value: string): string {
  return JSON.stringify((value.length > 40 ? `${value.slice(0, 40)}…` : value).replaceAll(/\d{5,}/g, '…'));
}

export function nameReader(rule: NameRule, called: string): Read<string> {
  const paths = [rule.path].flat().map((text) => ({ text, path: knownPath(text) }));
  const partOf = partReader(rule.part);
  return (place) => {
    const parts = paths.map(({ path }) => partOf(valueAt(place, path)));
    const missing = parts.indexOf('');
    return missing < 0 ? ok(rule.prefix + parts.join('-')) : refused(`${called}: there is nothing at ${paths[missing]?.text ?? ''}`);
  };
}

export function timeFieldReader(rule: TimeRule, called: string): Read<Instant> {
  const path = knownPath(rule.path);
  const read = timeReader(rule.format, undefined, rule.zone);
  return (place) => {
    const text = textOf(valueAt(place, path));
    if (text === '') return ok(undefined);
    const [at] = read(text);
    return at === undefined ? refused(`${called}: ${shown(text)} is no time of the form ${rule.format}`) : ok(at);
  };
}

export function fieldReader(rule: FieldRule, called: string): Read<unknown> {
  if (typeof rule !== 'object') return () => ok(rule);
  if (rule.as === 'time') return timeFieldReader(rule, called);
  const path = knownPath(rule.path);
  const none = new Set(['', ...rule.none]);
  const values = new Map(Object.entries(rule.values));
  const partOf = partReader(rule.part);
  const worded = (text: string): Result<string | undefined> => {
    if (none.has(text)) return ok(undefined);
    const known = values.get(text);
    if (known !== undefined || rule.other === 'none') return ok(known);
    return rule.other === 'keep' ? ok(text) : refused(`${called}: ${shown(text)} is not listed. Add it to its values or none`);
  };
  return (place) => {
    const value = valueAt(place, path);
    if (rule.as === 'list') return listOf(value, partOf, worded);
    if (typeof value === 'object') return refused(`${called}: at ${rule.path} stands ${Array.isArray(value) ? 'a list' : 'an object'}, no single value`);
    const word = worded(partOf(value));
    return word.ok && word.value !== undefined ? converted(word.value, rule, called) : word;
  };
}

function listOf(value: unknown, partOf: (value: unknown) => string, worded: (text: string) => Result<string | undefined>): Result<unknown> {
  const all = (Array.isArray(value) ? value.map(partOf) : textOf(value).split(',').map((each) => partOf(each))).map(worded);
  const wrong = all.find((each) => !each.ok);
  return wrong ?? ok(all.flatMap((each) => (each.ok && each.value !== undefined ? [each.value] : [])));
}

function converted(word: string, { as, times }: Exclude<FieldRule, string | number | boolean>, called: string): Result<unknown> {
  if (as === 'text') return ok(word);
  if (as === 'boolean') {
    if (/^(?:true|yes|1)$/i.test(word)) return ok(true);
    return /^(?:false|no|0)$/i.test(word) ? ok(false) : refused(`${called}: ${shown(word)} is neither true nor false`);
  }
  const number = Number(word);
  if (!Number.isFinite(number)) return refused(`${called}: ${shown(word)} is no number`);
  return ok(times === undefined ? number : Math.round(number * times));
}

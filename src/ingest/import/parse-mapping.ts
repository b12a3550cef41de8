import { IANAZone } from 'luxon';
import type { z } from 'zod';
import { ok, refused, type Result } from '../../domain/result.js';
import { isKnownEncoding } from './decode.js';
import { type Mapping, mappingSchema, type MomentRule } from './mapping.js';
import { type MomentName, momentNames } from './moment-names.js';
import { formatProblem } from './time-format.js';

/** What is wrong with a mapping, where, and what to do. */
export interface MappingProblem {
  /** "contact.start.column" */
  readonly path: string;
  readonly problem: string;
}

/** Reads a mapping whole: either it can be used, or every problem of it is reported together. */
export function parseMapping(given: unknown): Result<Mapping, readonly MappingProblem[]> {
  const parsed = mappingSchema.safeParse(given);
  if (!parsed.success) return refused(parsed.error.issues.flatMap((issue) => problemsOf(issue, [])));
  const problems = [...fileProblems(parsed.data), ...timeProblems(parsed.data), ...partProblems(parsed.data)];
  return problems.length > 0 ? refused(problems) : ok(parsed.data);
}

type Issue = z.core.$ZodIssue;

function problemsOf(issue: Issue, under: readonly PropertyKey[]): readonly MappingProblem[] {
  const path = [...under, ...issue.path];
  if (issue.code === 'invalid_union') {
    const closest = [...issue.errors].sort((one, other) => distance(one) - distance(other))[0] ?? [];
    return closest.length > 0
      ? closest.flatMap((inner) => problemsOf(inner, path))
      : [{ path: named(path), problem: `${issue.message}: see the README of the import for what may stand here` }];
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: named([...path, key]), problem: issue.message }));
  }
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) {
    return [{ path: named(path), problem: 'is missing: add it' }];
  }
  if (issue.code === 'invalid_value') {
    return [{ path: named(path), problem: `must be one of ${issue.values.map(String).join(', ')}` }];
  }
  return [{ path: named(path), problem: issue.message.replace('Invalid input: expected', 'must be of type') }];
}

/** Of the shapes that could have been meant, the one with the fewest unknown fields, then with the fewest problems. */
function distance(issues: readonly Issue[]): number {
  const unknown = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
  return unknown.length * 100 + issues.length;
}

function named(path: readonly PropertyKey[]): string {
  return path.map(String).join('.') || '(the whole file)';
}

function fileProblems({ file }: Mapping): readonly MappingProblem[] {
  const problems: MappingProblem[] = [];
  if (!file.header && !file.columns) {
    problems.push({ path: 'file.columns', problem: 'is missing: a file without header needs the names of its columns, in order' });
  }
  if (file.header && file.columns) {
    problems.push({ path: 'file.columns', problem: 'clashes with the header: remove it, or set file.header to false' });
  }
  if (!isKnownEncoding(file.encoding)) {
    problems.push({ path: 'file.encoding', problem: `"${file.encoding}" is no known encoding: use for example utf-8, utf-16le, latin1, windows-1252` });
  }
  return problems;
}

function timeProblems(mapping: Mapping): readonly MappingProblem[] {
  const { times } = mapping;
  const problems = [...zoneProblem('times.zone', times.zone)];
  for (const [name, rule] of momentRules(mapping)) {
    if ('after' in rule) {
      if (momentNames.indexOf(rule.after) >= momentNames.indexOf(name)) {
        problems.push({ path: `${name}.after`, problem: `${rule.after} does not come before ${name}: count from an earlier moment` });
      } else if (!momentRules(mapping).has(rule.after)) {
        problems.push({ path: `${name}.after`, problem: `${rule.after} is not mapped: map it, or count from another moment` });
      }
      continue;
    }
    if (rule.zone !== undefined) problems.push(...zoneProblem(`${name}.zone`, rule.zone));
    const date = rule.date === undefined ? times.date : rule.date ?? undefined;
    const wrong = formatProblem(rule.format ?? times.format, date?.format);
    if (wrong) problems.push({ path: rule.format ? `${name}.format` : 'times.format', problem: wrong });
  }
  return [...new Map(problems.map((each) => [`${each.path} ${each.problem}`, each])).values()];
}

function zoneProblem(path: string, zone: string): readonly MappingProblem[] {
  return IANAZone.isValidZone(zone) ? [] : [{ path, problem: `"${zone}" is no known time zone: use a name such as Europe/Berlin or UTC` }];
}

function partProblems({ queue, menu }: Mapping): readonly MappingProblem[] {
  const problems: MappingProblem[] = [];
  if (queue?.left && !queue.entered) {
    problems.push({ path: 'queue.entered', problem: 'is missing: a stay in a queue needs the moment it began' });
  }
  if (menu?.left && !menu.entered) {
    problems.push({ path: 'menu.entered', problem: 'is missing: map it, to the column of contact.start if the menu is where calls begin' });
  }
  return problems;
}

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

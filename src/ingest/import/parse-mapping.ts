import { IANAZone } from 'luxon';
import { ok, refused, type Result } from '../../domain/result.js';
import { isKnownEncoding } from './decode.js';
import { type Mapping, mappingSchema } from './mapping.js';
import { momentNames } from './moment-names.js';
import { momentRules } from './moment-rules.js';
import { type MappingProblem, shapeProblems } from '../shape-problems.js';
import { formatProblem } from '../time-format.js';

/** Reads a mapping whole: either it can be used, or every problem of it is reported together. */
export function parseMapping(given: unknown): Result<Mapping, readonly MappingProblem[]> {
  const parsed = mappingSchema.safeParse(given);
  if (!parsed.success) return refused(parsed.error.issues.flatMap((issue) => shapeProblems(issue)));
  const problems = [...fileProblems(parsed.data), ...timeProblems(parsed.data), ...partProblems(parsed.data)];
  return problems.length > 0 ? refused(problems) : ok(parsed.data);
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

import { IANAZone } from 'luxon';
import { nearest } from '../../domain/nearest.js';
import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import { dataSchemas, fieldsOfType, isKnownType } from '../data-schemas.js';
import { own } from '../own.js';
import { shapeProblems } from '../shape-problems.js';
import { formatProblem } from '../time-format.js';
import { mappingSchema } from './mapping.js';
import type { EventRule, Mapping } from './mapping.js';

/** Reads one source's mapping: it can be used, or every problem of it is told, each with its path. */
export function parseMapping(given: unknown): Result<Mapping, readonly string[]> {
  const parsed = mappingSchema.safeParse(given);
  if (!parsed.success) return refused(parsed.error.issues.flatMap((issue) => shapeProblems(issue)).map(({ path, problem }) => `${path.replace('(the whole file)', 'the mapping')}: ${problem}`));
  const problems = [...(parsed.data.time ? timeProblems('time', parsed.data.time) : []), ...parsed.data.events.flatMap((rule, index) => ruleProblems(rule, `events.${index}`, parsed.data))];
  return problems.length > 0 ? refused(problems) : ok(parsed.data);
}

/** What is wrong with the settings file's webhooks: all of them together. */
export function webhookProblems(webhooks: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(webhooks).flatMap(([source, given]) => {
    const parsed = parseMapping(given);
    return parsed.ok ? [] : parsed.reason.map((problem) => `webhooks.${source}.${problem}`);
  });
}

function ruleProblems(rule: EventRule, path: string, mapping: Mapping): readonly string[] {
  const problems = rule.time ? [...timeProblems(`${path}.time`, rule.time)] : [];
  if (rule.subject === undefined && mapping.subject === undefined) problems.push(`${path}.subject: is missing: say which contact it is about, here or for all events`);
  const { type } = rule;
  if (!isKnownType(type)) return [...problems, `${path}.type: there is no event "${type}"; did you mean "${nearest(type, Object.keys(dataSchemas))}"?`];
  const fields = fieldsOfType(type);
  const missing = Object.keys(fields).filter((field) => fields[field] === 'needed' && own(rule.data, field) === undefined);
  return [...problems, ...missing.map((field) => `${path}.data.${field}: is missing: ${type} needs it`), ...dataProblems(rule, path, Object.keys(fields))];
}

function dataProblems({ type, data }: EventRule, path: string, known: readonly string[]): readonly string[] {
  return Object.entries(data).flatMap(([field, rule]) => {
    const where = `${path}.data.${field}`;
    if (!known.includes(field)) return [`${where}: ${type} has no such field; did you mean "${nearest(field, known)}"?`];
    if (typeof rule !== 'object') return [];
    if (rule.times !== undefined && rule.as !== 'number') return [`${where}.times: multiplies numbers only: add as: number`];
    return timeProblems(where, rule);
  });
}

function timeProblems(path: string, { format, zone }: { readonly format: string; readonly zone: string }): readonly string[] {
  const wrong = formatProblem(format, undefined);
  return [
    ...(wrong === undefined ? [] : [`${path}.format: ${wrong.replace(', or declare times.date {column, format}', '')}`]),
    ...(IANAZone.isValidZone(zone) ? [] : [`${path}.zone: "${zone}" is no known time zone: use a name such as Europe/Berlin or UTC`]),
  ];
}

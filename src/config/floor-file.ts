import { parse } from 'yaml';
import { z } from 'zod';
import type { Floor } from '../domain/floor.js';
import { unnamedFloor } from '../domain/floor.js';
import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';

/** `20s`, `2m`, `1.5h`, or a bare number of seconds. */
const duration = z.union([z.number().nonnegative(), z.string().regex(/^\d+(\.\d+)?\s*(ms|s|m|h|d)$/)])
  .transform((value) => toMillis(value));
const share = z.union([z.number().min(0).max(1), z.string().regex(/^\d{1,3}(\.\d+)?%$/).transform((text) => Number.parseFloat(text) / 100)]);
const zone = z.string().refine(isZone, { error: 'is no IANA time zone such as Europe/Berlin' });
const id = z.string().min(1);
const option = z.union([z.number(), z.string(), z.boolean()]);

const targets = {
  answerWithin: duration.optional(),
  shortAbandon: duration.optional(),
  serviceLevel: share.optional(),
};

const minutes = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$/, { error: 'is no span such as 08:00-18:00' })
  .transform((text): [number, number] => [toMinutes(text.slice(0, 5)), toMinutes(text.slice(6))]);
const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);

/** The settings file as people write it: durations with units, shares as percentages, everything optional. */
export const floorFile = z.strictObject({
  zone: zone.optional(),
  country: z.string().length(2).transform((code) => code.toUpperCase()).optional(),
  entries: z.record(id, z.strictObject({ name: z.string().optional(), calendar: id.optional(), owner: id.optional() })).optional(),
  nodes: z.record(id, z.strictObject({ name: z.string().optional(), menu: id.optional(), owner: id.optional(), human: z.string().max(1).optional() })).optional(),
  queues: z.record(id, z.strictObject({ name: z.string().optional(), team: id.optional(), owner: id.optional(), calendar: id.optional(), ...targets })).optional(),
  agents: z.record(id, z.strictObject({ name: z.string().optional(), team: id.optional(), queues: z.array(id).optional() })).optional(),
  teams: z.record(id, z.strictObject({ name: z.string().optional() })).optional(),
  owners: z.record(id, z.strictObject({ name: z.string().optional(), email: z.email().optional() })).optional(),
  calendars: z.record(id, z.strictObject({
    hours: z.partialRecord(weekday, z.array(minutes)),
    holidays: z.array(z.iso.date()).default([]),
  })).optional(),
  flags: z.record(id, z.strictObject({
    enabled: z.boolean().optional(),
    options: z.record(id, option).optional(),
    queues: z.record(id, z.record(id, option)).optional(),
  })).optional(),
  targets: z.strictObject(targets).optional(),
  directAnswers: z.enum(['count', 'exclude']).optional(),
  alertBudget: z.int().positive().optional(),
  listedOut: z.array(z.string()).optional(),
});

/** Reads the settings file's text. The reason lists every problem with its path. */
export function parseFloor(text: string): Result<Floor> {
  let raw: unknown;
  try {
    raw = parse(text, { uniqueKeys: true }) ?? {};
  } catch (error) {
    return refused(`it is not valid YAML: ${(error as Error).message}`);
  }
  const read = floorFile.safeParse(raw);
  if (!read.success) return refused(read.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`).join('; '));
  const floor = toFloor(read.data);
  const dangling = danglingNames(floor);
  return dangling.length > 0 ? refused(dangling.join('; ')) : ok(floor);
}

function toFloor(file: z.output<typeof floorFile>): Floor {
  const { targets: own, queues, ...rest } = file;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    ...unnamedFloor,
    ...given,
    targets: { ...unnamedFloor.targets, ...toTargets(own ?? {}) },
    queues: Object.fromEntries(Object.entries(queues ?? {}).map(([queue, { answerWithin, shortAbandon, serviceLevel, ...named }]) => [
      queue, { ...named, ...toTargets({ answerWithin, shortAbandon, serviceLevel }) },
    ])),
  } as Floor;
}

function toTargets(own: { answerWithin?: number | undefined; shortAbandon?: number | undefined; serviceLevel?: number | undefined }): object {
  return {
    ...(own.answerWithin === undefined ? {} : { answerWithinMs: own.answerWithin }),
    ...(own.shortAbandon === undefined ? {} : { shortAbandonMs: own.shortAbandon }),
    ...(own.serviceLevel === undefined ? {} : { serviceLevel: own.serviceLevel }),
  };
}

/** Names that are used but nowhere defined: most often a slip of the pen. */
function danglingNames(floor: Floor): string[] {
  const problems: string[] = [];
  const check = (path: string, name: string | undefined, known: Readonly<Record<string, unknown>>, kind: string): void => {
    if (name !== undefined && !(name in known)) problems.push(`${path}: there is no ${kind} "${name}" in this file`);
  };
  for (const [number, entry] of Object.entries(floor.entries)) {
    check(`entries.${number}.calendar`, entry.calendar, floor.calendars, 'calendar');
    check(`entries.${number}.owner`, entry.owner, floor.owners, 'owner');
  }
  for (const [node, { owner }] of Object.entries(floor.nodes)) check(`nodes.${node}.owner`, owner, floor.owners, 'owner');
  for (const [queue, { owner, team, calendar }] of Object.entries(floor.queues)) {
    check(`queues.${queue}.owner`, owner, floor.owners, 'owner');
    check(`queues.${queue}.team`, team, floor.teams, 'team');
    check(`queues.${queue}.calendar`, calendar, floor.calendars, 'calendar');
  }
  for (const [agent, { team }] of Object.entries(floor.agents)) check(`agents.${agent}.team`, team, floor.teams, 'team');
  return problems;
}

function toMillis(value: number | string): number {
  if (typeof value === 'number') return Math.round(value * 1_000);
  const [, count, unit] = /^([\d.]+)\s*(\w+)$/.exec(value) ?? [];
  const sizes: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
  return Math.round(Number(count) * (sizes[unit ?? 's'] ?? 1_000));
}

function toMinutes(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

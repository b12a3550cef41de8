import { parse } from 'yaml';
import { z } from 'zod';
import { isZone } from '../domain/zone.js';
import type { Floor } from '../domain/floor.js';
import { unnamedFloor } from '../domain/floor.js';
import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import { danglingNames } from './dangling-names.js';
import { surveysFile, toSurveys } from './surveys-file.js';
import { duration, id, share, span } from './units.js';

/** With a wrong one, the same caller written with and without country code would be two customers. UK is read as GB. */
const country = z.string().transform(toRegion).refine((code) => code !== undefined, { error: 'is no country code such as DE, GB or US' });
const zone = z.string().refine(isZone, { error: 'is no IANA time zone such as Europe/Berlin' });
const key = z.union([z.string().length(1), z.int().min(0).max(9).transform(String)]);
const option = z.union([z.number(), z.string(), z.boolean()]);

const targets = {
  answerWithin: duration.optional(),
  shortAbandon: duration.optional(),
  serviceLevel: share.optional(),
};

const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);

/** The settings file as people write it: durations with units, shares as percentages, everything optional. */
export const floorFile = z.strictObject({
  zone: zone.optional(),
  country: country.optional(),
  entries: z.record(id, z.strictObject({ name: z.string().optional(), calendar: id.optional(), owner: id.optional() })).optional(),
  nodes: z.record(id, z.strictObject({ name: z.string().optional(), menu: id.optional(), owner: id.optional(), human: key.optional() })).optional(),
  queues: z.record(id, z.strictObject({ name: z.string().optional(), team: id.optional(), owner: id.optional(), calendar: id.optional(), ...targets })).optional(),
  agents: z.record(id, z.strictObject({ name: z.string().optional(), team: id.optional(), queues: z.array(id).optional() })).optional(),
  teams: z.record(id, z.strictObject({ name: z.string().optional() })).optional(),
  owners: z.record(id, z.strictObject({ name: z.string().optional(), email: z.email().optional() })).optional(),
  calendars: z.record(id, z.strictObject({
    hours: z.partialRecord(weekday, z.array(span)),
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
  surveys: surveysFile.optional(),
});

/** Reads the settings file's text, with the zone from elsewhere where it names none. The reason lists every problem with its path. */
export function parseFloor(text: string, zoneElsewhere: string = unnamedFloor.zone): Result<Floor> {
  let raw: unknown;
  try {
    // Keys are texts: +4930 is a number to call, not 4930.
    raw = parse(text, { uniqueKeys: true, stringKeys: true }) ?? {};
  } catch (error) {
    return refused(`it is not valid YAML: ${(error as Error).message}`);
  }
  const read = floorFile.safeParse(raw);
  const problems = [
    ...(read.success ? [] : read.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`)),
    ...danglingNames(raw),
  ];
  if (!read.success || problems.length > 0) return refused(problems.join('; '));
  return ok(toFloor({ ...read.data, zone: read.data.zone ?? zoneElsewhere }));
}

function toFloor(file: z.output<typeof floorFile>): Floor {
  const { targets: own, queues, surveys, ...rest } = file;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    ...unnamedFloor,
    ...given,
    surveys: toSurveys(surveys ?? {}, file.zone ?? unnamedFloor.zone),
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

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

function toRegion(code: string): string | undefined {
  if (!/^[a-z]{2}$/i.test(code)) return undefined;
  const { region } = new Intl.Locale(`und-${code}`);
  return region === undefined || regions.of(region) === undefined ? undefined : region;
}

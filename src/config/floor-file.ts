import { parse } from 'yaml';
import { z } from 'zod';
import { isZone } from '../domain/zone.js';
import { standardPoints } from '../domain/phone-standard.js';
import type { Floor } from '../domain/floor.js';
import { unnamedFloor } from '../domain/floor.js';
import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import { callBacksFile, toCallBacks } from './call-backs-file.js';
import { danglingNames } from './dangling-names.js';
import { problemIn, problemText } from './floor-problem.js';
import type { FloorProblem } from './floor-problem.js';
import { beliefsFile, returnsFile, toBeliefs, toReturns } from './voice-file.js';
import { ownersFile, toOwners } from './owners-file.js';
import { retentionFile, toRetention } from './retention-file.js';
import { surveysFile, toSurveys } from './surveys-file.js';
import { dayBegin, duration, id, share, span } from './units.js';

/** With a wrong one, the same caller written with and without country code would be two customers. UK is read as GB. */
const country = z.string().transform(toRegion).refine((code) => code !== undefined, { error: 'is no country code such as DE, GB or US' });
const zone = z.string().refine(isZone, { error: 'is no IANA time zone such as Europe/Berlin' });
const key = z.union([z.string().length(1), z.int().min(0).max(9).transform(String)]);
const moment = z.iso.datetime({ offset: true, error: 'is no time with its zone such as 2026-03-01T09:30:00Z' }).transform((text) => Date.parse(text));
const option = z.union([z.number(), z.string(), z.boolean()]);

const onOff = z.union([z.enum(['on', 'off']), z.boolean().transform((is) => (is ? 'on' as const : 'off' as const))], { error: 'is neither on nor off' });
/** As a policy's frame-ancestors wants it; a path in it would be dropped without a word. */
const origin = z.string().regex(/^https:\/\/[a-z0-9.-]+(?::\d{1,5})?$/, { error: 'is no origin such as https://www.example.com' });

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
  entries: z.record(id, z.strictObject({ name: z.string().optional(), calendar: id.optional(), owner: id.optional(), promise: z.string().min(1).max(100).optional(), promisedBy: id.optional(), standard: z.partialRecord(z.enum(standardPoints), z.boolean()).optional(), public: onOff.optional(), embedIn: z.array(origin).max(20).optional() })).optional(),
  nodes: z.record(id, z.strictObject({ name: z.string().optional(), menu: id.optional(), owner: id.optional(), human: key.optional() })).optional(),
  queues: z.record(id, z.strictObject({ name: z.string().optional(), team: id.optional(), owner: id.optional(), calendar: id.optional(), dayStartsAt: dayBegin.optional(), ...targets })).optional(),
  agents: z.record(id, z.strictObject({ name: z.string().optional(), team: id.optional(), queues: z.array(id).optional() })).optional(),
  teams: z.record(id, z.strictObject({ name: z.string().optional() })).optional(),
  owners: ownersFile.optional(),
  calendars: z.record(id, z.strictObject({
    hours: z.partialRecord(weekday, z.array(span)),
    holidays: z.array(z.iso.date()).default([]),
  })).optional(),
  flags: z.record(id, z.strictObject({
    enabled: z.boolean().optional(),
    options: z.record(id, option).optional(),
    queues: z.record(id, z.record(id, option)).optional(),
    shadow: z.strictObject({ since: moment, options: z.record(id, option).optional(), queues: z.record(id, z.record(id, option)).optional() }).optional(),
  })).optional(),
  targets: z.strictObject(targets).optional(),
  directAnswers: z.enum(['count', 'exclude']).optional(),
  alertBudget: z.int().positive().optional(),
  listedOut: z.array(z.string()).optional(),
  surveys: surveysFile.optional(),
  callbacks: callBacksFile.optional(),
  returns: returnsFile.optional(),
  beliefs: beliefsFile.optional(),
  retention: retentionFile.optional(),
  sources: z.record(id, z.strictObject({ name: z.string().optional(), silentAfter: duration.refine((after) => after > 0, { error: 'must be longer than nothing' }).optional(), calendar: id.optional() })).optional(),
  /** Read where the language of mappings is known. */
  webhooks: z.record(z.string().regex(/^[\w.~-]{1,64}$/, { error: 'is no name for an address: letters, digits, "-", "_", "." and "~"' }), z.unknown()).optional(),
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
  const read = floorOf(raw, zoneElsewhere);
  return read.ok ? read : refused(read.reason.map(problemText).join('; '));
}

/** Reads what was parsed: the floor, or everything that is wrong with it. */
export function floorOf(raw: unknown, zoneElsewhere: string = unnamedFloor.zone): Result<Floor, readonly FloorProblem[]> {
  const read = floorFile.safeParse(raw);
  const problems = [
    ...(read.success ? [] : read.error.issues.flatMap(problemsOf)),
    ...danglingNames(raw).map((text) => problemIn(text, raw)),
  ];
  if (!read.success || problems.length > 0) return refused(problems);
  return ok(toFloor({ ...read.data, zone: read.data.zone ?? zoneElsewhere }));
}

/** The library's own words are for programmers. */
function problemsOf(issue: z.core.$ZodIssue): readonly FloorProblem[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path: [...path, key], says: 'there is no such setting' }));
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid input')) return [{ path, says: issue.message.endsWith('received undefined') ? 'is missing' : `is no ${kinds[issue.expected] ?? issue.expected}` }];
  return [{ path, says: issue.message }];
}

const kinds: Readonly<Record<string, string>> = { string: 'text', int: 'whole number', array: 'list', object: 'section', record: 'section', boolean: 'yes or no (true, false)' };

function toFloor(file: z.output<typeof floorFile>): Floor {
  const { targets: own, queues, sources, surveys, callbacks, owners, returns, beliefs, retention, ...rest } = file;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    ...unnamedFloor,
    ...given,
    returns: toReturns(returns ?? {}),
    beliefs: toBeliefs(beliefs ?? {}),
    retention: toRetention(retention ?? {}),
    owners: toOwners(owners ?? {}),
    callbacks: toCallBacks(callbacks ?? {}),
    surveys: toSurveys(surveys ?? {}, file.zone ?? unnamedFloor.zone),
    sources: Object.fromEntries(Object.entries(sources ?? {}).map(([source, { silentAfter, ...named }]) => [source, { ...named, ...(silentAfter === undefined ? {} : { silentAfterMs: silentAfter }) }])),
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

import { z } from 'zod';
import type { EarshotEvent } from '../domain/event.js';
import { ok, refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import { DAY } from '../domain/time.js';
import { dataSchemas, isKnownType, isPlainData } from './data-schemas.js';
import { sizeProblem } from './data-size.js';

const WANTED_TIME = 'must be an RFC 3339 time with a zone, such as "2026-03-01T09:30:00.250Z"';
const WANTED_SEQUENCE = 'must be a whole number';
const WANTED_DATA = 'must be an object';
const SEQUENCE = /^\d{1,15}$/;

/** The CloudEvents 1.0 envelope. Attributes we do not use are let pass. */
const envelope = z.looseObject({
  specversion: z.literal('1.0', { error: 'must be "1.0"' }),
  id: z.string().min(1).max(512),
  source: z.string().min(1).max(512),
  type: z.string().regex(/^[\x21-\x7e]+$/, { error: 'must be a name such as "queue.entered"' }).max(256),
  subject: z.string().min(1).max(256),
  time: z.iso.datetime({ offset: true, error: WANTED_TIME }),
  sequence: z.union([z.int(), z.string().regex(SEQUENCE).transform(Number)], { error: WANTED_SEQUENCE }).optional(),
  data: z.record(z.string(), z.unknown(), { error: WANTED_DATA }).optional(),
});

type Envelope = z.infer<typeof envelope>;

const TYPE = /^[\x21-\x7e]{1,256}$/;
/** Which years have a 29th of February the schema knows. */
const TIME = /^\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Every day that some month has. */
const LIKE_A_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/i;

/** Of an envelope. CloudEvents names twelve, and extensions are few. */
const MOST_ATTRIBUTES = 256;

/** A sender whose clock is further ahead than this is not believed. */
const AHEAD = DAY;

/**
 * Reads one CloudEvent in structured form. The reason says which field is wrong and what it must be.
 * Types that we do not know are kept as they are.
 */
export function readCloudEvent(given: unknown, now: number): Result<EarshotEvent> {
  const read = isPlain(given) ? ok(given) : readEnvelope(given);
  if (!read.ok) return read;
  const { id, type, subject, sequence, time: sent } = read.value;
  const source = one(read.value.source);
  const time = Date.parse(sent);
  if (time > now + AHEAD) return refused(`time: ${sent} lies more than a day in the future; set the sender's clock`);
  if (time < 0) return refused(`time: ${sent} lies before 1970; send when it happened`);
  // Before anything copies it.
  const tooLarge = sizeProblem(read.value.data);
  if (tooLarge !== undefined) return refused(`data: ${tooLarge}`);
  const data = withoutAbsent(read.value.data ?? {});
  const order = sequence === undefined ? undefined : { sequence };
  if (!isKnownType(type)) return ok({ id, source, type: 'other', sentType: type, subject, time, ...order, data } as EarshotEvent);
  if (isPlainData[type](data)) return ok({ id, source, type: one(type), subject, time, ...order, data } as EarshotEvent);
  const known = dataSchemas[type].safeParse(data);
  if (!known.success) return refused(describe(known.error, 'data'));
  return ok({ id, source, type: one(type), subject, time, ...order, data: known.data } as EarshotEvent);
}

const MOST_NAMES = 10_000;
const names = new Map<string, string>();

/** One string for all events of a source or type, where JSON has made one for each: what is kept of a call is a fifth smaller. */
function one<Name extends string>(name: Name): Name {
  const known = names.get(name);
  if (known !== undefined) return known as Name;
  if (names.size >= MOST_NAMES) names.clear();
  names.set(name, name);
  return name;
}

function readEnvelope(given: unknown): Result<Envelope> {
  if (!isObject(given)) return refused('the event: must be a JSON object');
  const count = Object.keys(given).length;
  if (count > MOST_ATTRIBUTES) return refused(`the event: holds ${count} attributes; ${MOST_ATTRIBUTES} are the most`);
  const problems = plainProblems(given);
  if (problems.length > 0) return refused(problems.join('; '));
  const read = envelope.safeParse(withoutAbsent(given));
  return read.success ? ok(read.data) : refused(describe(read.error));
}

/**
 * What is plainly wrong, told without the schema: of an event that lacks everything that one leaves 6 kB of garbage, 65 MB of a post of
 * ten thousand. What is in doubt, as a date that no month has, is left to it.
 */
function plainProblems({ specversion, id, source, type, subject, time, sequence, data }: Record<string, unknown>): readonly string[] {
  const problems = specversion === '1.0' ? [] : ['specversion: must be "1.0"'];
  const tell = (name: string, problem: string | undefined): void => void (problem !== undefined && problems.push(`${name}: ${problem}`));
  tell('id', textProblem(id, 512));
  tell('source', textProblem(source, 512));
  tell('type', textProblem(type, 256) ?? (TYPE.test(type as string) ? undefined : 'must be a name such as "queue.entered"'));
  tell('subject', textProblem(subject, 256));
  tell('time', textProblem(time, 64) ?? (LIKE_A_TIME.test(time as string) ? undefined : WANTED_TIME));
  tell('sequence', sequence === undefined || sequence === null || Number.isSafeInteger(sequence) || (typeof sequence === 'string' && SEQUENCE.test(sequence)) ? undefined : WANTED_SEQUENCE);
  tell('data', data === undefined || data === null || isObject(data) ? undefined : WANTED_DATA);
  return problems;
}

function textProblem(given: unknown, longest: number): string | undefined {
  if (given === undefined || given === null) return 'is missing';
  if (typeof given !== 'string') return 'must be text';
  if (given === '') return 'is empty';
  return given.length > longest ? `has ${given.length} characters; ${longest} are the most` : undefined;
}

/**
 * An envelope as nearly all are: told at a twentieth of what the schema costs (0.3 against 6 µs an event, nine tenths of
 * reading one). Whatever is the least bit different is left to the schema, which knows every case and says what is wrong.
 */
function isPlain(given: unknown): given is Envelope {
  if (!isObject(given)) return false;
  const { specversion, id, source, type, subject, time, sequence, data } = given;
  return specversion === '1.0' && isText(id, 512) && isText(source, 512) && isText(subject, 256)
    && typeof type === 'string' && TYPE.test(type) && typeof time === 'string' && TIME.test(time)
    && (sequence === undefined || Number.isSafeInteger(sequence)) && (data === undefined || isObject(data));
}

function isText(given: unknown, longest: number): boolean {
  return typeof given === 'string' && given.length > 0 && given.length <= longest;
}

function describe(error: z.ZodError, within?: string): string {
  return error.issues.map((issue) => {
    const path = [...(within === undefined ? [] : [within]), ...issue.path].join('.');
    return `${path || 'the event'}: ${issue.message}`;
  }).join('; ');
}

function isObject(given: unknown): given is Record<string, unknown> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}

/** Many senders write null for what they do not have; CloudEvents says that it means the same. */
function withoutAbsent(data: Record<string, unknown>): Record<string, unknown> {
  if (!Object.values(data).some((value) => value === undefined || value === null)) return data;
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined && value !== null));
}

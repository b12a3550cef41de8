import { z } from 'zod';
import type { EarshotEvent } from '../../domain/event.js';
import { ok, refused } from '../../domain/result.js';
import type { Result } from '../../domain/result.js';
import { DAY } from '../../domain/time.js';
import { dataSchemas, isKnownType } from './data-schemas.js';
import { sizeProblem } from './data-size.js';

/** The CloudEvents 1.0 envelope. Attributes we do not use are let pass. */
const envelope = z.looseObject({
  specversion: z.literal('1.0', { error: 'must be "1.0"' }),
  id: z.string().min(1).max(512),
  source: z.string().min(1).max(512),
  type: z.string().regex(/^[\x21-\x7e]+$/, { error: 'must be a name such as "queue.entered"' }).max(256),
  subject: z.string().min(1).max(256),
  time: z.iso.datetime({ offset: true, error: 'must be an RFC 3339 time with a zone, such as "2026-03-01T09:30:00.250Z"' }),
  sequence: z.union([z.int(), z.string().regex(/^\d{1,15}$/).transform(Number)], { error: 'must be a whole number' }).optional(),
  data: z.record(z.string(), z.unknown(), { error: 'must be an object' }).optional(),
});

/** A sender whose clock is further ahead than this is not believed. */
const AHEAD = DAY;

/**
 * Reads one CloudEvent in structured form. The reason says which field is wrong and what it must be.
 * Types that we do not know are kept as they are.
 */
export function readCloudEvent(given: unknown, now: number): Result<EarshotEvent> {
  const read = envelope.safeParse(isObject(given) ? withoutAbsent(given) : given);
  if (!read.success) return refused(describe(read.error));
  const { id, source, type, subject, sequence } = read.data;
  const time = Date.parse(read.data.time);
  if (time > now + AHEAD) return refused(`time: ${read.data.time} lies more than a day in the future; set the sender's clock`);
  if (time < 0) return refused(`time: ${read.data.time} lies before 1970; send when it happened`);
  const common = { id, source, subject, time, ...(sequence === undefined ? {} : { sequence }) };
  const data = withoutAbsent(read.data.data ?? {});
  const tooLarge = sizeProblem(data);
  if (tooLarge !== undefined) return refused(`data: ${tooLarge}`);
  if (!isKnownType(type)) return ok({ ...common, type: 'other', sentType: type, data } as EarshotEvent);
  const known = dataSchemas[type].safeParse(data);
  if (!known.success) return refused(describe(known.error, 'data'));
  return ok({ ...common, type, data: known.data } as EarshotEvent);
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
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined && value !== null));
}

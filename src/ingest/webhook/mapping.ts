import { z } from 'zod';
import { isPattern, questionShape } from '../question.js';
import { object, text } from '../schema.js';
import { pathOf } from './path.js';

/**
 * What an entry of `webhooks:` in the settings file may say: how one source's posts are read as events, and how its sender
 * proves itself. README.md beside this file explains each part with examples. Parse it with `parseMapping`.
 */

const path = text.refine((given) => pathOf(given) !== undefined, { error: 'is no path such as call.id, calls[0].id or call["caller id"]' });
const constant = z.union([z.string(), z.number(), z.boolean()]);

const secretFile = text;
const header = text.transform((name) => name.toLowerCase());
const encoding = z.enum(['hex', 'base64']).default('hex');
const proof = z.discriminatedUnion('is', [
  object({ is: z.literal('key') }),
  object({ is: z.literal('standard-webhooks'), secretFile }),
  object({
    is: z.literal('hmac'), secretFile, header, encoding,
    algorithm: z.enum(['sha256', 'sha512', 'sha1']).default('sha256'),
    /** What stands before the signature in the header: "sha256=". */
    prefix: z.string().default(''),
  }),
  /** `t=1700000000,v1=…` in one header: HMAC-SHA256 over the time in seconds, a dot and the body. `scheme`: the signature's name in it. */
  object({ is: z.literal('hmac-with-time'), secretFile, header, encoding, scheme: text.default('v1') }),
], { error: 'must say is: key, is: standard-webhooks, is: hmac or is: hmac-with-time' });

const question = object(questionShape).refine((given) => Object.keys(given).length > 0, { error: 'asks nothing: give one of is, not, matches, above, below' });
/** Every path must answer as it is said here; in a list of these, one of them must hold. */
const together = z.record(path, z.union([constant, z.array(constant).min(1), question]));
const condition = z.union([together, z.array(together).min(1)]);

const zoned = { format: text.default('iso'), zone: text.default('UTC') };
const time = object({ path, ...zoned });
/** Of a value, what this expression's first group finds, or all that it finds; where it finds nothing there is no value. */
const part = z.string().refine(isPattern, { error: 'is not a regular expression' }).optional();
/** A name made of one value, or of several with "-" between them. */
const name = object({ path: z.union([path, z.array(path).min(1)]), part, prefix: z.string().default('') });

const field = z.union([constant, object({
  path, part,
  none: z.array(z.string()).default([]),
  values: z.record(z.string(), z.string()).default({}),
  /** What a value that `values` does not list becomes. */
  other: z.enum(['keep', 'none', 'refuse']).default('keep'),
  as: z.enum(['text', 'number', 'boolean', 'list', 'time']).default('text'),
  /** For numbers: 1000 makes milliseconds of seconds. */
  times: z.number().optional(),
  ...zoned,
})]);

const told = object({
  type: text,
  when: condition.optional(),
  /** A list in the post: each element of it is told as an event of its own. */
  each: path.optional(),
  subject: name.optional(),
  time: time.optional(),
  id: name.optional(),
  data: z.record(text, field).default({}),
});

export const mappingSchema = object({
  proof: proof.default({ is: 'key' }),
  /** The contact, or for an agent's events the agent. */
  subject: name.optional(),
  /** Absent: when the sender signed the post, where the proof says so, else when it came. */
  time: time.optional(),
  /** What makes the post the same one when it comes again. Absent: all that stands in it. */
  id: name.optional(),
  sequence: path.optional(),
  /** Posts for which there is no use: counted, and let pass. */
  ignore: condition.optional(),
  events: z.array(told).min(1),
});

export type Mapping = z.output<typeof mappingSchema>;
export type EventRule = Mapping['events'][number];
export type ProofRule = Mapping['proof'];
export type ConditionRule = z.output<typeof condition>;
export type FieldRule = z.output<typeof field>;
export type NameRule = z.output<typeof name>;
export type TimeRule = z.output<typeof time>;

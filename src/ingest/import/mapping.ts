import { z } from 'zod';
import { condition } from './condition.js';
import { momentNames } from './moment-names.js';
import { object, text } from '../schema.js';

/**
 * What a MAPPING.json may say: how to read one row of a file as one contact.
 * README.md beside this file explains each part with examples. Parse it with `parseMapping` (parse-mapping.ts).
 */

const file = object({
  delimiter: text.default(','),
  /** null: the file does not quote, a quote is a character like any other. */
  quote: z.string().length(1, { error: 'must be one character, or null when the file does not quote' }).nullable().default('"'),
  /** Lines to pass over before the header (or the first row). */
  skipLines: z.int().min(0).default(0),
  header: z.boolean().default(true),
  /** Names for the columns of a file without header. */
  columns: z.array(text).min(1).optional(),
  encoding: text.default('utf-8'),
});

const dateColumn = object({ column: text, format: text });

const times = object({
  zone: text,
  /** A luxon format such as "yyyy-MM-dd HH:mm:ss", or "iso", "epoch" (seconds), "epoch-ms". */
  format: text,
  /** Where the date stands in a column of its own. */
  date: dateColumn.optional(),
  /** Values that mean "there was none". An empty value always does. */
  none: z.array(z.string()).default([]),
});

const at = object({
  column: text,
  format: text.optional(),
  zone: text.optional(),
  /** null: this column holds date and time although `times.date` is declared. */
  date: dateColumn.nullable().optional(),
  none: z.array(z.string()).optional(),
});

const after = object({
  after: z.enum(momentNames),
  column: text,
  /** "clock" reads 1:02:03 and 2:03. */
  unit: z.enum(['seconds', 'milliseconds', 'minutes', 'clock']),
  none: z.array(z.string()).default([]),
});

const moment = z.union([at, after]);

const always = object({ always: text });

const fromColumn = object({
  column: text,
  none: z.array(z.string()).default([]),
  values: z.record(z.string(), z.string()).default({}),
  /** What a value that `values` does not list becomes. */
  other: z.enum(['keep', 'none', 'refuse']).default('keep'),
});

const field = z.union([always, fromColumn]);

function choiceOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  const word = z.enum(words);
  return z.union([
    object({ always: word }),
    object({ column: text, none: z.array(z.string()).default([]), values: z.record(z.string(), word), other: word.optional() }),
  ]);
}

/** The ways a contact's wait, or the contact itself, can end. */
export const outcomes = [
  'answered', 'abandoned', 'timeout', 'empty', 'full', 'unavailable', 'closed',
  'exit-key', 'voicemail', 'callback', 'overflow', 'transferred', 'withdrawn',
] as const;

const outcome = z.union([
  object({ column: text, values: z.record(z.string(), z.enum(outcomes)), otherwise: z.enum(outcomes).optional() }),
  object({
    rules: z.array(object({ when: condition, is: z.enum(outcomes) })).min(1),
    otherwise: z.enum(outcomes).optional(),
  }),
]);

export const mappingSchema = object({
  /** The name these calls come from; with the contact's id it makes every event's identity. */
  source: text,
  file: file.prefault({}),
  times,
  contact: object({
    /** `row` adds the row's line, for files whose ids return and nothing else tells the rows apart. */
    id: object({ columns: z.array(text).min(1), prefix: z.string().default(''), row: z.boolean().default(false) }),
    start: moment,
    end: moment.optional(),
    endedBy: choiceOf(['customer', 'agent', 'system']).optional(),
    channel: field.default({ always: 'voice' }),
    direction: choiceOf(['inbound', 'outbound', 'callback', 'internal']).default({ always: 'inbound' }),
    from: field.optional(),
    to: field.optional(),
    customer: field.optional(),
    reason: field.optional(),
  }),
  menu: object({ node: field, entered: moment.optional(), left: moment.optional() }).optional(),
  /** The name alone is enough: then every answer is a direct one, counted in that queue with wait 0. */
  queue: object({ name: field, entered: moment.optional(), left: moment.optional() }).optional(),
  agent: object({ name: field, connected: moment.optional(), left: moment.optional() }).optional(),
  outcome,
  exclude: z.array(object({ label: text, when: condition })).default([]),
});

export type Mapping = z.infer<typeof mappingSchema>;
export type Times = z.infer<typeof times>;
export type MomentRule = z.infer<typeof moment>;
export type AtRule = z.infer<typeof at>;
export type AfterRule = z.infer<typeof after>;
export type FieldRule = z.infer<typeof field>;
export type OutcomeRule = z.infer<typeof outcome>;
export type Outcome = (typeof outcomes)[number];
export type ChoiceRule<Word extends string> =
  | { readonly always: Word }
  | {
    readonly column: string;
    readonly none: readonly string[];
    readonly values: Readonly<Record<string, Word>>;
    readonly other?: Word | undefined;
  };

import { list, maybe, ref, shape } from './shapes.js';
import type { Schema } from './shapes.js';

const text: Schema = { type: 'string' };
const count: Schema = { type: 'integer' };
const instant: Schema = { type: 'integer', description: 'Milliseconds since 1970, UTC.' };
const choice = (...values: string[]): Schema => ({ type: 'string', enum: values });
const number: Schema = { type: 'number' };
const both = { inForce: count, draft: count };
const side = shape({ flags: count, contacts: count, severe: count, takenBack: { ...count, description: 'Flags raised and taken back again.' } });
const share = shape({ count, of: count, value: { ...maybe(number), description: 'null: fewer than thirty.' }, low: maybe(number), high: maybe(number) });
const foretold = shape({ precision: share, recall: share, hindsight: { ...count, description: 'Flagged when it had shown already.' } });
const shown = choice('bad-survey', 'came-back', 'complained', 'not-served');
const mark = choice('acted', 'useful', 'noise');
const request = shape({ rule: text, from: instant, to: instant, draft: { type: 'object', description: 'Options that differ from the rule\'s defaults: {"options": {…}, "queues": {"support": {…}}}.' } });
const line = { id: text, by: text, startedAt: instant, request };

/** Schemas of `contract/lab.ts`. */
export const labSchemas: Readonly<Record<string, Schema>> = {
  LabView: shape({
    running: maybe(ref('LabRun')), runs: list(shape({ ...line, endedAt: instant, failed: { type: 'boolean' } })),
    rules: list(shape({ id: text, title: text, reads: { ...choice('contacts', 'readings', 'moments'), description: 'What a replay of it reads: contacts; of all callers together hourly readings, or who waited and worked in queues from moment to moment.' }, shadow: maybe({ type: 'object' }) })),
  }),
  LabShadow: shape({ rule: text, draft: shape({ since: instant, 'options?': { type: 'object' }, 'queues?': { type: 'object' } }), now: instant, result: ref('LabResult'), cut: { type: 'boolean' } }),
  LabRunWanted: request,
  LabRun: shape({ ...line, state: { oneOf: [
    shape({ is: choice('running'), done: count, of: count }), shape({ is: choice('failed'), endedAt: instant, why: text }), shape({ is: choice('done'), endedAt: instant, result: ref('LabResult') }),
  ] } }),
  LabResult: shape({
    contacts: count, known: { ...count, description: 'Of how many contacts it can be known what their customers showed.' }, crowded: count, inForce: side, draft: side, added: count, gone: count, same: count,
    days: list(shape({ day: instant, contacts: count, ...both })), queues: list(shape({ queue: maybe(text), contacts: count, ...both })), overlap: list(shape({ rule: text, ...both })),
    shown: list(shape({ kind: choice('any', 'bad-survey', 'came-back', 'complained', 'not-served'), inForce: foretold, draft: foretold })),
    marks: list(shape({ mark, contacts: count, ...both })),
    curves: list(shape({ option: text, inForce: number, draft: number, oneIn: { ...count, description: 'Drawn from one in so many contacts, and multiplied.' }, points: list(shape({ value: number, contacts: count, shown: share })) })),
    samples: list(shape({ contact: text, 'of?': { const: 'cohort' }, is: choice('added', 'gone', 'same'), startedAt: instant, queue: maybe(text), because: text, severity: choice('note', 'warning', 'severe'), shown: list(shown), mark: maybe(mark) })),
  }),
};

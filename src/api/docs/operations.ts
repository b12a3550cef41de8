import type { z } from 'zod';
import { contactsQuery, flagsQuery, metricsQuery, nothing, promptsQuery, surveysQuery } from '../parameters.js';
import { page } from './schemas.js';
import type { Schema } from './schemas.js';

/** One address, as the documentation tells it. */
export interface Operation {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly tag: 'floor' | 'contacts' | 'recovery' | 'desk' | 'surveys' | 'numbers' | 'server' | 'events';
  readonly says: string;
  readonly more?: string;
  readonly query?: z.ZodObject<z.ZodRawShape>;
  readonly body?: { readonly types: Readonly<Record<string, { readonly schema: Schema; readonly example: unknown }>> };
  readonly answer: { readonly says: string; readonly schema: Schema; readonly type?: string };
  readonly refusals: readonly Status[];
  readonly secured: 'reader' | 'key' | 'nobody';
}

export type Status = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 429 | 503;

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const read: readonly Status[] = [400, 401, 403];

function reading(path: string, tag: Operation['tag'], says: string, schema: Schema, more: Partial<Operation> = {}): Operation {
  return { method: 'get', path, tag, says, query: nothing, answer: { says: 'What was asked for.', schema }, refusals: read, secured: 'reader', ...more };
}

function noting(what: 'attempted' | 'reached', says: string): Operation {
  return {
    method: 'post', path: `/api/v1/recovery/{id}/${what}`, tag: 'recovery', says, more: 'Twice within one minute counts once.',
    answer: { says: 'It is in the log.', schema: ref('RecoveryNote') }, refusals: [401, 403, 404, 503], secured: 'reader',
  };
}

const event = {
  specversion: '1.0', id: 'c-1042-7', source: 'my-ivr', type: 'queue.entered', subject: 'c-1042', time: '2026-03-01T09:30:00.250Z', data: { queue: 'billing' },
};

export const operations: readonly Operation[] = [
  {
    method: 'post', path: '/ingest/events', tag: 'events', says: 'Hand over events',
    more: 'CloudEvents 1.0, one, many or as NDJSON. Answered when they are durable, so what was not answered is to be sent again: the same source and id again is the same event. Raw caller numbers in "from", "to" and "number" become keyed hashes before anything is written. "history" in the address marks an import of the past.',
    body: { types: {
      'application/cloudevents+json': { schema: ref('CloudEvent'), example: event },
      'application/cloudevents-batch+json': { schema: { type: 'array', items: ref('CloudEvent') }, example: [event] },
      'application/x-ndjson': { schema: { type: 'string' }, example: `${JSON.stringify(event)}\n` },
    } },
    answer: { says: 'Taken; what could not be read is listed.', schema: ref('Accepted') }, refusals: [400, 401, 403, 413, 415, 429, 503], secured: 'key',
  },
  reading('/api/v1/board', 'floor', 'The floor now', ref('Snapshot')),
  reading('/api/v1/queues', 'floor', 'The queues now', page('QueueRow')),
  reading('/api/v1/alerts', 'floor', 'Alerts and incidents on which someone can still act', page('FeedLine')),
  reading('/api/v1/sources', 'floor', 'What is heard from each source', page('SourceRow')),
  reading('/api/v1/contacts', 'contacts', 'Contacts, newest first', page('ContactLane'), { query: contactsQuery }),
  reading('/api/v1/contacts/{id}', 'contacts', 'One contact with its timeline, flags and journey', ref('ContactPage'), { refusals: [...read, 404] }),
  reading('/api/v1/customers/{key}/journey', 'contacts', 'A customer\'s contacts, oldest first', page('JourneyItem'), { refusals: [...read, 404] }),
  reading('/api/v1/flags', 'contacts', 'Flags, newest first', page('FlagCard'), { query: flagsQuery }),
  reading('/api/v1/recovery', 'recovery', 'Who is to be called back, oldest first', page('RecoveryLine')),
  reading('/api/v1/recovery/{id}/number', 'recovery', 'The number to call back, of someone on the list', { type: 'object', properties: { number: { type: 'string' } }, required: ['number'] }, { refusals: [...read, 404] }),
  noting('attempted', 'Someone tried to call this person back'),
  noting('reached', 'Someone reached this person'),
  reading('/api/v1/prompts', 'desk', 'What agents were asked in the last hour, newest first', page('Prompt'), { query: promptsQuery, more: 'An agent sees their own, a supervisor those of their queues.' }),
  {
    method: 'post', path: '/api/v1/prompts/{id}/answers', tag: 'desk', says: 'Answer a prompt, from a desktop of another make',
    more: 'With the agent\'s own token, or an administrator\'s. One or several questions at once; the same again is harmless. "promise" takes a choice, or the time by which it was promised.',
    body: { types: { 'application/json': { schema: ref('PromptAnswers'), example: { answers: { reason: 'rebate', resolved: 'no', blocked: 'policy', promise: 'tomorrow' } } } } },
    answer: { says: 'The prompt with the answers; they are in the log.', schema: ref('Prompt') }, refusals: [400, 401, 403, 404, 409, 503], secured: 'reader',
  },
  reading('/api/v1/surveys', 'surveys', 'Survey programmes, and where their invitations are', page('SurveyProgramme'), { query: surveysQuery }),
  reading('/api/v1/unheard', 'surveys', 'Who was let down and not asked, or asked and silent', page('UnheardLine'), {
    query: surveysQuery, more: 'By the newest 200 flags that may alert, of the last seven days where no time is given; one line a customer.',
  }),
  reading('/api/v1/surveys/{programme}', 'surveys', 'What customers answered to one programme', ref('SurveyResults'), {
    query: surveysQuery, refusals: [...read, 404], more: 'Shares come with their sample and Wilson\'s 95 % interval; under ten answers they are null. Free lines are without digits and addresses.',
  }),
  reading('/api/v1/metrics', 'numbers', 'Metrics of a window', ref('MetricsAnswer'), {
    query: metricsQuery, refusals: [...read, 503],
    more: 'Every value comes with its formula, what was counted, its thresholds and the sample behind it. "from" and "to" lie on quarter-hours; anything else is refused. Durations are milliseconds, shares 0 to 1.',
  }),
  reading('/api/v1/catalogue', 'numbers', 'What every flag and metric means', ref('Catalogue')),
  { method: 'get', path: '/health/live', tag: 'server', says: 'Is the process alive?', answer: { says: 'It is.', schema: { type: 'object' } }, refusals: [], secured: 'nobody' },
  { method: 'get', path: '/health/ready', tag: 'server', says: 'Can events be taken?', answer: { says: 'They can.', schema: ref('Readiness') }, refusals: [503], secured: 'nobody' },
  { method: 'get', path: '/metrics', tag: 'server', says: 'The server\'s own figures for Prometheus', answer: { says: 'Text.', schema: { type: 'string' }, type: 'text/plain' }, refusals: [401, 403], secured: 'reader' },
];

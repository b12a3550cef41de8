import { z } from 'zod';
import { noSurveys } from '../domain/survey.js';
import type { Programme, Question, SurveySettings } from '../domain/survey.js';
import { DAY, HOUR, MINUTE } from '../domain/time.js';
import { topicOf } from '../domain/trouble.js';
import { midnight, nextDayStart } from '../domain/zone.js';
import { duration, id, share, span } from './units.js';

/** A number is kept for 72 hours: whoever is asked later than this would be asked in the night that follows it, or not at all. */
const LATEST = 60 * HOUR;
/** More questions than this are answered by nobody. */
const MOST_QUESTIONS = 6;

/** Every free line is held against all of them. */
const MOST_TOPICS = 100;
const MOST_WORDS = 50;

const wait = duration.refine((millis) => millis <= LATEST, { error: 'is longer than 60 hours, and a number is kept for 72' });
const open = duration.refine((millis) => millis >= 5 * MINUTE && millis <= 14 * DAY, { error: 'is less than five minutes or more than 14 days' });
/** YAML takes +49 for the number 49. */
const quoted = z.string({ error: 'is read as a number; write it in quotes, such as "+49"' });
const prefix = quoted.regex(/^\+[1-9]\d{0,14}$/, { error: 'is no prefix such as +49 or +1212' });
const question = z.enum(['resolved', 'ces-7', 'csat-5', 'comparison', 'nps-10', 'free'], { error: 'is none of resolved, ces-7, csat-5, comparison, nps-10, free' });
const names = z.array(id).min(1);
const cap = z.int().nonnegative();

const asking = {
  name: z.string().optional(),
  channel: z.enum(['sms', 'voice'], { error: 'is neither sms nor voice' }).default('sms'),
  questions: z.array(question).min(1).max(MOST_QUESTIONS),
  share,
  delay: wait.default(30 * MINUTE),
  expires: open.default(2 * DAY),
  queues: names.optional(),
};

const persistent = z.strictObject({ kind: z.literal('persistent'), ...asking, later: z.strictObject({ share, after: wait }).optional() });
const periodic = z.strictObject({ kind: z.literal('periodic'), ...asking });
const pulsed = z.strictObject({
  kind: z.literal('pulsed'), ...asking, share: share.default(1),
  entries: names.optional(), regions: z.array(prefix).min(1).optional(), reasons: names.optional(), nodes: names.optional(), flags: names.optional(),
  quota: z.int().positive(), from: z.iso.date().optional(), until: z.iso.date().optional(),
});
const programme = z.discriminatedUnion('kind', [persistent, periodic, pulsed], { error: 'has no kind: persistent, periodic or pulsed' }).superRefine(({ kind, channel, questions }, context) => {
  const wrong = (message: string): void => context.addIssue({ code: 'custom', path: ['questions'], message });
  const asked = new Set<Question>(questions);
  if (asked.size < questions.length) wrong('asks the same thing twice');
  if (asked.has('nps-10') && kind !== 'periodic') wrong('asks nps-10, which is about the relationship and belongs into a periodic programme');
  if (asked.has('free') && questions.at(-1) !== 'free') wrong('has the free line before the end');
  if (asked.has('free') && channel === 'voice') wrong('has a free line, which a call cannot take down');
});

const word = z.string().max(60).regex(/[\p{L}\p{N}]/u, { error: 'is no word' });

const topics = z.record(z.string(), z.array(word).min(1).max(MOST_WORDS)).superRefine((all, context) => {
  const wrong = (message: string, ...path: string[]): void => context.addIssue({ code: 'custom', path, message });
  if (Object.keys(all).length > MOST_TOPICS) wrong(`has more than ${MOST_TOPICS} topics`);
  // As it is counted: what feedback of any other source calls so is the same topic.
  for (const topic of Object.keys(all)) if (topicOf(topic) !== topic) wrong(`is counted as ${topicOf(topic) ?? 'nothing'}; write it so`, topic);
});

/** The section `surveys` of the settings file. */
export const surveysFile = z.strictObject({
  company: z.string().min(1).max(40).optional(),
  sender: quoted.regex(/^(\+[1-9]\d{6,14}|MG[0-9a-fA-F]{32})$/, { error: 'is neither a number such as +4930123456 nor a messaging service (MG…)' }).optional(),
  language: z.enum(['en', 'de'], { error: 'is neither en nor de' }).optional(),
  allow: z.array(prefix).optional(),
  perDay: cap.optional(),
  perPrefix: cap.optional(),
  hours: span.optional(),
  topics: topics.optional(),
  programmes: z.record(id, programme).optional(),
}).superRefine(({ company, sender, allow, programmes = {} }, context) => {
  const wrong = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
  if (Object.keys(programmes).length > 0 && sender === undefined) wrong('sender', 'is missing: the number or messaging service from which customers are asked');
  if (sender !== undefined && company === undefined) wrong('company', 'is missing: every first message says who asks');
  if (sender !== undefined && (allow === undefined || allow.length === 0)) wrong('allow', 'is missing: the prefixes of numbers that may be asked, such as [+49, +43]');
  if (sender?.startsWith('MG') === true && Object.values(programmes).some(({ channel }) => channel === 'voice')) wrong('sender', 'is a messaging service, which cannot call; a voice programme needs a number');
});

/** Dates are days of the center: a study ends with its last day. */
export function toSurveys(file: z.output<typeof surveysFile>, zone: string): SurveySettings {
  const { programmes = {}, ...rest } = file;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return { ...noSurveys, ...given, programmes: Object.fromEntries(Object.entries(programmes).map(([name, each]) => [name, toProgramme(each, zone)])) };
}

function toProgramme(file: z.output<typeof programme>, zone: string): Programme {
  const { delay, expires, ...rest } = file;
  const timed = { ...rest, delayMs: delay, expiresMs: expires };
  const { later, from, until } = file as { later?: { share: number; after: number }; from?: string; until?: string };
  return Object.fromEntries(Object.entries({
    ...timed,
    later: later === undefined ? undefined : { share: later.share, afterMs: later.after },
    from: from === undefined ? undefined : midnight(zone, from),
    until: until === undefined ? undefined : nextDayStart(zone, midnight(zone, until)),
  }).filter(([, value]) => value !== undefined)) as unknown as Programme;
}

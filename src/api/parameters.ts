import { z } from 'zod';
import { attributions } from '../domain/metric.js';
import type { Instant } from '../domain/time.js';
import { placeIn } from './cursor.js';
import type { Place } from './cursor.js';

/** What parameters are made of. A query's values are texts; each message says what to write instead. */
const text = z.string({ error: 'Give it once.' });

export function name(description: string): z.ZodOptional<z.ZodString> {
  return text.min(1, { error: 'Write a name, or leave the parameter out.' }).max(256, { error: 'Write a name of at most 256 characters.' }).optional().meta({ description });
}

export function instant(description: string): z.ZodOptional<z.ZodType<Instant, string>> {
  return text.transform((value, context): Instant => {
    const at = instantIn(value);
    if (at !== undefined) return at;
    context.addIssue({ code: 'custom', message: 'Write a time with its zone, such as 2026-03-01T09:30:00Z or 2026-03-01T10:30:00+01:00, or milliseconds since 1970.' });
    return z.NEVER;
  }).optional().meta({ description, examples: ['2026-03-01T09:30:00Z'] });
}

/** A `+` in an address stands for a space: whoever forgot to write %2B is understood. */
function instantIn(value: string): Instant | undefined {
  if (/^\d{1,15}$/.test(value)) return Number(value);
  const written = value.replace(/ (?=\d\d:\d\d$)/, '+');
  return z.iso.datetime({ offset: true }).safeParse(written).success ? Date.parse(written) : undefined;
}

export function oneOf<const Choices extends readonly [string, ...string[]]>(choices: Choices, description: string) {
  return z.enum(choices, { error: `Write ${choices.slice(0, -1).join(', ')} or ${choices.at(-1) ?? ''}.` }).optional().meta({ description });
}

export const limit = text.regex(/^\d{1,3}$/, { error: 'Write a whole number from 1 to 200.' }).transform(Number)
  .refine((count) => count >= 1 && count <= 200, { error: 'Write a whole number from 1 to 200.' }).default(50).meta({ description: 'How many items a page has: 1 to 200.' });

export const cursor = text.transform((value, context): Place => {
  const place = placeIn(value);
  if (place !== undefined) return place;
  context.addIssue({ code: 'custom', message: 'Send "next" of the page before as it is, or leave it out to begin anew.' });
  return z.NEVER;
}).optional().meta({ description: 'Where to go on: "next" of the page before.' });

export const yesOrNo = oneOf(['true', 'false'], '');

const paging = { limit, cursor };
const from = instant('Only what began at this time or later.');
const to = instant('Only what began before this time.');
const queue = name('Only what touched this queue.');
const customer = name('Only contacts of this customer, by key.');

export const nothing = z.strictObject({});

export const contactsQuery = z.strictObject({
  from, to, queue, customer,
  agent: name('Only contacts on which this agent was.'),
  entry: name('Only contacts on this number of ours.'),
  channel: name('voice, chat, email …'),
  flag: name('Only contacts that carry this flag, not retracted: a rule\'s id.'),
  state: oneOf(['open', 'waiting', 'menu', 'trouble', 'ended'], 'Only contacts that go on (open), of these only those that wait in a queue, are in a menu, or carry an alert on which someone can still act; or only those that are over.'),
  ...paging,
});
export type ContactsQuery = z.output<typeof contactsQuery>;

export const flagsQuery = z.strictObject({
  from, to,
  rule: name('Only flags of this rule.'),
  queue: name('Only flags that point to this queue.'),
  retracted: yesOrNo.meta({ description: 'true: only those that a late event showed wrong; false: only those that stand. Left out: both.' }),
  ...paging,
});
export type FlagsQuery = z.output<typeof flagsQuery>;

export const surveysQuery = z.strictObject({
  from: instant('Only invitations planned at this time or later.'),
  to: instant('Only invitations planned before this time.'),
});
export type SurveysQuery = z.output<typeof surveysQuery>;

/** Read by the desk itself; here for the documentation. */
export const promptsQuery = z.strictObject({
  state: oneOf(['open', 'answered', 'partly', 'expired'], 'Only prompts that stand so.'),
  agent: name('Only prompts to this agent.'),
});

export const metricsQuery = z.strictObject({
  queue: name('One queue: its visits are counted.'),
  entry: name('One number of ours: the contacts that came in on it are counted.'),
  reason: name('One reason (stated, else the last menu choice, else the queue): the contacts about it are counted.'),
  agent: name('One agent: the segments are counted.'),
  team: name('One team: what it promised is counted.'),
  channel: name('voice (default), chat, email: they never share a number.'),
  view: oneOf(['queue', 'contact'], 'Who is counted where no queue, entry, reason or agent is named. queue: who reached a queue; contact: all who called. Left out: each metric as it is defined.'),
  from: instant('The window\'s beginning, on a quarter-hour. Left out: today\'s beginning in the zone.'),
  to: instant('The window\'s end, not in it, on a quarter-hour. Left out: the end of the quarter-hour that goes on.'),
  metric: name('Only this metric, or several with commas between them.'),
  variant: name('Only this variant of the service level: served_in_time, answered_only, …'),
  attribution: oneOf(attributionChoices(), 'By which instant a contact counts: arrival (default), completion or disconnect.'),
  interval: oneOf(['none', 'quarter', 'hour', 'day'], 'Into what the window is cut: none (default), quarter, hour or day, in the zone.'),
  zone: name('The zone of hours and days, such as Europe/Berlin. Left out: the center\'s.'),
});
export type MetricsQuery = z.output<typeof metricsQuery>;

function attributionChoices(): ['arrival', 'completion', 'disconnect'] {
  return attributions as ['arrival', 'completion', 'disconnect'];
}

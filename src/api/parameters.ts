import { z } from 'zod';
import { glanceViews } from '../contract/customers.js';
import { seriesBy } from '../contract/series.js';
import { deeds } from '../domain/audit.js';
import { attributions } from '../domain/metric.js';
import { marks } from '../domain/mark.js';
import { masked } from '../domain/mask.js';
import { scopes, spans } from '../domain/return-window.js';
import type { Instant } from '../domain/time.js';
import { placeIn } from './cursor.js';
import type { Place } from './cursor.js';
import { intervals } from './readings/intervals.js';

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

/** Of settings: a version's number stands for its time. */
export const versionsQuery = z.strictObject({ ...paging, limit: limit.default(20) });
export type VersionsQuery = z.output<typeof versionsQuery>;

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

export const vconQuery = z.strictObject({
  names: yesOrNo.meta({ description: 'true: with the agents\' names. Never a caller\'s.' }),
});
export type VconQuery = z.output<typeof vconQuery>;

export const flagsQuery = z.strictObject({
  from, to,
  rule: name('Only flags of this rule.'),
  queue: name('Only flags that point to this queue.'),
  retracted: yesOrNo.meta({ description: 'true: only those that a late event showed wrong; false: only those that stand. Left out: both.' }),
  ...paging,
});
export type FlagsQuery = z.output<typeof flagsQuery>;

export const flagMark = z.strictObject({
  contact: text.min(1, { error: 'Write the id of the contact that carries the flag.' }).max(256, { error: 'Write an id of at most 256 characters.' }),
  rule: text.min(1, { error: 'Write the rule\'s id, such as menu-maze.' }).max(100, { error: 'Write the rule\'s id, such as menu-maze.' }),
  mark: z.enum(marks, { error: 'Write acted, useful or noise.' }),
  did: text.trim().min(1, { error: 'Write what was done, or leave it out.' }).max(200, { error: 'Write at most 200 characters.' }).transform((said) => String(masked(said))).optional(),
});
export type FlagMarked = z.output<typeof flagMark>;

export const customersQuery = z.strictObject({
  view: oneOf(glanceViews, 'need (default): who needs someone now; well: who is doing well.'),
  queue: name('Only customers with a ground in this queue.'),
  reason: name('Only customers with a ground in a contact about this: the reason\'s id.'),
  owner: name('Only customers with a ground that this function owns.'),
  ...paging,
});
export type CustomersQuery = z.output<typeof customersQuery>;

export const surveysQuery = z.strictObject({
  from: instant('Only invitations planned at this time or later.'),
  to: instant('Only invitations planned before this time.'),
});
export type SurveysQuery = z.output<typeof surveysQuery>;

const returns = {
  within: z.enum(spans, { error: `Write one of ${spans.join(', ')}.` }).optional().meta({ description: 'Within how long a new contact of the same customer means that it was not solved. Left out: as the settings say, 7d where they say nothing.' }),
  scope: z.enum(scopes, { error: 'Write any or same.' }).optional().meta({ description: 'any: a new contact for any reason counts; same: only one for the same reason, or where a reason is not known. Left out: as the settings say.' }),
};

const voice = {
  channel: name('voice (default), chat, email: they never share a number.'),
  from: instant('The window\'s beginning, on a quarter-hour. Left out: 28 days before its end.'),
  to: instant('The window\'s end, not in it, on a quarter-hour. Left out: the end of the quarter-hour that goes on.'),
  ...returns,
};
export const voiceQuery = z.strictObject(voice);
export type VoiceQuery = z.output<typeof voiceQuery>;

export const perceptionQuery = z.strictObject({ ...voice, by: oneOf(['queue', 'reason', 'team'], 'What the list is of: queue (default), reason or team.') });
export type PerceptionQuery = z.output<typeof perceptionQuery>;

export const ofSource = z.strictObject({ source: name('Only what this source sent.') });
export type OfSource = z.output<typeof ofSource>;

export const refusedQuery = z.strictObject({ ...ofSource.shape, ...paging });
export type RefusedQuery = z.output<typeof refusedQuery>;

export const auditQuery = z.strictObject({
  from: instant('Only what was done at this time or later.'),
  to: instant('Only what was done before this time.'),
  who: name('Only what this account, token or person did.'),
  what: oneOf(deeds, 'Only this.'),
  ...paging,
});
export type AuditQuery = z.output<typeof auditQuery>;

export const menusQuery = z.strictObject({
  from: instant('The window\'s beginning, on a quarter-hour. Left out: today\'s beginning in the center\'s zone.'),
  to: instant('The window\'s end, not in it, on a quarter-hour. Left out: the end of the quarter-hour that goes on.'),
  channel: name('voice (default), chat …'),
});
export type MenusQuery = z.output<typeof menusQuery>;

/** Read by the desk itself; here for the documentation. */
export const promptsQuery = z.strictObject({
  state: oneOf(['open', 'answered', 'partly', 'expired'], 'Only prompts that stand so.'),
  agent: name('Only prompts to this agent.'),
});

/** Read by the findings themselves; here for the documentation. */
export const findingsQuery = z.strictObject({
  state: oneOf(['open', 'acknowledged', 'in-hand', 'closed'], 'Only findings that stand so.'),
  owner: name('Only findings of this function.'),
});
export const troublesQuery = z.strictObject({ owner: name('Only what this function owns.') });

/** Read by the findings themselves; here for the documentation. */
export const minutesQuery = z.strictObject({
  channel: name('voice (default), chat …'),
  period: oneOf(['day', 'week'], 'The last 24 hours, or the last seven days (default).'),
});

const counted = {
  queue: name('One queue: its visits are counted, and the time of who is signed in to it.'),
  entry: name('One number of ours: the contacts that came in on it are counted.'),
  reason: name('One reason (stated, else the last menu choice, else the queue): the contacts about it are counted.'),
  node: name('One menu node: the contacts that came by there are counted, and their stays.'),
  agent: name('One agent: the segments are counted, and the time in states.'),
  team: name('One team: what it promised, what became of its contacts, and the time of who belongs to it now, is counted.'),
  place: name('One place, as /api/v1/minutes names it (node:main, queue:billing, reason:bill): the minutes lost there are counted, by the UTC hour in which a contact began.'),
  away: name('Only time away for this reason, as the source tells it: lunch; none: without a reason. For time_away and breaks_over_limit.'),
  channel: name('voice (default), chat, email: they never share a number.'),
  view: oneOf(['queue', 'contact', 'agent'], 'Who is counted where nothing is named. queue: who reached a queue; contact: all who called; agent: the time of all agents. Left out: each metric as it is defined.'),
  from: instant('The window\'s beginning, on a quarter-hour. Left out: today\'s beginning in the zone.'),
  to: instant('The window\'s end, not in it, on a quarter-hour. Left out: the end of the quarter-hour that goes on.'),
  ...returns,
  attribution: oneOf(attributionChoices(), 'By which instant a contact counts: arrival (default), completion or disconnect.'),
  zone: name('The zone of hours and days, such as Europe/Berlin. Left out: the center\'s.'),
};
export const metricsQuery = z.strictObject({
  ...counted,
  metric: name('Only this metric, or several with commas between them.'),
  variant: name('Only this variant of the service level: served_in_time, answered_only, …; all: the nine of them side by side.'),
  interval: oneOf(intervals, 'Into what the window is cut: none (default), quarter, half-hour, hour or day, in the zone; the days of a queue begin when its settings say. They add up to the whole, whatever the clock does.'),
});
export type MetricsQuery = z.output<typeof metricsQuery>;

/** Of one metric, as lines of a chart. */
export const seriesQuery = z.strictObject({
  ...counted,
  by: oneOf(seriesBy, 'What each line is of: queue, team, entry (number) or channel, all that you may see; away: the reason for being away; none (default): one line, of what the query names.'),
  interval: oneOf(['quarter', 'half-hour', 'hour', 'day'], 'Into what the window is cut: quarter, half-hour, hour (default) or day, in the zone.'),
  cursor: text.regex(/^\d{1,6}-\d{1,15}$/, { error: 'Write what "next" said, or leave it out.' }).optional().meta({ description: 'The page after this one: what "next" said. A page holds 3,000 intervals, 200 lines and 20,000 values at most.' }),
});
export type SeriesQuery = z.output<typeof seriesQuery>;

/** Of one metric, over the whole window. */
const last = oneOf(['30m', 'window'], '30m: the last thirty minutes by the minute, as the board shows them, instead of "from" and "to"; window (default): those.');
export const explainQuery = z.strictObject({ ...counted, last });
export type ExplainQuery = z.output<typeof explainQuery>;
export const countedQuery = z.strictObject({
  ...counted,
  last,
  counted: oneOf(['part', 'whole', 'out'], 'part: only contacts that count above the line of the formula (and beneath it); whole: only those that count beneath it alone; out: only those that the window holds and the formula leaves out. Left out: all three.'),
  ...paging,
});
export type CountedQuery = z.output<typeof countedQuery>;

function attributionChoices(): ['arrival', 'completion', 'disconnect'] {
  return attributions as ['arrival', 'completion', 'disconnect'];
}

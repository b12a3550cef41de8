import { z } from 'zod';
import type { Owner } from '../domain/floor.js';
import { blockers } from '../domain/prompt.js';
import { DAY, HOUR } from '../domain/time.js';
import { duration, id } from './units.js';

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const within = duration.refine((millis) => millis >= HOUR && millis <= 30 * DAY, { error: 'is less than an hour or more than 30 days' });
const claim = z.string().regex(new RegExp(`^(menus|queues|numbers|reasons|feedback|rest|blocked:(${blockers.join('|')})|(rule|topic|reason):.+)$`, 'u'), {
  error: `is none of menus, queues, numbers, reasons, feedback, rest, blocked:… (${blockers.join(', ')}), rule:…, topic:…, reason:…`,
});
const weekly = z.string().regex(/^(sun|mon|tue|wed|thu|fri|sat) ([01]\d|2[0-3]):[0-5]\d$/, { error: 'is no time of the week such as "mon 08:00"' })
  .transform((text) => ({ weekday: weekdays.findIndex((day) => text.startsWith(day)), minute: Number(text.slice(4, 6)) * 60 + Number(text.slice(7)) }));
const minute = z.strictObject({ costs: z.number().nonnegative(), currency: z.string().regex(/^[A-Z]{3}$/, { error: 'is no currency such as EUR' }) });

/** The section `owners` of the settings file: who is told what, and who answers for it. Where findings are posted holds secrets, and stands elsewhere. */
export const ownersFile = z.record(id, z.strictObject({
  name: z.string().optional(),
  email: z.email().optional(),
  person: z.strictObject({ name: z.string().min(1), title: z.string().min(1).optional(), email: z.email().optional() }).optional(),
  acknowledgeWithin: within.optional(),
  owns: z.array(claim).optional(),
  words: z.record(id, z.string().min(1).max(100)).optional(),
  minute: minute.optional(),
  weekly: weekly.optional(),
}));

export function toOwners(file: z.output<typeof ownersFile>): Readonly<Record<string, Owner>> {
  return Object.fromEntries(Object.entries(file).map(([owner, { acknowledgeWithin, owns, ...rest }]) => [owner, {
    ...rest, ...(acknowledgeWithin === undefined ? {} : { acknowledgeWithinMs: acknowledgeWithin }),
    // Topics are compared as they are counted.
    ...(owns === undefined ? {} : { owns: owns.map((each) => (each.startsWith('topic:') ? each.toLowerCase() : each)) }),
  }])) as Readonly<Record<string, Owner>>;
}

import { z } from 'zod';
import { retentionBounds, usualRetention } from '../domain/retention.js';
import type { Retention } from '../domain/retention.js';
import type { Millis } from '../domain/time.js';
import { duration, toUnits } from './units.js';

const kept = (name: keyof Retention) => {
  const [least, most] = retentionBounds[name];
  return duration.refine((millis: Millis) => millis >= least && millis <= most, { error: `is not between ${toUnits(least)} and ${toUnits(most)}` }).optional();
};

/** The section `retention` of the settings file: how long what is known of callers is kept. */
export const retentionFile = z.strictObject({
  contacts: kept('contactsMs'), readings: kept('readingsMs'), numbers: kept('numbersMs'), refused: kept('refusedMs'), comments: kept('commentsMs'),
  findings: kept('findingsMs'),
}).superRefine(({ contacts = usualRetention.contactsMs, readings = usualRetention.readingsMs }, context) => {
  if (readings < contacts) context.addIssue({ code: 'custom', path: ['readings'], message: `is shorter than contacts are kept (${toUnits(contacts)}): what is counted of them would be gone before they are` });
});

export function toRetention({ contacts, readings, numbers, refused, comments, findings }: z.output<typeof retentionFile>): Retention {
  return {
    contactsMs: contacts ?? usualRetention.contactsMs, readingsMs: readings ?? usualRetention.readingsMs, numbersMs: numbers ?? usualRetention.numbersMs,
    refusedMs: refused ?? usualRetention.refusedMs, commentsMs: comments ?? usualRetention.commentsMs, findingsMs: findings ?? usualRetention.findingsMs,
  };
}

export function retentionDocument(retention: Retention): Readonly<Record<string, unknown>> {
  const names = ['contacts', 'readings', 'numbers', 'refused', 'comments', 'findings'] as const;
  return Object.fromEntries(names.flatMap((name) => (retention[`${name}Ms`] === usualRetention[`${name}Ms`] ? [] : [[name, toUnits(retention[`${name}Ms`])]])));
}

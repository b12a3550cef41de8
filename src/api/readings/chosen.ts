import type { Metric } from '../../domain/metric.js';
import { ok } from '../../domain/result.js';
import type { Metrics } from '../../views/numbers.js';
import { wrong } from '../answer.js';
import type { Answer } from '../answer.js';
import { unknownName } from '../asked.js';
import type { MetricsQuery } from '../parameters.js';
import { suits } from './kinds.js';
import type { Kind } from './kinds.js';
import type { Subject } from './subject.js';

/** The variants of the service level (METRICS.md); their rivals are one parameter away. */
const variants = [
  'served_in_time', 'answered_only', 'abandon_positive', 'abandon_negative', 'abandon_ignored',
  'short_abandon_credited', 'short_abandon_excluded', 'with_flowouts', 'removed_in_threshold', 'contact_served_in_time',
];

/** A metric and the subject that it is read from. */
export interface Chosen {
  readonly metric: Metric;
  readonly subject: Subject;
}

/** Those that were asked for; else all that say something about the subject. */
export function chosenOf({ metric, variant }: MetricsQuery, metrics: Metrics, subjects: readonly Subject[]): Answer<readonly Chosen[]> {
  if (variant !== undefined && !variants.includes(variant)) return unknownName('variant', variant, variants);
  const asked = [...metric === undefined ? [] : metric.split(',').map((id) => id.trim()), ...variant === undefined ? [] : [variant]];
  const chosen: Chosen[] = [];
  for (const id of new Set(asked.length > 0 ? asked : metrics.keys())) {
    const found = metrics.get(id);
    if (!found) return unknownName('metric', id, [...metrics.keys()]);
    const subject = subjects.find(({ kind }) => suits(found, kind));
    if (subject) chosen.push({ metric: found, subject });
    else if (asked.length > 0) return wrong(`The metric "${id}" says nothing about ${spoken[subjects[0]?.kind ?? 'total']}.`, 'Ask for it without "queue", "entry", "reason", "agent", "team" and "view", or leave it out.');
  }
  return ok(chosen);
}

const spoken: Readonly<Record<Kind, string>> = {
  queue: 'a queue', total: 'those who reached a queue', contacts: 'all who called', entry: 'a number', reason: 'a reason', agent: 'an agent', team: 'a team',
};

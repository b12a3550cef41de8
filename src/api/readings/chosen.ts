import { serviceLevelIds } from '../../domain/explain/elsewhere.js';
import type { Metric } from '../../domain/metric.js';
import { ok } from '../../domain/result.js';
import type { Metrics } from '../../views/numbers.js';
import { wrong } from '../answer.js';
import type { Answer } from '../answer.js';
import { unknownName } from '../asked.js';
import type { MetricsQuery } from '../parameters.js';
import { isOfAway, suits } from './kinds.js';
import type { Kind } from './kinds.js';
import type { Subject } from './subject.js';

/** A metric and the subject that it is read from. */
export interface Chosen {
  readonly metric: Metric;
  readonly subject: Subject;
}

/** The nine of METRICS.md, over the same calls. */
const queueServiceLevels = serviceLevelIds.filter((id) => !id.startsWith('contact_'));

/** Those that were asked for; else all that say something about the subject. */
export function chosenOf({ metric, variant, away }: MetricsQuery, metrics: Metrics, subjects: readonly Subject[]): Answer<readonly Chosen[]> {
  if (variant !== undefined && variant !== 'all' && !serviceLevelIds.includes(variant)) return unknownName('variant', variant, ['all', ...serviceLevelIds]);
  const variants = variant === undefined ? [] : variant === 'all' ? queueServiceLevels : [variant];
  const asked = [...metric === undefined ? [] : metric.split(',').map((id) => id.trim()), ...variants];
  const chosen: Chosen[] = [];
  for (const id of new Set(asked.length > 0 ? asked : metrics.keys())) {
    const found = metrics.get(id);
    if (!found) return unknownName('metric', id, [...metrics.keys()]);
    const isOther = away !== undefined && !isOfAway(found);
    if (isOther && asked.length > 0) return wrong(`The metric "${id}" is not asked by the reason for being away.`, 'Ask for time_away or breaks_over_limit, or leave out "away".');
    const subject = isOther ? undefined : subjects.find(({ kind }) => suits(found, kind));
    if (subject) chosen.push({ metric: found, subject });
    else if (asked.length > 0) return wrong(`The metric "${id}" says nothing about ${spoken[subjects[0]?.kind ?? 'total']}.`, 'Ask for it without "queue", "entry", "reason", "node", "agent", "team" and "view", or leave it out.');
  }
  return ok(chosen);
}

const spoken: Readonly<Record<Kind, string>> = {
  queue: 'a queue', total: 'those who reached a queue', contacts: 'all who called', entry: 'a number', reason: 'a reason', node: 'a menu node', agent: 'an agent', team: 'a team', staff: 'a queue', agents: 'all agents', place: 'a place',
};

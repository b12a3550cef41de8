import type { Catalogue } from '../contract/session.js';
import { groundsExplained } from '../views/grounds-explained.js';
import type { ApiParts } from './parts.js';

/** Every rule and every metric with its definition and its page. */
export function catalogueOf({ rules, metrics, pages }: Pick<ApiParts, 'rules' | 'metrics' | 'pages'>): Catalogue {
  return {
    flags: rules.map(({ id, title, class: kind, version, rule, action, options }) => ({
      id, title, class: kind, version, rule, action,
      options: Object.entries(options).map(([name, spec]) => ({ name, default: spec.default, says: spec.says })),
      page: pages.rules[id] ?? '',
    })),
    metrics: [...metrics.values()].map(({ id, title, formula, unit }) => ({ id, title, formula, unit, page: pages.metrics[id] ?? '' })),
    grounds: groundsExplained(),
  };
}

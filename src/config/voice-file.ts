import { z } from 'zod';
import { believables, facts, noBeliefs } from '../domain/belief.js';
import type { Beliefs, StatedBeliefs } from '../domain/belief.js';
import { scopes, spans, usualReturn } from '../domain/return-window.js';
import type { ReturnWindow } from '../domain/return-window.js';
import { id, share } from './units.js';

/** The section `returns` of the settings file: after which time without a new contact something counts as solved. */
export const returnsFile = z.strictObject({
  within: z.enum(spans, { error: `is none of ${spans.join(', ')}` }).optional(),
  scope: z.enum(scopes, { error: 'is neither any nor same: any reason, or the same' }).optional(),
});

const beliefs = z.partialRecord(z.enum(believables, { error: `is none of ${believables.join(', ')}` }), share);

/** The section `beliefs`: what owners and administrators expect. */
export const beliefsFile = z.strictObject({
  center: beliefs.optional(),
  queues: z.record(id, beliefs).optional(),
  owners: z.record(id, beliefs).optional(),
}).superRefine(({ queues = {} }, context) => {
  for (const [queue, believed] of Object.entries(queues)) {
    for (const each of believables) {
      if (believed[each] !== undefined && facts[each].isOfMenus) context.addIssue({ code: 'custom', path: ['queues', queue, each], message: 'is counted in the menus, before any queue: write it under center' });
    }
  }
});

export function toReturns({ within, scope }: z.output<typeof returnsFile>): ReturnWindow {
  return { within: within ?? usualReturn.within, scope: scope ?? usualReturn.scope };
}

export function toBeliefs({ center, queues, owners }: z.output<typeof beliefsFile>): StatedBeliefs {
  return { center: (center ?? noBeliefs.center) as Beliefs, queues: (queues ?? noBeliefs.queues) as StatedBeliefs['queues'], ...(owners === undefined ? {} : { owners: owners as StatedBeliefs['queues'] }) };
}

import { cohortKey } from '../cohort.js';
import type { Contact } from '../contact.js';
import type { Flag } from '../flag.js';
import type { Contribution, Measure } from '../metric.js';
import { hourOf } from '../place.js';

type Tally = Partial<Record<Measure, number>>;

/**
 * What an inbound contact adds to the cohorts that are no places of the floor: once it is over, to the version of the flow that it came through,
 * by the hour of its start like all rates by place; and to the offer that its reason names, at once.
 */
export function contributionsOfCohorts(contact: Contact, flags: readonly Flag[]): Contribution[] {
  if (contact.direction !== 'inbound') return [];
  const { channel, startedAt, offer, reason } = contact;
  const out: Contribution[] = [];
  if (offer !== undefined && reason !== undefined) {
    out.push({ at: startedAt, attribution: 'arrival', key: cohortKey({ kind: 'offer', channel, name: offer }), tally: { [`reason.${reason}`]: 1 } });
  }
  const flow = flowOf(contact);
  if (flow === undefined || contact.endedAt === undefined || contact.endedBy === 'inferred') return out;
  const tally: Tally = { passed: 1 };
  for (const { rule, retractedAt } of flags) if (retractedAt === undefined) tally[`hurt.flag.${rule}`] = 1;
  out.push({ at: hourOf(startedAt), attribution: 'arrival', key: cohortKey({ kind: 'flow', channel, name: flow }), tally });
  return out;
}

/** The version of the flow that a contact came through first, `bank@7`; undefined where the source tells of none. */
export function flowOf({ menu }: Contact): string | undefined {
  const first = menu.find(({ flow }) => flow !== undefined);
  return first?.flow === undefined ? undefined : `${first.flow}${first.flowVersion === undefined ? '' : `@${first.flowVersion}`}`;
}

import type { Contact } from '../contact.js';
import type { Flag } from '../flag.js';
import type { ContactSummary } from '../journey.js';
import { questionOf, resolvedSaid } from '../surveyed.js';
import type { Said } from '../surveyed.js';

/** What is remembered of one contact to tell at a glance how its customer fares. */
export interface Sighting {
  readonly summary: ContactSummary;
  /** Every queue it touched, the last one last. */
  readonly queues: readonly string[];
  /** Those that stand, its own and the journey's. */
  readonly flags: readonly Flag[];
  /** What the customer answered afterwards. */
  readonly said: readonly Said[];
}

/** `flags`: of the contact and of its journey. */
export function sightingOf(summary: ContactSummary, contact: Contact, flags: readonly Flag[]): Sighting {
  const queues = [...contact.visits.map(({ queue }) => queue), ...contact.segments.flatMap(({ queue }) => queue ?? [])];
  return {
    summary, queues: [...new Set(queues)],
    flags: flags.filter(({ contact: id, retractedAt }) => id === summary.id && retractedAt === undefined),
    said: contact.surveys.flatMap(({ answers }) => answers),
  };
}

/** Of a contact whose events are not at hand: what its customer's journey knows of it. */
export function sightingFromJourney(summary: ContactSummary, flags: readonly Flag[]): Sighting {
  const queue = summary.loss?.queue;
  return { summary, queues: queue === undefined ? [] : [queue], flags: flags.filter(({ contact, retractedAt }) => contact === summary.id && retractedAt === undefined), said: [] };
}

/** Whether the matter was resolved: the customer's word before the agent's. Undefined where neither said. */
export function verdictOf({ summary, said }: Sighting): { readonly resolved: 'yes' | 'partly' | 'no'; readonly by: 'customer' | 'agent' } | undefined {
  const word = resolvedSaid([{ survey: '', answers: said }]);
  if (word !== undefined) return { resolved: word, by: 'customer' };
  return summary.resolved === undefined ? undefined : { resolved: summary.resolved, by: 'agent' };
}

/** When the customer said so, else when the contact ended. */
export function verdictAt({ summary, said }: Sighting): number {
  return said.filter((each) => questionOf(each) === 'resolved').at(-1)?.at ?? summary.endedAt ?? summary.startedAt;
}

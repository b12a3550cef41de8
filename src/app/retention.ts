import { setTimeout } from 'node:timers/promises';
import { RetentionSweep, type RetentionParts } from '../pipeline/retention.js';
import type { Findings, FindingsParts } from '../findings/findings.js';
import type { Edges } from './edges.js';
import type { Machine, Told } from './machine.js';

/** What removes everything that is kept for a time, when its time is over. */
export function retentionOf(machine: Machine, { counters }: Pick<Edges, 'counters'>, findings: Findings, { note }: Pick<Told, 'note'>): RetentionSweep {
  const { memory, removals, log, street, floorNow, numbers, refused, surveys } = machine;
  return new RetentionSweep({
    memory, removals, log, note,
    settings: () => floorNow().retention,
    isBusy: () => street.state.is !== 'live' || street.lag > BEHIND,
    wait: (millis, signal) => setTimeout(millis, undefined, { signal, ref: false }).catch(() => undefined),
    removed: (of, count) => counters.remove(of, count),
    others: [
      { class: 'numbers', remove: () => numbers.forgetExpired() },
      { class: 'refused', remove: (now, { refusedMs }) => refused.removeBefore(now - refusedMs) },
      { class: 'comments', remove: (now, { commentsMs }) => surveys.removeComments(now - commentsMs) },
      ...ofFindings(findings),
    ],
  });
}

/** Before the journals are read nobody knows what is old in them: the next sweep does. */
export function ofFindings(findings: Pick<Findings, 'isReady' | 'ledger'> & { readonly parts: Pick<FindingsParts, 'store'> }): RetentionParts['others'] {
  const { ledger, parts: { store } } = findings;
  return [
    { class: 'letters', remove: (now, { findingsMs }) => store.removeLetters(now - findingsMs) },
    { class: 'findings', remove: async (now, { findingsMs }) => (findings.isReady ? ledger.forget(now - findingsMs) : 0) },
    { class: 'evidence', remove: async (now, { contactsMs }) => (findings.isReady ? ledger.forgetCalls(now - contactsMs) : 0) },
  ];
}

/** Entries of the log that wait to be folded. */
const BEHIND = 20;

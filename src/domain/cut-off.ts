import type { AgentSegment, Contact } from './contact.js';

/** Q.850 causes of an ordinary end: cleared, busy, no answer, rejected, and "normal, unspecified"; by number or by name. */
const ordinary: ReadonlySet<string> = new Set([
  '0', '16', '17', '18', '19', '21', '31', 'normal-clearing', 'user-busy', 'no-user-response', 'no-answer', 'call-rejected', 'normal-unspecified',
]);

/** Q.850 causes of a line that broke: out of order, network failures, congestion, a timer that ran out, a protocol error. */
export const brokenCauses = '27,34,38,41,42,44,47,102,111,127,network-out-of-order,destination-out-of-order,normal-temporary-failure,recovery-on-timer-expire,media-timeout';

/**
 * The agent's part in whose midst the connection broke: the system ended it, or the hang-up cause names a fault; undefined
 * where it did not. `causes`: those that name a fault, separated by commas.
 */
export function cutOffIn(contact: Contact, causes: string): AgentSegment | undefined {
  const { endedAt, endedBy, endCause } = contact;
  const segment = contact.segments.at(-1);
  if (endedAt === undefined || endedBy === 'inferred' || contact.direction !== 'inbound' || segment === undefined) return undefined;
  if (segment.transfer !== undefined || segment.by === 'transfer') return undefined;
  // Over before the end: the talk was finished, what broke then broke nothing.
  if (segment.leftAt === undefined || segment.leftAt < endedAt) return segment.by === 'system' && !isOrdinary(endCause) ? segment : undefined;
  if (endCause !== undefined && causes.split(',').some((each) => wordOf(each) === wordOf(endCause))) return segment;
  return (segment.by ?? endedBy) === 'system' && !isOrdinary(endCause) ? segment : undefined;
}

function isOrdinary(cause: string | undefined): boolean {
  return cause !== undefined && ordinary.has(wordOf(cause));
}

/** `NORMAL_CLEARING` and `normal-clearing` are one. */
function wordOf(cause: string): string {
  return cause.trim().toLowerCase().replaceAll('_', '-');
}

import type { ContactSummary } from '../journey.js';
import { lengthOf } from '../return-window.js';
import type { ReturnWindow } from '../return-window.js';
import type { Instant } from '../time.js';
import { spoken } from '../wording.js';
import { verdictOf } from './sighting.js';
import type { Sighting } from './sighting.js';

type Word = 'yes' | 'partly' | 'no';

/** Whether a matter was resolved, and how that is known. `against`: the agent's other word, where the customer contradicts it. */
export type Resolution =
  | { readonly is: 'stated'; readonly by: 'customer' | 'agent'; readonly resolved: Word; readonly against?: Word }
  | { readonly is: 'inferred'; readonly resolved: 'yes' | 'no'; readonly says: string }
  | { readonly is: 'unknown'; readonly says: string };

/** What was said comes first; what is inferred from coming back or staying away says so, and a window that is open still is no answer. */
export function resolutionOf(sighting: Sighting, others: readonly ContactSummary[], window: ReturnWindow, now: Instant): Resolution {
  const { summary } = sighting;
  const verdict = verdictOf(sighting);
  if (verdict) {
    const { resolved, by } = verdict;
    const contradicts = by === 'customer' && summary.resolved !== undefined && summary.resolved !== resolved;
    return { is: 'stated', by, resolved, ...(contradicts && summary.resolved !== undefined ? { against: summary.resolved } : {}) };
  }
  const { endedAt } = summary;
  if (endedAt === undefined) return { is: 'unknown', says: 'under way' };
  if (summary.direction !== 'inbound') return { is: 'unknown', says: 'nobody said' };
  if (summary.loss) return { is: 'inferred', resolved: 'no', says: 'let down in the end' };
  const next = others.filter((each) => cameBack(each, summary, endedAt, window)).toSorted((a, b) => a.startedAt - b.startedAt)[0];
  if (next) return { is: 'inferred', resolved: 'no', says: `came back ${spoken(next.startedAt - endedAt)} later` };
  const left = endedAt + lengthOf(window.within) - now;
  if (left > 0) return { is: 'unknown', says: `nobody said; ${spoken(left)} more until silence counts` };
  return { is: 'inferred', resolved: 'yes', says: `did not come back within ${spoken(lengthOf(window.within))}` };
}

/** As the floor has it: for any reason, or for the same; a reason that is not known is taken for the same. */
function cameBack(each: ContactSummary, before: ContactSummary, endedAt: Instant, { within, scope }: ReturnWindow): boolean {
  const counts = scope === 'any' || each.reason === undefined || before.reason === undefined || each.reason === before.reason;
  return each.id !== before.id && each.direction === 'inbound' && counts && each.startedAt >= endedAt && each.startedAt - endedAt <= lengthOf(within);
}

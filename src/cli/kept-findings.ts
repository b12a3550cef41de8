import type { Retention } from '../domain/retention.js';
import { DAY } from '../domain/time.js';
import type { Instant, Millis } from '../domain/time.js';
import type { Removal, RemovalClass, RemovalsSeen } from '../ports/retention.js';
import type { Finding } from './upkeep.js';

/** How much longer than it should something may be there: a sweep is due every ten minutes, and a server may have been off for a weekend. */
const GRACE: Millis = 3 * DAY;

const names: Readonly<Partial<Record<RemovalClass, readonly [name: string, setting: keyof Retention]>>> = {
  entries: ['events in the log', 'contactsMs'], 'agent-days': ['agents\' days', 'contactsMs'], readings: ['readings', 'readingsMs'], refused: ['refused things', 'refusedMs'], comments: ['texts of surveys', 'commentsMs'],
  findings: ['findings that nobody says anything of', 'findingsMs'], letters: ['letters about findings', 'findingsMs'], evidence: ['calls that findings name', 'contactsMs'],
};

/** What of callers' data is kept for longer than the settings say, and what has gone. */
export function keptFindings(oldest: Awaited<ReturnType<RemovalsSeen['oldest']>>, removals: readonly Removal[], retention: Retention, now: Instant): Finding[] {
  const late = Object.entries(names).flatMap(([of, [name, setting]]) => {
    const age = now - (oldest[of as RemovalClass] ?? now);
    return age > retention[setting] + GRACE ? [{ well: false, says: `The oldest of the ${name} is ${days(age)} old, and ${days(retention[setting])} are set. Keep the server running: it removes them by itself, and its log says why where it cannot.` }] : [];
  });
  const overdue = (oldest.numbers ?? now) < now - DAY ? [{ well: false, says: 'Sealed numbers are there for longer than they may be. Keep the server running: it removes them by itself.' }] : [];
  const went = removals.filter(({ removed }) => removed > 0).map(({ class: of, removed }) => `${removed} ${of}`);
  const lastAt = Math.max(0, ...removals.map((each) => each.lastAt));
  const done = lastAt === 0 ? 'Nothing has been removed for its age yet.' : `Removed for their age so far: ${went.join(', ') || 'nothing'}; last looked for at ${new Date(lastAt).toISOString()}.`;
  return [...late, ...overdue, { well: true, says: done }];
}

function days(age: Millis): string {
  return `${Math.floor(age / DAY)} days`;
}

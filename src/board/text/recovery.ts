import type { RecoveryLine } from '../../contract/board.js';
import { hourAndMinute, timeOrDay } from './clock-time.js';
import { ago, duration } from './duration.js';

/** A call that was never heard of again binds nobody. */
const LONGEST_CALL = 15 * 60_000;

const reasons = { abandoned: 'Gave up', 'turned-away': 'Turned away', 'cut-off': 'Cut off', 'lost-in-transfer': 'Lost in transfer', 'call-asked': 'Asked for a call' } as const;
const results = { answered: 'picked up', busy: 'busy', 'no-answer': 'no answer', machine: 'a mailbox' } as const;
const hindrances: Readonly<Record<string, string>> = {
  'agent-not-reached': 'the agent did not pick up', refused: 'the phone platform refused', unknown: 'the phone platform did not say what became of it', stopped: 'taken back',
};

/** "Gave up after 2:10", "Asked for a call". */
export function whyOf({ why, waitedMs }: RecoveryLine): string {
  return `${reasons[why]}${waitedMs < 1_000 ? '' : ` after ${duration(waitedMs)}`}`;
}

/** The list as rows of a file, its head first; no number is in it. Times are UTC. */
export function recoveryRows(lines: readonly RecoveryLine[]): readonly (readonly string[])[] {
  const iso = (at: number | undefined): string => (at === undefined ? '' : new Date(at).toISOString());
  return [['Who', 'Why', 'Queue', 'Owner', 'Since', 'Due', 'Waited', 'Times today', 'Tries', 'State', 'Contact'], ...lines.map((line) => [
    line.label, reasons[line.why], line.queue?.name ?? '', line.owner?.name ?? '', iso(line.at), iso(line.due), duration(line.waitedMs), String(line.times), String(line.attempts), line.state, line.contact,
  ])];
}

/** "due 14:30", "due 14:30, 12 min late". */
export function dueOf({ due }: RecoveryLine, now: number, zone: string): { readonly text: string; readonly isLate: boolean } | undefined {
  if (due === undefined) return undefined;
  const at = now - due < 12 * 3_600_000 && due - now < 12 * 3_600_000 ? hourAndMinute(due, zone) : timeOrDay(due, now, zone);
  const isLate = now - due >= 60_000;
  return { text: `due ${at}${isLate ? `, ${ago(now - due).replace(' ago', ' late')}` : ''}`, isLate };
}

/** Whether someone is on it now: nobody else needs to be. */
export function isBeingCalled({ state, callingSince }: RecoveryLine, now: number): boolean {
  return state === 'calling' && now - (callingSince ?? 0) < LONGEST_CALL;
}

/** "Tried 2 times, last 4 min ago: no answer"; undefined before the first try. */
export function triesOf({ attempts, lastAttempt, by }: RecoveryLine, now: number): string | undefined {
  if (attempts === 0) return undefined;
  const result = lastAttempt?.result === undefined ? '' : `: ${results[lastAttempt.result]}`;
  return `${attempts === 1 ? 'Tried' : `Tried ${attempts} times, last`} ${lastAttempt === undefined ? 'before' : ago(now - lastAttempt.at)}${by === undefined ? '' : ` by ${by}`}${result}`;
}

/** "Not called 4 min ago: the agent did not pick up". */
export function notCalledOf({ notCalled }: RecoveryLine, now: number): string | undefined {
  if (notCalled === undefined) return undefined;
  const why = notCalled.why === undefined ? undefined : hindrances[notCalled.why] ?? notCalled.why;
  return `Not called, ${ago(now - notCalled.at)}${why === undefined ? '' : `: ${why}`}`;
}

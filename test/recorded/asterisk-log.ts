import { existsSync, readFileSync } from 'node:fs';
import type { QueueRow } from '../../src/contract/board.js';
import type { Page } from '../../src/contract/session.js';

export const AMI = '../shared/data/asterisk/ami-events.txt';
export const LOG = '../shared/data/asterisk/queue_log';
export const present = existsSync(AMI) && existsSync(LOG);

export interface Counts {
  readonly offered: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly turnedAway: number;
  readonly leftByChoice: number;
}

const verbs: Readonly<Record<string, keyof Counts>> = {
  ENTERQUEUE: 'offered', CONNECT: 'answered', ABANDON: 'abandoned', EXITWITHTIMEOUT: 'turnedAway', EXITEMPTY: 'turnedAway', EXITWITHKEY: 'leftByChoice',
};

/** What the raw lines of queue_log count in each queue. */
export function countRawLines(): Record<string, Counts> {
  const counts: Record<string, Counts> = {};
  for (const line of readFileSync(LOG, 'utf8').split('\n')) {
    const [, , queue = '', , verb = ''] = line.split('|');
    const what = verbs[verb];
    if (what === undefined) continue;
    const known = counts[queue] ?? { offered: 0, answered: 0, abandoned: 0, turnedAway: 0, leftByChoice: 0 };
    counts[queue] = { ...known, [what]: known[what] + 1 };
  }
  return counts;
}

/** The recorded queue_log, as if its calls had happened so many seconds later. */
export function shiftedLog(seconds: number): string {
  return readFileSync(LOG, 'utf8').replace(/^\d{10}|\b\d{10}(?=\.\d)/gm, (second) => String(Number(second) + seconds));
}

/** The last half-hour as the board's rows have it. */
export function onBoard({ items }: Page<QueueRow>): Record<string, Counts> {
  return Object.fromEntries(items.map(({ id, last30: { offered, answered, abandoned, flowOuts } }) =>
    [id, { offered, answered, abandoned, turnedAway: flowOuts.involuntary, leftByChoice: flowOuts.byChoice }]));
}

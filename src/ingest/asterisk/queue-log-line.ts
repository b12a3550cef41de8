import type { Instant } from '../../domain/time.js';
import { refused, ok, type Result } from '../../domain/result.js';

/** One line of queue_log: `epoch|uniqueid|queue|member|VERB|data…`. */
export interface QueueLogLine {
  readonly at: Instant;
  /** The caller's channel; undefined where the line is about no call. */
  readonly leg: string | undefined;
  readonly queue: string | undefined;
  readonly member: string | undefined;
  readonly verb: string;
  readonly data: readonly string[];
}

/** What stands for a Uniqueid where there is no call. */
const NO_CALL = new Set(['NONE', 'REALTIME', 'MANAGER', 'CLI', '']);

export function parseQueueLogLine(line: string): Result<QueueLogLine> {
  const [epoch = '', leg = '', queue = '', member = '', verb = '', ...data] = line.trimEnd().split('|');
  // Asterisk writes seconds; a queue_log kept in a database may hold fractions.
  if (!/^\d{9,11}(\.\d+)?$/.test(epoch)) return refused('It does not begin with the second it was written in, so it is no line of queue_log.');
  if (verb === '') return refused('It has no verb in its fifth field, so it was probably cut off while it was written.');
  return ok({ at: Math.floor(Number(epoch) * 1_000), leg: NO_CALL.has(leg) ? undefined : leg, queue: named(queue), member: named(member), verb, data });
}

export function seconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

function named(text: string): string | undefined {
  return text === '' || text === 'NONE' ? undefined : text;
}

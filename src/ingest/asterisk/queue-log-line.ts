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

/** A line under names, so that what may not be kept is told from ids and times; what is no line as it stands. */
export function fieldsOfLine(text: string, line: number): Readonly<Record<string, unknown>> {
  const [time = '', uniqueid = '', queue, member, verb, ...data] = text.trimEnd().split('|');
  return verb === undefined ? { line, written: text } : { line, time, uniqueid, queue, member, verb, data };
}

/** The line back from its fields; undefined for what was none. */
export function lineOfFields(kept: unknown): { readonly line: number; readonly text: string } | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const { line, time, uniqueid, queue, member, verb, data } = kept as Readonly<Record<string, unknown>>;
  if (typeof line !== 'number' || typeof time !== 'string' || !Array.isArray(data)) return undefined;
  return { line, text: [time, uniqueid, queue, member, verb, ...data as readonly unknown[]].map((field) => (typeof field === 'string' ? field : '')).join('|') };
}

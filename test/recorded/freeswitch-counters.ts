import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { EarshotEvent } from '../../src/domain/event.js';
import type { RecordedEvent } from '../support/esl-replayer.js';

export const FOLDER = '../shared/data/freeswitch';
export const RECORDING = path.join(FOLDER, 'esl-events-plain.txt');
export const present = existsSync(RECORDING);

/** mod_callcenter's own counters per queue, since the switch was started. */
export function countersOf(): Record<string, { readonly answered: number; readonly abandoned: number }> {
  const [head = '', ...rows] = readFileSync(path.join(FOLDER, 'callcenter-support.txt'), 'utf8').split('\n').filter((line) => line.includes('|'));
  const names = head.split('|');
  return Object.fromEntries(rows.map((row) => row.split('|')).map((values) => [values[0] ?? '', {
    answered: Number(values[names.indexOf('calls_answered')]), abandoned: Number(values[names.indexOf('calls_abandoned')]),
  }]));
}

/** What the switch had done before the first recorded event: channels that it had carried, and since when it ran. */
export function earlierThan(raw: readonly RecordedEvent[]): { readonly channels: number; readonly seconds: number } {
  const sessions = raw.filter(({ fields }) => fields.get('Event-Name') === 'CHANNEL_CREATE').map(({ fields }) => Number(fields.get('variable_session_id')));
  const beat = raw.find(({ fields }) => fields.get('Event-Name') === 'HEARTBEAT')?.fields;
  const startedAt = Number(beat?.get('Event-Date-Timestamp')) / 1_000 - Number(beat?.get('Uptime-msec'));
  return { channels: Math.min(...sessions) - 1, seconds: Math.floor((Number(raw[0]?.fields.get('Event-Date-Timestamp')) / 1_000 - startedAt) / 1_000) };
}

export interface QueueCounts {
  readonly answered: number;
  readonly abandoned: number;
  readonly timeout: number;
}

export function perQueue(events: readonly EarshotEvent[]): Record<string, QueueCounts> {
  const counts: Record<string, QueueCounts> = {};
  for (const event of events) {
    if (event.type !== 'queue.left') continue;
    const { queue = '', reason } = event.data;
    const before = counts[queue] ?? { answered: 0, abandoned: 0, timeout: 0 };
    if (reason === 'answered' || reason === 'abandoned' || reason === 'timeout') counts[queue] = { ...before, [reason]: before[reason] + 1 };
    else throw new Error(`${queue} was left for a reason that the recording does not have: ${reason}.`);
  }
  return counts;
}

/** Calls answered, and rings that a phone did not answer since the last that it did. */
export function perAgent(events: readonly EarshotEvent[]): Record<string, { readonly answered: number; readonly unanswered: number }> {
  const counts: Record<string, { answered: number; unanswered: number }> = {};
  for (const event of events) {
    if (event.type !== 'agent.offer.ended') continue;
    const counted = counts[event.data.agent] ??= { answered: 0, unanswered: 0 };
    if (event.data.reason === 'answered') counts[event.data.agent] = { answered: counted.answered + 1, unanswered: 0 };
    else if (event.data.reason !== 'cancelled') counted.unanswered += 1;
  }
  return counts;
}

import type { SourceRow } from '../../../src/contract/board.js';
import type { SourceHealth } from '../../../src/contract/sources.js';

const minute = 60_000;

/** One source that is well, one whose clock is ahead, and one that fell silent. */
export function sourceRows(now: number): readonly SourceRow[] {
  return [
    { source: 'asterisk-1', name: 'asterisk-1', lastEventAt: now - 800, state: 'heard', since: now - 400 * minute, accepted: 184_202, refused: 0 },
    { source: 'twilio', name: 'twilio', lastEventAt: now - 2_300, state: 'heard', since: now - 400 * minute, accepted: 22_914, refused: 3 },
    { source: 'fraud-line', name: 'Fraud line', lastEventAt: now - 11 * minute, state: 'silent', since: now - 11 * minute, accepted: 911, refused: 0 },
  ];
}

export function sourceHealth(now: number): readonly SourceHealth[] {
  const [asterisk, twilio, fraud] = sourceRows(now) as [SourceRow, SourceRow, SourceRow];
  const usual = { perMinute: 412, by: 'weeks', of: 4 } as const;
  return [
    {
      ...asterisk, occurredAt: now - 900, lag: { medianMs: 41, p99Ms: 380, events: 3_804 }, skewMs: 12, rate: { perMinute: 398, usual }, refusals: [], trouble: null,
      gaps: [{ from: now - 190 * minute, to: now - 187 * minute }, { from: now - 4_000 * minute, to: now - 3_990 * minute }],
      line: { platform: 'Asterisk', place: '10.1.2.3:5038', isUp: true, since: now - 187 * minute, retryAt: null }, queues: [{ id: 'billing', name: 'Billing' }, { id: 'returns', name: 'Returns' }],
    },
    {
      ...twilio, occurredAt: now + 88_000, lag: { medianMs: -90_000, p99Ms: -88_000, events: 510 }, skewMs: -90_000, rate: { perMinute: 51, usual: null }, gaps: [], line: null, queues: [],
      refusals: [{ reason: 'A task.created names no TaskSid.', times: 3, lastAt: now - minute }],
      trouble: { is: 'clock', says: 'Its clock is 1:30 ahead of this server\'s.', do: 'Set both clocks by NTP: what begins at one source and ends at another is wrong by as much.' },
    },
    {
      ...fraud, occurredAt: now - 11 * minute, lag: null, skewMs: null, rate: { perMinute: 0, usual: { ...usual, perMinute: 42 } }, refusals: [], gaps: [], line: null, queues: [{ id: 'fraud', name: 'Fraud' }],
      trouble: { is: 'silent', says: 'Nothing has come for 11:00; usually 42 events a minute at this hour.', do: 'Look whether it runs, and whether it reaches this server.' },
    },
  ];
}

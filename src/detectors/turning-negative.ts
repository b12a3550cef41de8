import type { Mood } from '../domain/contact.js';
import { contactDetector, quiet } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import { movesAgents } from '../domain/moves.js';
import { seconds } from '../domain/time.js';

export const turningNegative = contactDetector({
  id: 'turning-negative',
  version: 1,
  title: 'Mood turns',
  class: 'alert',
  rule: 'The customer sounds displeased over the last 3 remarks, and did not before.',
  action: 'Listen in; whisper, join or take over.',
  options: {
    remarks: { default: 3, min: 1, max: 20, says: 'Over how many remarks the mood is taken.' },
    below: { default: -0.3, min: -1, max: 1, says: 'The mean score, from -1 to 1, below which the customer sounds displeased.' },
    drop: { default: 0.3, min: 0, max: 2, says: 'By how much it lies below the mean of all remarks before.' },
    actFor: { default: 600, min: 0, max: 86_400, says: 'The seconds for which it stays an alert after the contact ended: time to call back.' },
  },
  on: [...movesAgents, 'speech.sentiment'],
  ask(contact, { floor, options }) {
    if (contact.moods.length === 0) return quiet;
    const last = contact.segments.at(-1);
    const limits = options(last?.queue);
    const turn = turnIn(contact.moods, limits);
    if (!turn) return quiet;
    const segment = contact.segments.findLast(({ connectedAt }) => connectedAt <= turn.at) ?? last;
    const over = turn.recoveredAt ?? (contact.endedAt === undefined ? undefined : contact.endedAt + seconds(limits.actFor));
    return {
      raised: [{
        subject: 'contact', since: turn.at, ...(over === undefined ? {} : { until: Math.max(turn.at, over) }), severity: 'warning',
        because: `sounded ${round(turn.mean)} over ${limits.remarks} remarks, ${round(turn.before)} before${segment === undefined ? '' : `, with ${nameOf(floor.agents, segment.agent)}`}`,
        place: { ...(segment === undefined ? {} : { agent: segment.agent }), ...(segment?.queue === undefined ? {} : { queue: segment.queue }) },
      }],
    };
  },
});

interface Turn {
  readonly at: number;
  readonly mean: number;
  readonly before: number;
  /** When the last remarks sounded better again. */
  readonly recoveredAt?: number;
}

/** The first turn to the worse. Who was displeased from the beginning did not turn: what they called about did that. */
function turnIn(moods: readonly Mood[], { remarks, below, drop }: { readonly remarks: number; readonly below: number; readonly drop: number }): Turn | undefined {
  for (let end = remarks + 1; end <= moods.length; end += 1) {
    const now = meanOf(moods.slice(end - remarks, end));
    const before = meanOf(moods.slice(0, end - remarks));
    if (now >= below || before - now < drop) continue;
    const recovered = moods.findIndex((_, place) => place >= end && meanOf(moods.slice(place + 1 - remarks, place + 1)) >= below);
    return { at: moods[end - 1]?.at ?? 0, mean: now, before, ...(recovered < 0 ? {} : { recoveredAt: moods[recovered]?.at ?? 0 }) };
  }
  return undefined;
}

function meanOf(moods: readonly Mood[]): number {
  return moods.reduce((sum, { score }) => sum + score, 0) / Math.max(1, moods.length);
}

function round(score: number): string {
  return (Math.round(score * 100) / 100).toString();
}

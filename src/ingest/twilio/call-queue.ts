import type { QueueLeftReason } from '../../domain/event.js';
import { SECOND } from '../../domain/time.js';
import { fact, known, type Fact } from '../fact.js';
import { dialledAgent } from './dialled-agent.js';
import { count, sid, text } from './fields.js';
import type { CallReport } from './told.js';

/** How <Enqueue> ended, in our words. A redirect is our own application's doing: it takes the caller elsewhere. */
const leftBecause: Readonly<Record<string, QueueLeftReason>> = {
  bridged: 'answered', 'redirected-from-bridged': 'answered', hangup: 'abandoned', leave: 'exit-key', redirected: 'withdrawn',
  'queue-full': 'full', error: 'unavailable', 'system-error': 'unavailable',
};

/** Where the address says why (`?reason=timeout`), the application knows better than Twilio. */
const hinted = new Set<string>(['timeout', 'voicemail', 'callback', 'exit-key', 'overflow', 'closed', 'unavailable'] satisfies QueueLeftReason[]);

/** The `action` of <Enqueue>: after the whole conversation where there was one, so QueueTime tells the wait and the post's time does not. */
export function enqueueResult({ fields, hints, id }: CallReport, call: string): readonly Fact[] {
  const told = leftBecause[text(fields, 'QueueResult') ?? ''];
  if (told === undefined) return [];
  const hint = text(hints, 'reason') ?? '';
  const reason = told !== 'answered' && told !== 'abandoned' && hinted.has(hint) ? hint as QueueLeftReason : told;
  const seconds = count(fields, 'QueueTime');
  return [fact('queue.left', `${call}:${id}:left`, known({ queue: queueOf({ fields, hints }), reason, waitMs: seconds === undefined ? undefined : seconds * SECOND }))];
}

/** The `waitUrl`, asked for again and again: the first, with QueueTime 0, is the entry. */
export function queueWaits({ fields, hints, stay }: CallReport, call: string): readonly Fact[] {
  const queue = queueOf({ fields, hints });
  if (queue === undefined || (count(fields, 'QueueTime') ?? 0) > 0) return [];
  return [fact('queue.entered', `${call}:${stay}:queued`, known({ queue, visit: `${call}:${stay}`, position: count(fields, 'QueuePosition') }))];
}

/** The `url` of <Queue>: in the moment in which someone takes this caller out. */
export function dequeued({ fields, hints }: CallReport, call: string): readonly Fact[] {
  const queue = queueOf({ fields, hints });
  const taker = sid(fields, 'DequeingCallSid') ?? call;
  const agent = dialledAgent(hints, undefined);
  const seconds = count(fields, 'QueueTime');
  return [
    fact('queue.left', `${call}:${taker}:dequeued`, known({ queue, reason: 'answered' as const, waitMs: seconds === undefined ? undefined : seconds * SECOND })),
    fact('agent.connected', `${call}:${taker}:connected`, known({ agent, queue, segment: taker })),
  ];
}

/**
 * The `action` of <Dial>, where its address names the agent: what status callbacks of the leg tell better and this tells too.
 * Without a name it says nothing, or an answer of nobody's would hide the one that the leg's own callbacks name.
 */
export function dialResult({ fields, hints, at }: CallReport, call: string): readonly Fact[] {
  const agent = text(hints, 'agent');
  const status = text(fields, 'DialCallStatus');
  if (agent === undefined || (status !== 'completed' && status !== 'answered')) return [];
  const leg = sid(fields, 'DialCallSid') ?? call;
  const part = known({ agent, queue: text(hints, 'queue'), segment: leg });
  const talked = (count(fields, 'DialCallDuration') ?? 0) * SECOND;
  return [fact('agent.connected', `${leg}:dial-connected`, part, { time: at - talked }), fact('agent.left', `${leg}:dial-left`, { agent, segment: leg })];
}

function queueOf({ fields, hints }: Pick<CallReport, 'fields' | 'hints'>): string | undefined {
  return text(hints, 'queue') ?? sid(fields, 'QueueSid');
}

import type { QueueLeftReason } from '../../../domain/event.js';
import { SECOND } from '../../../domain/time.js';
import { fact, known, type Fact } from '../../fact.js';
import { count, text } from '../fields.js';
import { own } from '../../own.js';
import { and, next, type Answered, type Asked } from './asked.js';
import { go, visitOf } from './go.js';
import { plainQueue, type VoiceQueue } from './menu.js';
import { hangUp, say, type Verb } from './verb.js';

/** Seconds for which one round of the waiting lasts, if there is no music. */
const ROUND = 20;
/** Seconds in which a call-back may be asked for, after it was offered. */
const OFFER = 5;

/** The `waitUrl`: asked for again each time its document has come to its end. */
export function wait(asked: Asked): Answered {
  const { name, queue } = queueOf(asked);
  const waited = count(asked.fields, 'QueueTime') ?? 0;
  if (isOver(queue, waited)) return { verbs: [{ is: 'leave' }], facts: [leftBecause(asked, name, 'timeout', waited)] };
  const isFirst = asked.fields['QueueTime'] === '0';
  const verbs: Verb[] = isFirst ? [say(queue.say)] : [];
  const { callback } = queue;
  // No offer that runs into the end of the wait: who takes it would be told of voicemail.
  const isOffered = callback !== undefined && !isOver(queue, waited + OFFER + 2);
  if (isOffered) verbs.push({ is: 'gather', action: next(asked, 'key', placeIn(asked)), say: callback.say, wait: OFFER, words: [] });
  else verbs.push(music(queue));
  const facts = isOffered && isFirst ? [fact('callback.offered', `${asked.call}:voice:${asked.place['stay'] ?? ''}:offered`, { callback: asked.call })] : [];
  return { verbs, facts };
}

/** A key while waiting: the one that asks for a call-back, or none of ours. */
export function key(asked: Asked): Answered {
  const { name, queue } = queueOf(asked);
  const pressed = asked.fields['Digits'] ?? '';
  if (queue.callback === undefined || pressed !== queue.callback.key) return { verbs: [music(queue)], facts: [] };
  return {
    verbs: [say(queue.callback.done), { is: 'leave' }],
    facts: [
      leftBecause(asked, name, 'exit-key', count(asked.fields, 'QueueTime'), pressed),
      fact('callback.requested', `${asked.call}:voice:${asked.place['stay'] ?? ''}:callback`, { callback: asked.call }),
    ],
  };
}

const reasons: Readonly<Record<string, QueueLeftReason>> = { hangup: 'abandoned', 'queue-full': 'full', error: 'unavailable', 'system-error': 'unavailable', redirected: 'withdrawn' };

/** The `action` of <Enqueue>: the caller is out of the queue, after the conversation where there was one. */
export function left(asked: Asked): Answered {
  const { name, queue } = queueOf(asked);
  const result = text(asked.fields, 'QueueResult') ?? '';
  const waited = count(asked.fields, 'QueueTime') ?? 0;
  const over: Answered = { verbs: [hangUp], facts: [] };
  if (result === 'bridged') return { ...over, facts: [leftBecause(asked, name, 'answered', waited), ...parted(asked)] };
  if (result === 'leave') return isOver(queue, waited) ? otherwise(asked, name, queue) : over;
  const reason = reasons[result];
  if (reason === undefined) return over;
  const facts = [leftBecause(asked, name, reason, waited)];
  return reason === 'full' || reason === 'unavailable' ? and(facts, otherwise(asked, name, queue)) : { ...over, facts };
}

function otherwise(asked: Asked, name: string, { otherwise: going }: VoiceQueue): Answered {
  return going === undefined ? { verbs: [say(asked.menu.texts.nobody), hangUp], facts: [] } : go(asked, going, { label: name, from: `queue.${name}` });
}

function leftBecause(asked: Asked, queue: string, reason: QueueLeftReason, waited: number | undefined, pressed?: string): Fact {
  const stay = asked.place['stay'] ?? '';
  const data = known({ queue, visit: visitOf(asked, stay), reason, key: pressed, waitMs: waited === undefined ? undefined : waited * SECOND });
  return fact('queue.left', `${asked.call}:voice:${stay}:left:${reason}`, data);
}

function parted({ call, agent, place }: Asked): readonly Fact[] {
  return agent === undefined ? [] : [fact('agent.left', `${call}:voice:${place['stay'] ?? ''}:parted`, { agent })];
}

function queueOf({ menu, place }: Asked): { readonly name: string; readonly queue: VoiceQueue } {
  const name = place['queue'] ?? '';
  return { name, queue: own(menu.queues, name) ?? plainQueue };
}

function placeIn({ place }: Asked): Readonly<Record<string, string>> {
  return { queue: place['queue'] ?? '', stay: place['stay'] ?? '' };
}

function isOver({ mostWait }: VoiceQueue, waited: number): boolean {
  return mostWait !== undefined && waited >= mostWait;
}

function music({ music: url }: VoiceQueue): Verb {
  return url === undefined ? { is: 'pause', seconds: ROUND } : { is: 'play', url };
}

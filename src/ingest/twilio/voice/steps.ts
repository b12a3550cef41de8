import { fact, known, type Fact } from '../../fact.js';
import { dequeued } from '../call-queue.js';
import { count, sid, text } from '../fields.js';
import { own } from '../../own.js';
import { and, idOf, next, type Answered, type Asked } from './asked.js';
import { enter, go, goingAt } from './go.js';
import { heard } from './heard.js';
import { hangUp, say } from './verb.js';
import { key, left, wait } from './waits.js';

/** What Twilio asks for at each address under `/voice/`. */
export const steps: Readonly<Record<string, (asked: Asked) => Answered>> = {
  start, heard, wait, key, left, dialled, recorded, agent, pickup, parted: () => ({ verbs: [hangUp], facts: [] }),
};

function start(asked: Asked): Answered {
  const { menu, isOpen } = asked;
  if (isOpen || menu.hours === undefined) return and([begun(asked)], enter(asked, menu.start, 0, []));
  const closed = fact('ivr.outcome', idOf(asked, 'closed'), { name: 'opening hours', result: 'closed' });
  return and([begun(asked), closed], go(asked, menu.hours.closed, { label: 'closed', from: 'closed' }));
}

function begun(asked: Asked): Fact {
  const { call, fields } = asked;
  return fact('contact.started', `${call}:voice:started`, known({ channel: 'voice', direction: 'inbound' as const, from: text(fields, 'From'), to: text(fields, 'To') }));
}

/** The `action` of <Dial>: the telephone was answered and the talk is over, or nobody came. The leg's own callbacks tell who did. */
function dialled(asked: Asked): Answered {
  const status = text(asked.fields, 'DialCallStatus');
  if (status === 'completed' || status === 'answered') return { verbs: [hangUp], facts: [] };
  const going = goingAt(asked.menu, asked.place['from'] ?? '');
  const otherwise = going?.is === 'dial' ? going.otherwise : undefined;
  return otherwise === undefined ? { verbs: [say(asked.menu.texts.nobody), hangUp], facts: [] } : go(asked, otherwise, { label: 'nobody answered', from: '' });
}

/** The same event as the recording's status callback tells, if there is one. */
function recorded(asked: Asked): Answered {
  const { fields, place, menu, call } = asked;
  const recording = sid(fields, 'RecordingSid') ?? idOf(asked, 'recording');
  const message = fact('voicemail.left', `${recording}:voicemail`, known({ queue: text(place, 'queue'), seconds: count(fields, 'RecordingDuration') }), { subject: call });
  return { verbs: [say(menu.texts.thanks), hangUp], facts: [message] };
}

/** An agent calls to take the next caller: `/voice/agent?agent=alice&queue=support`. That call is no contact. */
function agent(asked: Asked): Answered {
  const { place, menu } = asked;
  const [name, queue] = [text(place, 'agent'), text(place, 'queue')];
  if (name === undefined || queue === undefined) return { verbs: [say('This line lacks its agent or its queue. The address is /voice/agent?agent=NAME&queue=NAME.'), hangUp], facts: [] };
  if (own(menu.queues, queue)?.workflow !== undefined) return { verbs: [say('The callers of this queue come by TaskRouter.'), hangUp], facts: [] };
  const taken = { agent: name, queue };
  return { verbs: [{ is: 'take', queue, action: next(asked, 'parted', taken), url: next(asked, 'pickup', taken) }], facts: [] };
}

/** The `url` of <Queue>, asked for on the caller's side when an agent takes the caller out. */
function pickup({ call, fields, place, at }: Asked): Answered {
  return { verbs: [], facts: dequeued({ fields, hints: place, at, id: '', stay: '' }, call) };
}

import { fact, known } from '../fact.js';
import type { DataOf, Fact } from '../fact.js';
import { callbackOf, isCallersToo } from './conversation.js';
import type { Asked, Conversation } from './conversation.js';
import { millisIn, numberIn, textIn, textsIn } from './fields.js';
import type { Told } from './told.js';

/** The call-back's own contact begins when it is put into a queue or to an agent; until then nobody works on it. */
export function begunCallback(conversation: Conversation, { conversation: id, session, body, isOutbound, media }: Told): Fact[] {
  const dialled = media === 'VOICE' && isOutbound ? textIn(body, 'dnis') : undefined;
  const to = numberIn(textsIn(body, 'callbackNumbers')[0] ?? dialled);
  const started = fact('contact.started', `${session}:callback-started`, known<DataOf<'contact.started'>>({ channel: 'voice', direction: 'callback', to }));
  const linked = fact('contact.linked', `${callbackOf(id)}:linked`, { contact: id, relation: 'callback' });
  return isCallersToo(conversation) ? [started, linked] : [started];
}

/** With the caller's contact: a call-back was asked for. Told once both are heard of, in whatever order. */
export function requested(before: Conversation, after: Conversation, id: string): Fact[] {
  const { asked, hasCaller } = after;
  if (asked === undefined || !hasCaller || (before.hasCaller && isSame(before.asked, asked))) return [];
  return [fact('callback.requested', `${asked.session}:requested`, known<DataOf<'callback.requested'>>({ callback: callbackOf(id), due: asked.due }), { time: asked.at, subject: id })];
}

function isSame(before: Asked | undefined, after: Asked): boolean {
  return before !== undefined && before.session === after.session && before.at === after.at && before.due === after.due;
}

/** With the caller's contact: what became of the call-back. */
export function pursued(conversation: Conversation, told: Told): Fact[] {
  const { kind, conversation: id, media, session, agent, at, body } = told;
  if (!isCallersToo(conversation)) return [];
  const about = known<DataOf<'callback.attempted'>>({ callback: callbackOf(id), agent });
  if (media === 'VOICE' && kind === 'user.start') return [fact('callback.attempted', `${session}:attempted`, about, { subject: id })];
  const talked = millisIn(body, 'interactingDurationMs') ?? 0;
  if (media === 'VOICE' && kind === 'customer.end' && talked > 0) return [fact('callback.reached', `${session}:reached`, about, { subject: id, time: at - talked })];
  return [];
}

/** It was taken back before anybody worked on it. */
export function dropped(conversation: Conversation, { conversation: id, session }: Told): Fact[] {
  return isCallersToo(conversation) ? [fact('callback.cancelled', `${session}:cancelled`, { callback: callbackOf(id) }, { subject: id })] : [];
}

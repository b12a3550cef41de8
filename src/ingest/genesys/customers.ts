import type { Direction, EndedBy } from '../../domain/event.js';
import { fact, known } from '../fact.js';
import type { DataOf, Fact } from '../fact.js';
import { millisIn, numberIn, textIn, textsIn } from './fields.js';
import type { Fields } from './fields.js';
import { isFault, isOwnDoing } from './told.js';
import type { Told } from './told.js';
import type { Customer } from './together.js';

/** The words for what the medium is; a message says which of many messengers it came by. */
export function channelOf({ media, body }: Told): string {
  const channel = media === 'CALLBACK' ? 'voice' : media.toLowerCase();
  return channel === 'message' ? textIn(body, 'messageType')?.toLowerCase() ?? channel : channel;
}

/** A customer's connection began: called, wrote, or is called. */
export function begun(told: Told, direction: Direction): Fact[] {
  const { session, body, isOutbound } = told;
  const [from, to] = [numberIn(textIn(body, 'ani') ?? textIn(body, 'addressFrom')), numberIn(textIn(body, 'dnis') ?? textIn(body, 'addressTo'))];
  const data = known<DataOf<'contact.started'>>({ channel: channelOf(told), direction, from, to, customer: customerIn(body), party: told.participant });
  const started = fact('contact.started', `${session}:started`, data);
  return isOutbound && direction === 'outbound' && told.media === 'VOICE' ? [started, fact('outbound.dialed', `${session}:dialed`, known<DataOf<'outbound.dialed'>>({ to }))] : [started];
}

/** How a call of ours came out is known when it is over: nobody talked, or somebody did, for so long before the end. */
export function dialResult({ session, at, body }: Told): Fact[] {
  const talked = millisIn(body, 'interactingDurationMs') ?? 0;
  return [fact('outbound.result', `${session}:result`, { result: talked > 0 ? 'answered' : 'no-answer' }, { time: at - talked })];
}

export function endOf({ at, disconnect, isOutbound }: Told): Customer {
  return { isOutbound, end: { at, by: endedBy(disconnect), cause: disconnect } };
}

/** Somebody whom an agent called in. */
export function calledIn({ kind, session, participant }: Told): Fact[] {
  const data = { role: 'external', party: participant ?? session } as const;
  return [kind === 'customer.start' ? fact('party.joined', `${session}:joined`, data) : fact('party.left', `${session}:left`, data)];
}

/** The organization's own record of the customer, where the conversation has one. */
export function customerIn(body: Fields): string | undefined {
  const ids = textsIn(body, 'conversationExternalContactIds');
  return textIn(body, 'externalContactId') ?? (ids.length === 1 ? ids[0] : undefined);
}

function endedBy(disconnect: string | undefined): EndedBy | undefined {
  if (isOwnDoing(disconnect)) return 'customer';
  return isFault(disconnect) ? 'system' : undefined;
}

import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { SECOND } from '../../../domain/time.js';
import type { CallOrder } from '../../../ports/dialler.js';
import { pathOf } from './paths.js';

const KEY_WITHIN = 10;

/** A mailbox that picks up the agent's phone presses nothing, and so calls nobody. */
export function askForKey(id: string, callbackUrl: string): string {
  const response = new VoiceResponse();
  response.gather({ input: ['dtmf'], numDigits: 1, timeout: KEY_WITHIN, action: `${callbackUrl}${pathOf('go', id)}`, method: 'POST' })
    .say('A customer is owed a call. Press any key to be put through.');
  response.hangup();
  return response.toString();
}

/** Calls the customer, who sees the center's number. */
export function dialCustomer({ id, number, callerId, ringMs }: CallOrder, callbackUrl: string): string {
  const response = new VoiceResponse();
  response.dial({ callerId, timeout: Math.round(ringMs / SECOND), answerOnBridge: true, action: `${callbackUrl}${pathOf('done', id)}`, method: 'POST' })
    .number({ statusCallback: `${callbackUrl}${pathOf('customer', id)}`, statusCallbackMethod: 'POST', statusCallbackEvent: ['initiated', 'answered', 'completed'] as never }, number);
  return response.toString();
}

/** Says something, where there is something to say, and hangs up. */
export function hangUp(text?: string): string {
  const response = new VoiceResponse();
  if (text !== undefined) response.say(text);
  response.hangup();
  return response.toString();
}

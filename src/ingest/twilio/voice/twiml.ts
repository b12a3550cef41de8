import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { VoiceMenu } from './menu.js';
import type { Verb } from './verb.js';

type Speaking = Pick<VoiceMenu, 'language' | 'voice'>;

/** Addresses of ours as Twilio reaches them: relative ones would lose what a proxy takes away in front. */
export type Reach = (path: string) => string;

/** The verbs as TwiML. An empty answer leaves the call to what it was doing. */
export function twimlOf(verbs: readonly Verb[], speaking: Speaking, reach: Reach): string {
  const response = new VoiceResponse();
  for (const verb of verbs) write(response, writable(verb), speaking, reach);
  return response.toString();
}

function write(response: VoiceResponse, verb: Verb, speaking: Speaking, reach: Reach): void {
  const { language } = speaking;
  switch (verb.is) {
    case 'say':
      return void response.say(manner(speaking), verb.text);
    case 'gather': {
      const byWord = verb.words.length > 0;
      const gather = response.gather({
        input: byWord ? ['dtmf', 'speech'] : ['dtmf'], action: reach(verb.action), method: 'POST', numDigits: 1, timeout: verb.wait, actionOnEmptyResult: true,
        ...(byWord ? { language: language as never, hints: verb.words.join(', '), speechTimeout: 'auto' } : {}),
      });
      return void gather.say(manner(speaking), verb.say);
    }
    case 'enqueue':
      // A workflow's queue is TaskRouter's to choose: naming one as well is an error.
      return void response.enqueue({ action: reach(verb.action), waitUrl: reach(verb.waitUrl), ...(verb.workflow === undefined ? {} : { workflowSid: verb.workflow }) }, verb.workflow === undefined ? verb.queue : '');
    case 'dial':
      return dial(response, verb, reach);
    case 'take':
      return void response.dial({ action: reach(verb.action) }).queue({ url: reach(verb.url) }, verb.queue);
    case 'record':
      return void response.record({ action: reach(verb.action), maxLength: verb.seconds, playBeep: true, finishOnKey: '#', timeout: 5 });
    case 'play':
      return void response.play({}, verb.url);
    case 'pause':
      return void response.pause({ length: verb.seconds });
    case 'leave':
      return void response.leave();
    case 'hang-up':
      return void response.hangup();
  }
}

function dial(response: VoiceResponse, { to, action, statusCallback }: Extract<Verb, { is: 'dial' }>, reach: Reach): void {
  const called = response.dial({ action: reach(action), timeout: 25 });
  const told = { statusCallback: reach(statusCallback), statusCallbackMethod: 'POST', statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'] as never };
  if (to.startsWith('client:')) called.client(told, to.slice('client:'.length));
  else if (/^sips?:/.test(to)) called.sip(told, to);
  else called.number(told, to);
}

function manner({ language, voice }: Speaking): VoiceResponse.SayAttributes {
  return { language: language as never, ...(voice === undefined ? {} : { voice: voice as never }) };
}

/** What XML has no place for would make the whole answer unreadable: in a text, a queue's name, a word to listen for. */
function writable(verb: Verb): Verb {
  return Object.fromEntries(Object.entries(verb).map(([name, held]: [string, unknown]) => [name, typeof held === 'string' ? legal(held) : Array.isArray(held) ? held.map(String).map(legal) : held])) as unknown as Verb;
}

function legal(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/gu, '');
}

import type { Settings } from '../../config/settings.js';
import type { Person } from './fate.js';
import { fateOf, personAt } from './people.js';
import { TwilioStandIn } from './stand-in.js';

/** What Twilio would call: signed with this name, found where the demo's server listens. */
const CALLBACK = 'http://earshot.demo';
const account = { accountSid: `AC${'d'.repeat(32)}`, authToken: 'nobody outside this process needs it' };

export interface DemoTwilio {
  readonly settings: NonNullable<Settings['twilio']>;
  /** Once the server listens. */
  callsBackTo(url: string): void;
  stop(): Promise<void>;
}

/** A Twilio of the demo's own, with people behind its numbers. */
export async function startDemoTwilio(): Promise<DemoTwilio> {
  let server = CALLBACK;
  const people = new Map<string, Person>();
  const personOf = (number: string): Person => {
    const person = people.get(number) ?? personAt(number);
    people.set(number, person);
    return person;
  };
  const standIn = new TwilioStandIn({
    ...account, smsUrl: () => `${CALLBACK}/surveys/twilio/message`, fate: fateOf, person: personOf, reach: (url) => url.replace(CALLBACK, server),
  });
  await standIn.start();
  return {
    settings: { ...account, apiUrl: standIn.url, callbackUrl: CALLBACK },
    callsBackTo: (url) => void (server = url),
    stop: () => standIn.stop(),
  };
}

import { createHmac } from 'node:crypto';
import type { DialVerb } from './put-through.js';

/** Twilio's signature: HMAC-SHA1 of the address and the fields in the order of their names, under the account's token. */
export function signatureOf(authToken: string, url: string, fields: Readonly<Record<string, string>>): string {
  const signed = Object.keys(fields).toSorted().reduce((text, name) => `${text}${name}${fields[name] ?? ''}`, url);
  return createHmac('sha1', authToken).update(Buffer.from(signed, 'utf8')).digest('base64');
}

/** The answer's text and status; undefined when nobody is there. `reach`: where the address that is signed is found. */
export async function callBack(authToken: string, url: string, fields: Readonly<Record<string, string>>, reach: (url: string) => string = (same) => same): Promise<{ readonly status: number; readonly text: string } | undefined> {
  try {
    const answer = await fetch(reach(url), {
      method: 'POST', body: new URLSearchParams(fields).toString(), signal: AbortSignal.timeout(15_000),
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signatureOf(authToken, url, fields), 'user-agent': 'TwilioProxy/1.1' },
    });
    return { status: answer.status, text: await answer.text() };
  } catch {
    return undefined;
  }
}

/** What our TwiML says to do. */
export interface Doing {
  readonly messages: readonly string[];
  readonly says: readonly string[];
  readonly gather?: string;
  readonly dial?: DialVerb;
}

/** Reads the little TwiML that surveys and call-backs speak. */
export function readTwiml(twiml: string): Doing {
  const all = (tag: string): string[] => [...twiml.matchAll(new RegExp(`<${tag}(?: [^>]*)?>([^<]*)</${tag}>`, 'g'))].map(([, text]) => unescaped(text ?? ''));
  const action = /<Gather [^>]*action="([^"]*)"/.exec(twiml)?.[1];
  const dial = dialIn(twiml);
  return { messages: all('Message'), says: all('Say'), ...(action === undefined ? {} : { gather: unescaped(action) }), ...(dial === undefined ? {} : { dial }) };
}

function dialIn(twiml: string): DialVerb | undefined {
  const [, dial, called, number] = /<Dial ([^>]*)><Number ([^>]*)>([^<]*)</.exec(twiml) ?? [];
  const of = (attributes: string | undefined, name: string): string | undefined => new RegExp(`${name}="([^"]*)"`).exec(attributes ?? '')?.[1];
  const [action, statusCallback] = [of(dial, 'action'), of(called, 'statusCallback')];
  if (action === undefined || number === undefined) return undefined;
  return { action: unescaped(action), number: unescaped(number), ...(statusCallback === undefined ? {} : { statusCallback: unescaped(statusCallback) }) };
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
}

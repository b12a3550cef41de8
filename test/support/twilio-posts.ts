import { createHash } from 'node:crypto';
import { signatureOf } from '../../src/demo/twilio/webhook.js';

export const PUBLIC = 'https://earshot.example.com';
export const TOKEN = 'the token of a test\'s account';
/** What a server is started with. */
export const twilioSettings = { EARSHOT_TWILIO_ACCOUNT_SID: `AC${'7'.repeat(32)}`, EARSHOT_TWILIO_AUTH_TOKEN: TOKEN, EARSHOT_PUBLIC_URL: PUBLIC };

/** One of Twilio's posts: a form, or JSON whose hash is in the address. */
export interface SignedRequest {
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function form(path: string, fields: Readonly<Record<string, string>>, { token = TOKEN, publicUrl = PUBLIC } = {}): SignedRequest {
  return {
    path, body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', 'x-twilio-signature': signatureOf(token, `${publicUrl}${path}`, fields), 'user-agent': 'TwilioProxy/1.1' },
  };
}

export function json(path: string, value: unknown, { token = TOKEN, publicUrl = PUBLIC } = {}): SignedRequest {
  const body = typeof value === 'string' ? value : JSON.stringify(value);
  const signed = `${path}${path.includes('?') ? '&' : '?'}bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
  return { path: signed, body, headers: { 'content-type': 'application/json', 'x-twilio-signature': signatureOf(token, `${publicUrl}${signed}`, {}) } };
}

/** Status, body's text and headers; status 0 where nobody was there. */
export async function send(server: string, { path, body, headers }: SignedRequest): Promise<{ readonly status: number; readonly text: string; readonly type: string }> {
  try {
    const answer = await fetch(`${server}${path}`, { method: 'POST', body, headers, signal: AbortSignal.timeout(15_000) });
    return { status: answer.status, text: await answer.text(), type: answer.headers.get('content-type') ?? '' };
  } catch {
    return { status: 0, text: '', type: '' };
  }
}
